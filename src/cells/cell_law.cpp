// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <cmath>

#include "hari/cells/population.hpp"

namespace hari::cells {

double Response::operator()(double x) const {
  if (x <= 0) return 0;
  const double xn = std::pow(x, power), hn = std::pow(half, power);
  return xn * (1 + hn) / (xn + hn);
}

CellLaw CellLaw::from(const core::ParameterSet& p) {
  CellLaw law{};
  law.spread_of_anchorage = {p.value("spread.anchorage_half", "1"), p.value("spread.anchorage_power", "1")};
  law.spread_of_tension = {p.value("spread.tension_half", "1"), p.value("spread.tension_power", "1")};
  law.collagen_of_spread = {p.value("fibroblast.collagen_spread_half", "1"),
                            p.value("fibroblast.collagen_spread_power", "1")};
  law.reach = p.value("spread.reach", "mm");
  law.spread_time = p.value("spread.time", "day");
  law.collagen_damage_half = p.value("fibroblast.collagen_damage_half", "1");
  law.hyaluronan_damage_half = p.value("fibroblast.hyaluronan_damage_half", "1");
  law.collagenase_collapse_gain = p.value("fibroblast.collagenase_collapse_gain", "1");
  law.lifetime = p.value("fibroblast.lifetime", "day");
  law.motility = p.value("fibroblast.motility", "mm2/day");
  law.motility_across = p.value("fibroblast.motility_across", "1");
  law.senescence_gain = p.value("senescence.damage_gain", "1");
  law.senescent_young = p.value("senescence.young_fraction", "1");
  law.senescent_clearance = p.value("senescence.clearance", "1/day");
  law.senescent_collagen = p.value("senescence.collagen", "1");
  law.senescent_collagenase = p.value("senescence.collagenase", "1");
  law.stem_gain = p.value("stem.homeostasis_gain", "1");
  law.homing = p.value("stem.homing_distance", "mm");
  law.epidermis_hyaluronan = p.value("hyaluronan.epidermis_content", "ug/mm3");
  law.hyaluronan_clearance = p.value("hyaluronan_high.clearance", "1/day");
  return law;
}

}  // namespace hari::cells
