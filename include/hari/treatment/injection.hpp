// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// @brief Doses brought into the skin: every part of the composition becomes a Deposit of its own, and each prick
/// alarms the tissue for some days, saline or not. What a part does from there is transport's and the cells' affair:
/// hyaluronan is held as a gel, freed, cut to middle lengths and drained, its charge draws water.
std::unique_ptr<stimulus::Intervention> make_depot(const Prescription& prescription,
                                                   const core::ParameterSet& parameters);
core::Schema depot_schema();

/// @brief A depot whose gel holds its shape: it pushes tissue aside, and cells nearby are stretched as long as its
/// volume lasts (tissue::Level::stretch).
std::unique_ptr<stimulus::Intervention> make_bolus(const Prescription& prescription,
                                                   const core::ParameterSet& parameters);
core::Schema bolus_schema();

std::vector<Objection> injection_objections(const Prescription& prescription);

/// @brief Strain that a ball of gel gives the tissue around it: V / (4 pi r^3) outside of it, a third at its surface
/// and within [-].
/// @param volume    [mm3]
/// @param distance  from its centre [mm]
double displacement_strain(double volume, double distance);
/// @brief Its integral over the plane through the centre, out to `radius` [mm2].
double displacement_strain_area(double volume, double radius);

}  // namespace hari::treatment
