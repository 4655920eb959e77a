// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/mechanism.hpp"

#include "hari/treatment/fractional_ablation.hpp"
#include "hari/treatment/injection.hpp"
#include "hari/treatment/needling.hpp"
#include "hari/treatment/thermal_sheet.hpp"
#include "hari/treatment/topical.hpp"

namespace hari::treatment {
namespace {

constexpr Mechanism all[] = {
    {"bolus", bolus_schema, injection_objections, make_bolus},
    {"depot", depot_schema, injection_objections, make_depot},
    {"fractional_ablation", fractional_ablation_schema, fractional_ablation_objections, make_fractional_ablation},
    {"needling", needling_schema, needling_objections, make_needling},
    {"thermal_sheet", thermal_sheet_schema, thermal_sheet_objections, make_thermal_sheet},
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
