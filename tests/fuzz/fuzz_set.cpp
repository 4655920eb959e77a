// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <string>

#include "hari/core/error.hpp"
#include "hari/core/units.hpp"
#include "hari/scenario/instruments.hpp"
#include "hari/scenario/scenario.hpp"
#include "target.hpp"

/// What may stand behind --set, of a scenario and of an instrument, and a quantity by itself.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hari;
  static const scenario::Library library = scenario::load_library(HARI_SOURCE_DIR "/data");
  static const std::string cheek =
      "title = \"x\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[span]\nfrom = \"25 years\"\nto = \"75 years\"\n"
      "[[exposure]]\nkind = \"intrinsic_ageing\"\n[probe.cutometer]\n";
  static const std::vector<std::string> instruments = scenario::instrument_names();
  if (size == 0) return 0;
  const std::string set(fuzz::text_of(data + 1, size - 1));
  try {
    scenario::parse_scenario(cheek, "cheek.toml", library, std::span(&set, 1));
  } catch (const core::ScenarioError&) {
  }
  try {
    scenario::instrument_settings(instruments[data[0] % instruments.size()], std::span(&set, 1));
  } catch (const core::ScenarioError&) {
  }
  try {
    core::parse_quantity(set, "mm");
  } catch (const core::ScenarioError&) {
  }
  return 0;
}
