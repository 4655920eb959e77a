// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <span>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::cells {

/// @brief How injured tissue heals: it passes through three stages, of cytokines, of enzymes and of building, each left
/// at a constant rate. The cells that do it (platelets, white cells, keratinocytes) are no agents; what they give off
/// is, and fibroblasts answer by their rules. Parameters: data/energy.toml; equations: docs/treatments-energy.md.
struct HealingLaw {
  double alarm_time, clearing_time, building_time;  ///< mean stay in a stage [day]
  double inflammation;                              ///< given off by tissue in the first [1/day]
  double open_inflammation;                         ///< by the top of skin without epidermis [1/day]
  double collagenase, gelatinase;                   ///< by tissue in the second [1/day]
  double clearing_tgf_beta, building_tgf_beta;      ///< set free in the second and the third [1/day]

  static HealingLaw from(const core::ParameterSet& parameters);
};

/// @brief Sound tissue becomes alarmed; what is healing already does not count twice.
/// @param share  of each element that takes the alarm [-]
void alarm(tissue::Tissue& tissue, std::span<const double> share);

/// @brief Sound tissue begins to build without having been wounded, as after mild heat.
/// @param share  of each element [-]
void stir(tissue::Tissue& tissue, std::span<const double> share);

/// @brief One step of healing: adds what tissue in each stage gives off to the sources of fields, on average over the
/// step, and moves on. Exact for any step.
/// @pre `secrete` has written the sources of this step
void heal(tissue::Tissue& tissue, const HealingLaw& law, core::Days dt);

/// @brief Kills cells of every kind, each with the share of its element.
/// @param occasion  which of several killings of one moment
/// @return how many
std::size_t kill(tissue::Tissue& tissue, std::span<const double> share, std::uint64_t occasion);

/// @brief Redness: cytokines of epidermis and papillary dermis, where the vessels lie that redden; 1 as after a burn of
/// twice the erythemal dose at its peak [-].
double redness(const tissue::Tissue& tissue);
/// @brief Roughness: share of the surface without living epidermis, open or under a dead one [-].
double roughness(const tissue::Tissue& tissue);

}  // namespace hari::cells
