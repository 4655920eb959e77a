// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::cells {

/// @brief Response of a cell to a signal relative to young tissue: x^n (1 + h^n) / (x^n + h^n), 1 at x = 1, 0 at 0.
struct Response {
  double half = 1, power = 1;
  double operator()(double x) const;
};

/// @brief What fibroblasts and stem cells sense and do. Parameters: data/cells.toml; equations: docs/cells.md.
struct CellLaw {
  Response spread_of_anchorage, spread_of_tension, collagen_of_spread;
  double reach;                      ///< how far a cell feels collagen in the plane [mm]
  double spread_time;                ///< [day]
  double collagen_damage_half;       ///< [-]
  double hyaluronan_damage_half;     ///< [-]
  double collagenase_collapse_gain;  ///< [-]
  double lifetime;                   ///< of a fibroblast [day]
  double motility;                   ///< diffusivity along the axis [mm2/day]
  double motility_across;            ///< relative to `motility` [-]
  double senescence_gain;            ///< per unit of damage [-]
  double senescent_young;            ///< fraction at age 25 [-]
  double senescent_clearance;        ///< [1/day]
  double senescent_collagen;         ///< relative secretion [-]
  double senescent_collagenase;      ///< relative secretion [-]
  double stem_gain;                  ///< division per relative deficit [-]
  double homing;                     ///< how far from its mother a fibroblast settles, per axis in plane [mm]
  double epidermis_hyaluronan;       ///< content kept by keratinocytes [ug/mm3]
  double hyaluronan_clearance;       ///< [1/day]

  static CellLaw from(const core::ParameterSet& parameters);
};

/// What exposures drive; zero in frozen tissue.
struct Drivers {
  double damage = 0;     ///< gathered by every cell [1/day]
  double stem_loss = 0;  ///< fractional [1/day]
};

struct LifeReport {
  std::size_t born = 0, died = 0, turned_senescent = 0;
};

/// @brief Relative secretions of cell i: basal rate times these is what it makes [-].
struct Secretion {
  double collagen = 0, collagenase = 0, hyaluronan = 0;
};
Secretion secretion(const tissue::CellPopulation& cells, const CellLaw& law, std::size_t i);

/// @brief Writes the three source fields from all cells (and keratinocytes for epidermal hyaluronan), basal rates taken
/// from the homeostasis.
void secrete(tissue::Tissue& tissue, const CellLaw& law);

/// @brief First hazards of every cell, and the young density of fibroblasts per layer.
void settle(tissue::Tissue& tissue, const CellLaw& law);

/// @brief Lets every fibroblast take the shape its surroundings allow.
/// @pre fields and homeostasis hold the young anchorage and tension
void settle_spread(tissue::Tissue& tissue, const CellLaw& law);

/// @brief Basal secretion of collagen per layer, such that what the cells make balances what the settled fibres take.
/// @pre remodel::settle has set deposition and calibre
void settle_collagen(tissue::Tissue& tissue, const CellLaw& law);

/// @brief One step of the life of every cell: spreading, damage, senescence, death, division of stem cells, migration.
/// Cells keep their order of birth; new ones come last, ordered by mother.
LifeReport live(tissue::Tissue& tissue, const CellLaw& law, const Drivers& drivers, core::Days dt);

}  // namespace hari::cells
