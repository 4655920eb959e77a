// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/tissue/tissue.hpp"

namespace hari::picture::tests {

/// A block of 4 x 4 mm with fibres and cells of every kind laid by hand: enough to look at.
tissue::Tissue young_tissue(std::size_t n_fibres);
/// The same, made to look old: less intact collagen, many cuts, straight fibres, round and senescent cells, thinner.
tissue::Tissue worn_tissue(std::size_t n_fibres);

}  // namespace hari::picture::tests
