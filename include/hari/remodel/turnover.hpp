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
  double bulk_rate;          ///< removal of mature collagen at age 25 [1/day]
  double mature_rate;        ///< labile -> mature [1/day]
  double labile_rate;        ///< labile -> removed, at young oestradiol [1/day]
  double oestradiol_gain;    ///< rise of that per share of oestradiol lost [-]
  double freed_length;       ///< of a bundle, freed by one cut on average [mm]
  double gelatinase_rate;    ///< cleaved -> removed, at young gelatinase and AGE links [1/day]
  double age_retention;      ///< held fragments: e-folds of that rate per unit of AGE links beyond age 25 [-]
  double retention_floor;    ///< share of that rate at which fragments leave however many links hold them [-]
  double scavenging;         ///< cleaved -> removed in tissue that is being cleared after an injury [1/day]
  double mending;            ///< open cuts bridged per renewed share [-]
  double protection_stress;  ///< fibril stress of e-fold protection [kPa]
  double protection_floor;   ///< share of the hazard stress cannot take away [-]
  double lost_share;         ///< a cut bundle below this share of its native mass is lost [-]
  double renewal_rate;       ///< a lost bundle is replaced [1/day]
  double crimp_power;        ///< crimp of new collagen follows recoil to this power [-]
  double lox_ceiling;        ///< cross-links of collagen that is never renewed, relative to the mean at 25 [-]
  double elastosis;          ///< elastotic mass made per functional elastin that excess gelatinase would destroy [-]
  double oxidant_wear;       ///< elastin lost per unit of oxidant beyond healthy tissue [1/day]
  double slackening;         ///< e-folds of stretch elastic fibres lose per e-fold of their mass [-]
  double fibril_modulus;     ///< [kPa]
  double bundle_spread;      ///< half-width of slack within a bundle [-]

  static TurnoverLaw from(const core::ParameterSet& parameters);

  /// Factor of the cleavage hazard for a resting fibre: stress protects [-], in (0, 1].
  double exposure_to_cleavage(const fibre::Network& network, std::size_t f) const;
  /// Mean share of the intact mass that a cut frees, at most a half [-].
  double freed_share(const fibre::Network& network, std::size_t f) const;
  /// Rate at which gelatinase, relative to young, clears cut collagen with so many AGE links. A fragment leaves once no
  /// link holds it to its neighbours; links fall on fragments at random, so the share that none holds falls
  /// exponentially; held ones are cut smaller where they lie, and go at the floor [1/day].
  double clearance(double gelatinase, double age_links) const;
  /// Removal of newly laid collagen: oestradiol spares it [1/day].
  double labile_removal(double oestradiol) const;
  /// Time in which enzymatic cross-links ripen, such that young collagen has 1 on average [day].
  double lox_time() const;
};

/// What exposures drive; zero in frozen tissue.
struct Drivers {
  double elastin_loss = 0;  ///< fractional, at young gelatinase [1/day]
  double elastin_gain = 0;  ///< fractional, whatever the gelatinase [1/day]
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

}  // namespace hari::remodel
