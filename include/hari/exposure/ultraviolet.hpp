// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/exposure/calendar.hpp"
#include "hari/exposure/sunlight.hpp"
#include "hari/exposure/sunscreen.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

/// @brief Sunlight: daily doses below reddening, holidays, single burns. Hardly any sunburning light reaches the
/// dermis; what does is the epidermis's answer, sources of oxidant and cytokines that fade over days. UVA reaches
/// further and adds up. Both damage DNA. What cells and matrix make of it is theirs (data/rules.toml).
struct Ultraviolet {
  double latitude = 0;  ///< north positive [degree]
  Calendar calendar;    ///< season at an age
  int phototype = 2;    ///< Fitzpatrick, 1 to 6
  std::string site;     ///< how much of a dosimeter's dose it gets: ultraviolet.reach
  Habit habit = Habit::indoor;
  core::Days from{0}, to{0};       ///< ages between which the habit and the holidays hold
  double dose_factor = 1;          ///< on habit and holidays [-]
  int holiday_days = 0;            ///< each year, in one trip
  int holiday_month = 7;           ///< in which it begins
  double holiday_dose = 0;         ///< per day [SED]
  std::vector<core::Days> burns;   ///< ages at which the skin receives one dose
  double burn_dose = 0;            ///< as it reaches the skin [MED]
  Sunscreen sunscreen;             ///< of habit
  std::vector<Sunscreen> planned;  ///< of treatment plans; the coat that lets least through counts, then the next
};

core::Schema ultraviolet_schema();
/// @throws ModelError if the site has no `ultraviolet.reach`
std::unique_ptr<stimulus::Intervention> make_ultraviolet(const Ultraviolet& exposure,
                                                         const core::ParameterSet& parameters);

/// @brief Dose that a dosimeter on the person would add up in a year of the habit without holidays [SED].
double annual_dose(const Ultraviolet& exposure, const core::ParameterSet& parameters);

}  // namespace hari::exposure
