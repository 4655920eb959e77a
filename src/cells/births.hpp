// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "hari/cells/population.hpp"
#include "hari/core/draw.hpp"

namespace hari::cells {

/// A fresh threshold of a cell for the next event of its kind.
double threshold(tissue::Tissue& tissue, std::size_t cell, core::Purpose purpose);

/// @brief Division of a stem cell. Most often it is asymmetric: the stem cell stays, and a fibroblast of its layer
/// settles within homing distance, along a fibre there. A simulated stem cell stands for several, so its offspring is
/// scattered, not laid beside it. Where niches stand empty, a share of the divisions gives a stem cell instead: the
/// pool never outgrows its niches.
/// @param empty  share of the layer's niches that stand empty [-]
void divide_stem_cell(tissue::Tissue& tissue, const CellLaw& law, const fibre::SegmentsByElement& fibres,
                      std::size_t mother, double empty);

/// @brief Division of a fibroblast: two of its kind, side by side. After too many divisions both are senescent.
/// @return true if they are
bool divide_fibroblast(tissue::Tissue& tissue, const CellLaw& law, std::size_t mother);

/// @brief Closes the rows of the dead: the last rows, the newborn first, move into them.
/// @param dead  one flag per row
void close_rows(tissue::CellPopulation& cells, const std::vector<std::uint8_t>& dead);

}  // namespace hari::cells
