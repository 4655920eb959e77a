// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::probe {

/// @brief What a reader of skin autofluorescence sees: AGE cross-links of collagen, by depth, as its light reaches
/// them. The same links make skin yellow; no study in the tables gives a colour for them.
struct Autofluorescence {
  std::vector<double> depth_mm;   ///< middle of each sheet of the dermis, below the surface
  std::vector<double> age_links;  ///< its mean, 1 in young skin [-]
  double seen = 0;                ///< mean by the light that reaches each sheet [-]
  double units = 0;               ///< [AU]

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"depth_mm", "mm", "below the surface"}, depth_mm);
    visit(I{"age_links", "1", "AGE cross-links of collagen, 1 in young skin"}, age_links);
  }
};

/// Parameters: data/exposures.toml, autofluorescence.*
Autofluorescence autofluorescence(const tissue::Tissue& tissue, const core::ParameterSet& parameters);

core::Schema autofluorescence_schema();

}  // namespace hari::probe
