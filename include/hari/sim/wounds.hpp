// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>

#include "hari/cells/healing.hpp"
#include "hari/remodel/knit.hpp"
#include "hari/remodel/turnover.hpp"
#include "hari/stimulus/act.hpp"
#include "hari/transport/bioheat.hpp"

namespace hari::sim {

/// @brief What a wound needs to know, read once from the parameters.
struct WoundLaw {
  cells::HealingLaw healing;
  remodel::KnittingLaw knitting;
  transport::HeatLaw heat;
  double reach;                  ///< of the alarm around a column or channel [mm]
  double lag, closing;           ///< of the barrier over a column, per depth [day/mm]
  double shrinkage;              ///< of the length of what heat denatures [-]
  double shock, shock_building;  ///< see healing.shock_building and heat.shock [-]

  static WoundLaw from(const core::ParameterSet& parameters);
};

/// What a wound did.
struct WoundCount {
  std::size_t wounds = 0;
  std::size_t cells = 0, fibres = 0;  ///< dead, lost
};

/// @brief Does to the tissue what energy or needles do at once: destroys fibres, gel and cells (books closed), opens
/// the barrier, gives the alarm. The fibres are to be sensed again afterwards.
/// @param occasion  which of the acts of one moment
WoundCount wound(tissue::Tissue& tissue, const remodel::TurnoverLaw& turnover, const WoundLaw& law,
                 const stimulus::Columns& columns, std::uint64_t occasion);
WoundCount wound(tissue::Tissue& tissue, const remodel::TurnoverLaw& turnover, const WoundLaw& law,
                 const stimulus::Channels& channels, std::uint64_t occasion);
WoundCount wound(tissue::Tissue& tissue, const remodel::TurnoverLaw& turnover, const WoundLaw& law,
                 const stimulus::HeatPulse& pulse, std::uint64_t occasion);

}  // namespace hari::sim
