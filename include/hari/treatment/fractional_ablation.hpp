// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// One column of a fractional carbon dioxide laser.
struct AblatedColumn {
  double diameter = 0;          ///< of what is vaporised [mm]
  double depth = 0;             ///< of what is vaporised [mm]
  double coagulated_width = 0;  ///< of the rim beside it [mm]
  double coagulated_depth = 0;  ///< of the whole column [mm]
};

/// @brief What a pulse does to skin, from the spot and the energy. Depth is a power law fitted to histology; the width
/// is where a Gaussian beam (its spot measured at 1/e2) exceeds the threshold of vaporisation, which is higher for a
/// narrow spot, since heat leaves it sideways. data/energy.toml.
struct ColumnLaw {
  double depth;         ///< of a column of 100 mJ in a spot of 0.12 mm, coagulation included [mm]
  double energy_power;  ///< [-]
  double spot_power;    ///< [-]
  double ablated_part;  ///< of the depth [-]
  double threshold;     ///< of a wide spot [mJ/mm2]
  double side_loss;     ///< to be added for a spot of 0.12 mm; it falls with the square of the spot [mJ/mm2]
  double rim;           ///< [mm]

  static ColumnLaw from(const core::ParameterSet& parameters);
  /// @param spot [mm] @param energy [mJ]
  AblatedColumn column(double spot, double energy) const;
};

/// @brief Fractional ablation: columns by spot, energy and density, in one pass or several.
struct FractionalAblation {
  double spot = 0.12;  ///< diameter [mm]
  double energy = 60;  ///< of one pulse [mJ]
  double density = 1;  ///< columns of one pass [1/mm2]
  double passes = 1;   ///< the columns of a pass fall at random to those of the ones before

  static FractionalAblation from(const Prescription& prescription);
};

core::Schema fractional_ablation_schema();
std::vector<Objection> fractional_ablation_objections(const Prescription& prescription);
/// Sham and untreated arms are left alone: a laser that is off does nothing.
std::unique_ptr<stimulus::Intervention> make_fractional_ablation(const Prescription& prescription,
                                                                 const core::ParameterSet& parameters);

/// What one session does.
stimulus::Columns columns_of(const FractionalAblation& treatment, const ColumnLaw& law);

/// @brief A warning if columns would coagulate through all of the dermis, or would vaporise it; empty if not.
/// @param epidermis,dermis  of the site [mm]
std::string perforation_warning(const FractionalAblation& treatment, const ColumnLaw& law, double epidermis,
                                double dermis);

}  // namespace hari::treatment
