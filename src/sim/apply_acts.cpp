// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/sim/apply_acts.hpp"

#include <string>
#include <variant>

#include "hari/core/error.hpp"
#include "hari/transport/deposit.hpp"

namespace hari::sim {
namespace {

struct Applier {
  tissue::Tissue& tissue;

  void operator()(const stimulus::Deposit& d) const {
    transport::deposit(tissue, d.substance,
                       {.amount = d.amount,
                        .x = d.x,
                        .y = d.y,
                        .depth = d.depth,
                        .spread_plane = d.spread_plane,
                        .spread_depth = d.spread_depth});
  }
  void operator()(const stimulus::Columns&) const { refuse("columns"); }
  void operator()(const stimulus::Channels&) const { refuse("channels"); }
  void operator()(const stimulus::HeatPulse&) const { refuse("a pulse of heat"); }

  [[noreturn]] static void refuse(const char* what) {
    throw core::ModelError(std::string("this version of hari does not know what ") + what + " does to the tissue");
  }
};

}  // namespace

void apply_acts(tissue::Tissue& tissue, std::span<const stimulus::Act> acts) {
  for (const stimulus::Act& act : acts) std::visit(Applier{tissue}, act.what);
}

}  // namespace hari::sim
