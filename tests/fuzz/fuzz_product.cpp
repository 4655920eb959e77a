// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <string>

#include "hari/core/error.hpp"
#include "hari/scenario/assemble.hpp"
#include "target.hpp"

/// A file of data/products: refused with a message, or accepted, and then it can be described and given to a patient.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hari;
  static scenario::Library library = scenario::load_library(HARI_SOURCE_DIR "/data");
  try {
    library.products = {scenario::parse_product(fuzz::text_of(data, size), "fuzz.toml")};
  } catch (const core::ScenarioError& e) {
    fuzz::insist(*e.what() != '\0' && fuzz::harmless(e.what()));
    return 0;
  }
  const scenario::Product& p = library.products.front();
  fuzz::insist(fuzz::harmless(scenario::described(p)));
  const std::string plan =
      "title = \"x\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[span]\nfrom = \"49 years\"\nto = \"80 years\"\n"
      "[[treatment]]\nstart = \"50 years\"\nkind = \"" +
      p.id + "\"\n";
  try {
    const scenario::Scenario s = scenario::parse_scenario(plan, "fuzz.toml", library);
    const scenario::Scenario again = scenario::parse_scenario(scenario::resolved(s), "fuzz.toml", library);
    fuzz::insist(again.sections == s.sections && again.treatments == s.treatments);
    fuzz::insist(scenario::product_texts(again) == scenario::product_texts(s));
    fuzz::insist(!scenario::interventions(s).empty());
  } catch (const core::ScenarioError& e) {  // a plan that this product cannot follow
    fuzz::insist(*e.what() != '\0');
  }
  return 0;
}
