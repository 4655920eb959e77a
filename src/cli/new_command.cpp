// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>

#include "hari/cli/commands.hpp"
#include "hari/cli/results.hpp"
#include "hari/core/error.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/scenario/scenario.hpp"
#include "resources.hpp"

namespace hari::cli {
namespace {

/// The one line that begins with `key` set to a text.
void set(std::string& scenario, const std::string& key, const std::string& value) {
  if (value.empty()) return;
  const std::size_t begin = scenario.find("\n" + key + " = ") + 1;
  core::expect(begin != 0, "the template of scenarios has the key " + key);
  scenario.replace(begin, scenario.find('\n', begin) - begin, fmt::format("{} = \"{}\"", key, value));
}

}  // namespace

int new_command(const NewOptions& options) {
  const std::filesystem::path& file = options.file;
  if (file.extension() != ".toml")
    throw core::ScenarioError(fmt::format("{}: a scenario's name ends in .toml", file.string()));
  if (std::filesystem::exists(file))
    throw core::IoError(fmt::format("{} is there already; name another file", file.string()));
  const scenario::Library library = scenario::load_library(scenario::data_directory());
  if (!options.site.empty() && std::ranges::find(library.sites, options.site) == library.sites.end()) {
    const std::string nearest = core::nearest_name(options.site, library.sites);
    throw core::ScenarioError(fmt::format("--site: there is no site \"{}\"{}", options.site,
                                          nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest)));
  }
  std::string text(new_scenario_toml());
  set(text, "site", options.site);
  set(text, "sex", options.sex);
  scenario::parse_scenario(text, file.string(), library);  // what is handed out has passed its check
  io::write_text(file, text);
  fmt::print("Wrote\n  {}\nNext\n  hari check {}\n  hari run {} --quick\n", file.string(), file.string(),
             file.string());
  return ok;
}

}  // namespace hari::cli
