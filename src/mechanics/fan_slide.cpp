// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <cmath>

#include "fan_images.hpp"
#include "hari/mechanics/fibre_fan.hpp"

namespace hari::mechanics {
namespace {

constexpr int width = 8;  ///< of a table whose fibres slip

/// Where a curve reaches `stress`, lane by lane between `low` and `high`; lanes not `wanted` mean nothing.
Lanes reached(const double* table, const Lanes& stress, const LaneChoice& wanted, Lanes low, Lanes high) {
  constexpr int most = 60;
  constexpr double near = 1e-6;  // of the last change: Newton's next one would be about its square
  Lanes x = high;                // curves bend upward: from above, Newton's method hardly ever leaves the bracket
  for (int k = 0; k < most; ++k) {
    const Looked at = look_up<width>(table, x);
    const Lanes miss = at.value() - stress;
    low = miss > 0 ? low : x;
    high = miss > 0 ? x : high;
    const Lanes newton = x - miss / at.slope(), half = 0.5 * (low + high);
    const LaneChoice inside = (newton >= low) & (newton <= high);
    const Lanes next = inside ? newton : half;
    const Lanes change = next - x;
    x = next;
    if (none(wanted & ((change > near) | (change < -near)))) break;
  }
  return x;
}

}  // namespace

/// What Slid says of one image, for the four of a direction side by side.
void FanStep::slide(const math::Mat3& C, std::span<double> memory) const {
  const Images images(C);
  for (std::size_t d = 0; d < fan_->size(); ++d) {
    const Sliding& s = sliding_[d];
    if (s.pace == 0) continue;
    double* own = &memory[12 * d];
    const double* table = fan_->curves_.cubics() + d * (FibreCurves::n_pieces * width) + 4;
    const Lanes stretch = images.stretch(fan_->products_[d].squares, fan_->products_[d].products);
    if (none(stretch > 1)) continue;  // what is past its onset at rest stays there
    const Lanes lost = load(own), reach = load(own + 4), share = load(own + 8);
    const Lanes rest = 1 - share, beyond = stretch - s.onset;
    const LaneChoice below = beyond < reach;
    const Lanes squeezed = reach - (reach - beyond) / larger(rest, Lanes{} + Slid::least_rest);
    const Lanes curve = look_up<width>(table, below ? squeezed : beyond).value();
    const Lanes excess = (below ? rest * curve : curve - lost) - s.rested;
    const LaneChoice slides = excess > 0;
    if (none(slides)) continue;
    const Lanes now = lost + s.pace * excess;
    // Do all that are taut slide? They went for c(v) before the step.
    const LaneChoice all = slides & ~below & ((curve - s.rested) * share >= lost);
    // Then their mean slide and the stress lost give the new reach; else only the tautest go on sliding.
    const Lanes wider = share + s.pace * rest, tighter = lost > 0 ? share * (now / lost) : share;
    const Lanes new_share = all ? wider : tighter;
    store(slides ? now : lost, own);
    store(slides ? new_share : share, own + 8);
    if (none(all)) continue;
    const Lanes new_reach = reached(table, now / wider, all, reach, beyond);
    store(all ? new_reach : reach, own + 4);
  }
}

}  // namespace hari::mechanics
