// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/sim/apply_acts.hpp"

#include <variant>

#include "hari/transport/deposit.hpp"

namespace hari::sim {
namespace {

struct Applier {
  tissue::Tissue& tissue;
  const remodel::TurnoverLaw& turnover;
  const WoundLaw& wounds;
  std::uint64_t occasion;

  WoundCount operator()(const stimulus::Deposit& d) const {
    transport::deposit(tissue, d.substance,
                       {.amount = d.amount,
                        .x = d.x,
                        .y = d.y,
                        .depth = d.depth,
                        .spread_plane = d.spread_plane,
                        .spread_depth = d.spread_depth});
    return {};
  }
  template <class Injury>
  WoundCount operator()(const Injury& injury) const {
    return wound(tissue, turnover, wounds, injury, occasion);
  }
};

}  // namespace

WoundCount apply_acts(tissue::Tissue& tissue, const remodel::TurnoverLaw& turnover, const WoundLaw& wounds,
                      std::span<const stimulus::Act> acts) {
  WoundCount all;
  for (std::uint64_t occasion = 0; occasion < acts.size(); ++occasion) {
    const WoundCount one = std::visit(Applier{tissue, turnover, wounds, occasion}, acts[occasion].what);
    all.wounds += one.wounds;
    all.cells += one.cells;
    all.fibres += one.fibres;
  }
  return all;
}

}  // namespace hari::sim
