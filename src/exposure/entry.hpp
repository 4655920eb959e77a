// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

/// @brief How a substance enters the skin so that its field reaches a wanted value: from the surface, where the answer
/// of deep skin to a source of so much per area is source / sqrt(D k), or with the blood, alike everywhere.
class Entry {
 public:
  /// Reads NAME.diffusivity and NAME.clearance.
  Entry(tissue::Substance substance, const core::ParameterSet& parameters);

  double clearance() const { return clearance_; }
  /// Source that holds `level` at the surface of deep skin; it enters over `depth` [mm].
  stimulus::Source at_surface(double level, double depth) const;
  /// Source that holds `level` everywhere in the skin above the fat and below the horny layer.
  stimulus::Source everywhere(double level) const;
  /// @brief The level that a source falling e-fold over `tau` would hold at its beginning, such that the field it feeds
  /// reaches 1 at its peak: about 1 if it is cleared much faster than that, more if slower [-].
  double pulse(core::Days tau) const;

 private:
  tissue::Substance substance_;
  double clearance_ = 0;  ///< [1/day]
  double reach_ = 0;      ///< decay length [mm]
};

/// @brief What rises at `from` and falls at `to` with one time constant, mean over [begin, end], ceiling 1 [-].
double mean_presence(core::Days from, core::Days to, core::Days tau, core::Days begin, core::Days end);
/// Share of [begin, end] that lies in [from, to] [-].
double overlap(core::Days from, core::Days to, core::Days begin, core::Days end);

}  // namespace hari::exposure
