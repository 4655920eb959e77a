// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "hari/cells/rule_book.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::cells {

/// @brief What the place of a cell makes of each of its behaviours, and where it is drawn. One row per element: cells
/// of one element feel the same substances, levels and fibres, so their responses to them are taken once.
struct Surroundings {
  std::vector<double> factor;               ///< element x Role x Behaviour: product of responses, 1 in young skin [-]
  std::vector<std::array<double, 3>> lure;  ///< element x Role: gradient of ln attraction [1/mm]; empty: none
  std::array<double, mesh::n_layers> fibroblasts{};  ///< per layer, relative to young; 1 where young has none [-]
  std::array<double, mesh::n_layers> stem_cells{};   ///< per layer, real cells

  const double* at(std::size_t element, Role role) const {
    return factor.data() + (element * n_roles + static_cast<std::size_t>(role)) * n_behaviours;
  }
};

/// @brief The responses of all places to what is there now, relative to young skin of the same layer (the tissue's
/// homeostasis).
/// @param reach   how far a cell feels collagen in the plane of the skin [mm]
/// @param sparse  collagen per volume, over young, at which it finds half its contacts [-]
Surroundings survey(const tissue::Tissue& tissue, const RuleBook& rules, double reach, double sparse);

}  // namespace hari::cells
