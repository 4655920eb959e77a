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

/// @brief Something put on the skin every so often: what passes the horny layer enters below it as a source, what stays
/// keeps the horny layer moist. Sessions are the beginnings of courses.
///
/// Retinoid and steroid are counted in the level that their nightly or daily use holds, so the barrier is in the unit;
/// a peptide passes as measured (dermal_share) or as Potts and Guy have it. A sunscreen keeps light out,
/// which is an exposure's affair: `scenario` sees to it.
std::unique_ptr<stimulus::Intervention> make_topical(const Prescription& prescription,
                                                     const core::ParameterSet& parameters);
core::Schema topical_schema();
std::vector<Objection> topical_objections(const Prescription& prescription);

/// @brief Share of an application that reaches living skin [-].
double dermal_share(const Prescription& prescription, const core::ParameterSet& parameters);

}  // namespace hari::treatment
