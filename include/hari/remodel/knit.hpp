// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::remodel {

/// @brief What healing does to fibres: new collagen bridges what columns severed, and myofibroblasts shorten the tissue
/// that builds, for good; the body holds its area, so all fibres about it are stretched. Parameters: data/energy.toml.
struct KnittingLaw {
  double bridging;     ///< of severed fibres in tissue that builds [1/day]
  double contraction;  ///< shortening of fibres where tissue builds, per pull in excess over young skin's [1/day]
  double stall;        ///< tension at which cells shorten fibres no more [kPa]

  static KnittingLaw from(const core::ParameterSet& parameters);
};

/// @brief One step; does nothing where no tissue heals. Same bytes for any number of threads.
void knit(tissue::Tissue& tissue, const KnittingLaw& law, core::Days dt);

}  // namespace hari::remodel
