// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <limits>
#include <vector>

#include "hari/remodel/turnover.hpp"

namespace hari::remodel {

/// @brief What is destroyed at once in a region: per element, shares of what is there. Columns narrower than an element
/// are carried as the share of it that they fill.
struct Wound {
  std::vector<double> removed;    ///< gone at once, as by vaporisation [-], 0 to 1
  std::vector<double> denatured;  ///< left in place, but carries no load and waits for gelatinase [-]; sum at most 1
  double column = std::numeric_limits<double>::infinity();  ///< diameter of columns that cut what they meet [mm];
                                                            ///< infinite: the whole is hurt evenly, nothing is cut
  double shrinkage = 0;  ///< of the length of what is denatured, by heat [-]; the rest of the tissue is stretched by it
};

struct WoundReport {
  double collagen = 0, elastin = 0;  ///< that left the block [ug]
  std::size_t lost = 0;              ///< fibres of which too little is left
};

/// @brief Destroys fibres, with the books closed. A fibre loses the mean of the shares along it and is cut by every
/// column it meets, and is shorter by what shrank along it; one left with less than `lost_share` of its native mass is
/// lost. Later steps clear what was denatured, mend what was cut and let fibroblasts lay new bundles, disordered where
/// no intact collagen guides them. Sense the fibres again afterwards. Same bytes for any number of threads.
WoundReport ablate(tissue::Tissue& tissue, const TurnoverLaw& law, const Wound& wound);

}  // namespace hari::remodel
