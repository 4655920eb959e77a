// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/mechanism.hpp"

#include "hari/treatment/injection.hpp"
#include "hari/treatment/topical.hpp"

namespace hari::treatment {
namespace {

constexpr Mechanism all[] = {
    {"bolus", bolus_schema, injection_objections, make_bolus},
    {"depot", depot_schema, injection_objections, make_depot},
    {"topical", topical_schema, topical_objections, make_topical},
};

}  // namespace

std::span<const Mechanism> mechanisms() {
  return all;
}

const Mechanism* find_mechanism(std::string_view name) {
  for (const Mechanism& m : all)
    if (m.name == name) return &m;
  return nullptr;
}

}  // namespace hari::treatment
