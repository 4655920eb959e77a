// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <limits>

#include "hari/cells/rule_book.hpp"
#include "hari/cells/surroundings.hpp"
#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::cells {

/// @brief What fibroblasts and stem cells sense and do. Parameters: data/rules.toml, data/cells.toml; equations:
/// docs/cells.md.
struct CellLaw {
  RuleBook rules;
  double reach;                 ///< how far a cell feels collagen in the plane [mm]
  double sparse;                ///< collagen per volume, over young, at which a cell finds half its contacts [-]
  double spread_time;           ///< [day]
  double lifetime;              ///< of a fibroblast [day]
  double division;              ///< of a fibroblast, per excess of its responses over those in young skin [1/day]
  double division_limit;        ///< divisions after which a fibroblast is senescent
  double damage_by_excess;      ///< damage gathered per excess of the responses [1/day]
  double motility;              ///< diffusivity along the axis over long times [mm2/day]
  double motility_across;       ///< relative to `motility` [-]
  double persistence;           ///< of the walk [day]
  double senescent_young;       ///< fraction at age 25 [-]
  double senescent_clearance;   ///< [1/day]
  double contraction;           ///< rate at which fibroblasts become myofibroblasts, per excess [1/day]
  double relaxation;            ///< rate at which myofibroblasts turn back in healthy skin [1/day]
  double homing;                ///< how far from a stem cell its offspring settles, per axis in plane [mm]
  double self_renewal;          ///< share of stem divisions that give a stem cell to an empty niche [-]
  double healthy_oxidant;       ///< what healthy dermis holds, in the unit of the field, which counts what is beyond
  double healthy_inflammation;  ///< likewise
  double epidermis_hyaluronan;  ///< content kept by keratinocytes [ug/mm3]
  double hyaluronan_clearance;  ///< [1/day]
  double epidermis_turnover;    ///< mean time from the basal layer to the surface [day]

  static CellLaw from(const core::ParameterSet& parameters);
};

/// What exposures drive; zero in frozen tissue.
struct Drivers {
  double damage = 0;     ///< gathered by every cell [1/day]
  double stem_loss = 0;  ///< fractional [1/day]
};

struct LifeReport {
  std::size_t born = 0, died = 0, turned_senescent = 0;
  bool overrun = false;  ///< more cells were to be born than there may be: the step is not whole
};

/// What cells give off: the first behaviours, collagen to oxidant.
inline constexpr std::size_t n_secreted = index(Behaviour::oxidant) + 1;
/// @brief Relative secretions of one cell, by Behaviour: basal rate times these is what it makes. Of inflammation and
/// oxidant, which count what is beyond healthy tissue, the excess over 1 [-].
using Secretion = std::array<double, n_secreted>;
Secretion secretion(const tissue::Tissue& tissue, const CellLaw& law, const Surroundings& around, std::size_t cell);

/// The substance that a secretion feeds; collagen feeds none.
tissue::Substance substance_of(Behaviour secreted);

/// @brief Writes the sources of fields from all cells (and keratinocytes for epidermal hyaluronan), basal rates taken
/// from the homeostasis; sources of what no cell makes become 0.
void secrete(tissue::Tissue& tissue, const CellLaw& law, const Surroundings& around);

/// @brief Writes the field source of a substance as if every fibroblast secreted one unit per day: what a basal rate is
/// found from.
void secrete_evenly(tissue::Tissue& tissue, tissue::Substance substance);

/// @brief First hazards of every cell, and the young density of fibroblasts per layer.
void settle(tissue::Tissue& tissue, const CellLaw& law);

/// @brief Lets every fibroblast take the shape its surroundings allow, and pull as they bid.
/// @pre fields and homeostasis hold the young anchorage and tension
void settle_spread(tissue::Tissue& tissue, const CellLaw& law, const Surroundings& around);

/// @brief Basal secretion of collagen per layer, such that what the cells make balances what the settled fibres take.
/// @pre remodel::settle has set deposition and calibre
void settle_collagen(tissue::Tissue& tissue, const CellLaw& law, const Surroundings& around);

/// @brief One step of the life of every cell: spreading, damage, senescence, change to and from myofibroblasts, death,
/// division, walk. Newborn cells, ordered by mother, take the rows of the dead.
/// @param fibres  along which the offspring of stem cells lies down; may be empty
/// @param most    cells there may be; a birth beyond that ends the step where it is
LifeReport live(tissue::Tissue& tissue, const CellLaw& law, const Surroundings& around,
                const fibre::SegmentsByElement& fibres, const Drivers& drivers, core::Days dt,
                std::size_t most = std::numeric_limits<std::size_t>::max());

inline Surroundings survey(const tissue::Tissue& tissue, const CellLaw& law) {
  return survey(tissue, law.rules, law.reach, law.sparse);
}

}  // namespace hari::cells
