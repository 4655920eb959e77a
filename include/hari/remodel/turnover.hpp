// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/fibre/network.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::remodel {

/// @brief How collagen and elastin come and go. Parameters: data/turnover.toml; equations: docs/turnover.md.
struct TurnoverLaw {
  double bulk_rate;           ///< removal of mature collagen at age 25 [1/day]
  double mature_rate;         ///< labile -> mature [1/day]
  double labile_rate;         ///< labile -> removed [1/day]
  double freed_length;        ///< of a bundle, freed by one cut on average [mm]
  double gelatinase_rate;     ///< cleaved -> removed [1/day]
  double mending;             ///< open cuts bridged per renewed share [-]
  double protection_stress;   ///< fibril stress of e-fold protection [kPa]
  double protection_floor;    ///< share of the hazard stress cannot take away [-]
  double age_resistance;      ///< fall of the freed share per unit of AGE beyond age 25 [-]
  double lost_share;          ///< a cut bundle below this share of its native mass is lost [-]
  double renewal_rate;        ///< a lost bundle is replaced [1/day]
  double crimp_power;         ///< crimp of new collagen follows recoil to this power [-]
  double fibril_modulus;      ///< [kPa]
  double bundle_spread;       ///< half-width of slack within a bundle [-]
  double collagen_charge;     ///< share of swelling charge that goes with collagen [-]
  double hyaluronan_content;  ///< of young dermis [ug/mm3]

  static TurnoverLaw from(const core::ParameterSet& parameters);

  /// Factor of the cleavage hazard for a resting fibre: stress protects [-], in (0, 1].
  double exposure_to_cleavage(const fibre::Network& network, std::size_t f) const;
  /// Mean share of the intact mass that a cut frees, at most a half: AGE cross-links hold fragments in place [-].
  double freed_share(const fibre::Network& network, std::size_t f) const;
};

/// What exposures drive; zero in frozen tissue.
struct Drivers {
  double elastin_loss = 0;  ///< fractional [1/day]
  double glycation = 0;     ///< AGE cross-links formed, relative to age 25 [1/day]
};

/// What a step did.
struct TurnoverReport {
  std::size_t cuts = 0;  ///< cleavage events
  std::size_t lost = 0;  ///< bundles lost
  std::size_t laid = 0;  ///< bundles laid in empty slots; segments must be regrouped if > 0
};

/// @brief Brings the fibres of a freshly built tissue to the stationary state of the law: pools, open cuts, hazards and
/// capacities. Each fibre's mass scatters about what it was built with, as a long past of cuts leaves it. Fills
/// deposition and cleavage_hazard of the homeostasis.
/// @pre the collagenase field is the young stationary field
void settle(tissue::Tissue& tissue, const TurnoverLaw& law);

/// @brief One step of turnover of every fibre: deposition from `collagen_source`, maturation, stochastic cleavage by
/// `collagenase`, clearance, mending, crimp, glycation, loss of elastin. Books go to the ledger.
/// @param segments of the network, up to date
TurnoverReport advance(tissue::Tissue& tissue, const TurnoverLaw& law, const fibre::SegmentsByElement& segments,
                       const Drivers& drivers, core::Days dt);

/// @brief Thickness follows the charged matrix: water is drawn in proportion to collagen and hyaluronan at constant
/// swelling pressure. Sets `growth` of the dermis, layer by layer.
void grow(tissue::Tissue& tissue, const TurnoverLaw& law);

}  // namespace hari::remodel
