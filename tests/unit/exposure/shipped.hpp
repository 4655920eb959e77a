// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>

#include "hari/exposure/calendar.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

/// The parameters that users get.
inline const core::ParameterSet& shipped() {
  static const core::ParameterSet all = scenario::load_parameters(HARI_SOURCE_DIR "/data");
  return all;
}

/// Sum over the sources of a substance of what enters per area of skin and day.
inline double entering(const stimulus::Stimulus& s, tissue::Substance substance) {
  constexpr double thick = 1;  // mm
  double sum = 0;
  for (const stimulus::Source& source : s.sources)
    if (source.substance == substance) sum += thick * source.mean(0, thick, 0);
  return sum;
}

/// The rates, levels and substances that a stimulus moves, by name.
inline std::string moved(const stimulus::Stimulus& s) {
  static constexpr const char* rates[] = {"elastin_loss", "elastin_gain", "cell_damage", "stem_loss", "glycation"};
  std::string names;
  for (std::size_t i = 0; i < std::size(rates); ++i)
    if (s.rates[i] != 0) names += std::string(rates[i]) + " ";
  for (std::size_t i = 0; i < tissue::n_levels; ++i)
    if (s.levels[i] != 1) names += std::string(tissue::level_names[i]) + " ";
  for (const tissue::SubstanceTraits& t : tissue::substance_traits)
    for (const stimulus::Source& source : s.sources)
      if (tissue::traits(source.substance).name == t.name && names.find(t.name) == std::string::npos)
        names += std::string(t.name) + " ";
  return names;
}

}  // namespace hari::exposure
