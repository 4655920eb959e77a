// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::anatomy {

/// @brief What block of skin to build.
struct BlockSpec {
  std::string site = "cheek";
  bool male = false;
  double width_mm = 4;          ///< of the square surface [mm]
  double subcutis_mm = 2;       ///< depth of hypodermis in the block [mm]
  int elements_across = 20;     ///< along x and along y; sheets in depth follow
  std::size_t fibres = 100000;  ///< simulated fibres of all families
  std::size_t cells = 50000;    ///< simulated cells of all kinds
  std::uint64_t seed = 1;
};

/// Age of the tissue that `build` makes.
inline constexpr core::Days build_age = core::years(25);

/// @brief Young tissue: graded grid, fibre families and cells in place, at age 25 years.
///
/// Fibres and cells are sampled in strata (anatomy/stratified.hpp) over place, direction, slack and thickness together.
/// Per family the masses add up to density times layer volume, to rounding; weights below 1 mean that a simulated fibre
/// is a strand of a real bundle. Rows: family after family, in Morton order within each. All fields are 0 but
/// `growth`, 1; homeostasis rows are 0, hazards (`until_*`) are 0 and the ledger is empty: `sim` fills them.
/// Same bytes for any number of threads.
/// @throws ScenarioError for an unknown site; ModelError if the specification cannot make a block
tissue::Tissue build(const BlockSpec& spec, const core::ParameterSet& parameters);

/// @brief The grid alone, x along the tension lines. Sheets per layer grow with `elements_across`, at least one each.
mesh::Grid build_grid(const BlockSpec& spec, const core::ParameterSet& parameters);

}  // namespace hari::anatomy
