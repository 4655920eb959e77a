// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/error.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/parameters.hpp"
#include "target.hpp"

/// A file of data/, and the table of parameters that a run keeps.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hari;
  const std::string_view text = fuzz::text_of(data, size);
  try {
    core::ParameterSet parameters;
    scenario::add_parameters(text, "fuzz.toml", parameters);
    // Equal sets, equal tables.
    const std::string table = scenario::parameter_table(parameters);
    fuzz::insist(scenario::parameter_table(scenario::stored_parameters(table, "table")) == table);
  } catch (const core::ScenarioError&) {
  } catch (const core::IoError&) {
    fuzz::insist(false);
  }
  try {
    scenario::stored_parameters(text, "table");
  } catch (const core::IoError&) {
  } catch (const core::ScenarioError&) {
  }
  return 0;
}
