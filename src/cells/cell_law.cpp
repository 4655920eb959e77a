// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/population.hpp"

namespace hari::cells {

CellLaw CellLaw::from(const core::ParameterSet& p) {
  return {.rules = RuleBook(rules_from(p)),
          .reach = p.value("spread.reach", "mm"),
          .sparse = p.value("spread.sparse", "1"),
          .spread_time = p.value("spread.time", "day"),
          .lifetime = p.value("fibroblast.lifetime", "day"),
          .division = p.value("fibroblast.division", "1/day"),
          .division_limit = p.value("senescence.division_limit", "1"),
          .damage_by_excess = p.value("fibroblast.damage_by_excess", "1/day"),
          .motility = p.value("fibroblast.motility", "mm2/day"),
          .motility_across = p.value("fibroblast.motility_across", "1"),
          .persistence = p.value("fibroblast.persistence", "day"),
          .senescent_young = p.value("senescence.young_fraction", "1"),
          .senescent_clearance = p.value("senescence.clearance", "1/day"),
          .contraction = p.value("myofibroblast.onset", "1/day"),
          .relaxation = p.value("myofibroblast.relaxation", "1/day"),
          .homing = p.value("stem.homing_distance", "mm"),
          .self_renewal = p.value("stem.self_renewal", "1"),
          .healthy_oxidant = p.value("fibroblast.healthy_oxidant", "1"),
          .healthy_inflammation = p.value("fibroblast.healthy_inflammation", "1"),
          .epidermis_hyaluronan = p.value("hyaluronan.epidermis_content", "ug/mm3"),
          .hyaluronan_clearance = p.value("hyaluronan_high.clearance", "1/day"),
          .epidermis_turnover = p.value("epidermis.turnover", "day")};
}

}  // namespace hari::cells
