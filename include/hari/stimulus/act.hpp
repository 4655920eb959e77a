// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <variant>

#include "hari/core/time.hpp"
#include "hari/math/tensor.hpp"
#include "hari/tissue/substance.hpp"

namespace hari::stimulus {

/// @brief A substance brought in at once: a cloud, normal in the plane and in depth, cut off and made whole again at
/// the borders of the layer that holds its centre. The centre may lie beyond the block, which then receives what
/// reaches it. An infinite spread in the plane is a sheet: alike everywhere, its amount counted per area.
struct Deposit {
  tissue::Substance substance;
  double amount = 0;        ///< whole cloud [unit of the amount x mm3], or of a sheet [unit x mm3 per mm2]
  double x = 0, y = 0;      ///< centre, the middle of the block at 0 [mm]
  double depth = 0;         ///< of the centre below the surface [mm]
  double spread_plane = 0;  ///< standard deviation [mm]
  double spread_depth = 0;  ///< [mm]
};

/// @brief Columns drilled from the surface, many per block: shares of area, not resolved one by one. What is ablated is
/// gone (fibres, cells, gel); what is coagulated stays but carries and does nothing.
struct Columns {
  double ablated_share = 0;     ///< of the area [-]
  double ablated_depth = 0;     ///< [mm]
  double coagulated_share = 0;  ///< of the area, in addition, around the ablated core; below it both [-]
  double coagulated_depth = 0;  ///< [mm], at least ablated_depth
  double diameter = 0;          ///< of a column, rim included [mm]
};

/// @brief Channels pricked by needles: what the needle meets is pushed aside and cut, the barrier opens, the tissue
/// takes alarm.
struct Channels {
  double share = 0;      ///< of the area [-]
  double depth = 0;      ///< [mm]
  double diameter = 0;   ///< of a channel [mm]
  core::Days closing{};  ///< until they are shut
};

/// @brief Heat given to the surface in one pulse.
struct HeatPulse {
  double fluence = 0;  ///< absorbed at the surface [mJ/mm2]
  core::Seconds duration{};
  core::Days shedding{};          ///< how long epidermis that it kills stays as a dressing
  core::Days closing{};           ///< from shedding to a closed epidermis
  bool spares_epidermis = false;  ///< a hypothesis: what it passes on its way down takes no harm
};

/// One sudden thing.
struct Act {
  core::Days age{};  ///< of the subject
  std::variant<Deposit, Columns, Channels, HeatPulse> what;
};

}  // namespace hari::stimulus
