// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/error.hpp"
#include "hari/scenario/scenario.hpp"
#include "target.hpp"

/// A scenario file: refused with a message, or accepted, and then what is printed of it reads back as the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hari;
  static const scenario::Library library = scenario::load_library(HARI_SOURCE_DIR "/data");
  const std::string_view text = fuzz::text_of(data, size);
  for (const bool quick : {false, true}) {
    try {
      const scenario::Scenario s = scenario::parse_scenario(text, "fuzz.toml", library, {}, quick);
      const scenario::Scenario again = scenario::parse_scenario(scenario::resolved(s), "fuzz.toml", library);
      fuzz::insist(again.sections == s.sections && again.exposures == s.exposures && again.overrides == s.overrides);
      fuzz::insist(scenario::memory_estimate(s) > 0);
    } catch (const core::ScenarioError& e) {
      fuzz::insist(*e.what() != '\0' && fuzz::harmless(e.what()));
    }
  }
  return 0;
}
