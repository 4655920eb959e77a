// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/arm.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"
#include "hari/core/time.hpp"
#include "hari/core/units.hpp"
#include "hari/io/run_folder.hpp"
#include "words.hpp"

namespace hari::report {
namespace fs = std::filesystem;
namespace {

constexpr double half_a_day = 0.5 / core::days_per_year.count();  // [year]

Block read_block(const fs::path& folder, io::Stored& run) {
  Block block;
  block.folder = folder;
  for (core::ColumnGroup& g : run.groups) {
    if (g.name == "series")
      block.series = std::move(g);
    else if (g.name.starts_with("curves/"))
      block.curves.push_back(std::move(g));
    else if (g.name == "course")
      block.course = std::move(g);
    else if (g.name == "run") {
      block.seed = std::get<std::vector<std::uint64_t>>(core::find_column(g, "seed").values).at(0);
      block.complete = std::get<std::vector<std::uint8_t>>(core::find_column(g, "complete").values).at(0) != 0;
    }
  }
  if (values_of(block, "age_years").empty())
    throw core::IoError(fmt::format("{} holds no readings yet", folder.string()));
  return block;
}

std::string text_at(const toml::node_view<const toml::node>& node) {
  return node.value_or(std::string{});
}

double quantity(const toml::node_view<const toml::node>& node, const char* unit) {
  const std::string text = text_at(node);
  return text.empty() ? 0.0 : core::parse_quantity(text, unit);
}

void describe_treatment(Arm& arm, const toml::node_view<const toml::node>& act, const fs::path& folder) {
  const std::string product = text_at(act["product"]);
  if (const toml::array* claims = act["hypotheses"].as_array())
    for (const toml::node& claim : *claims) arm.hypotheses.push_back({claim.value_or(std::string{}), product});
  const toml::array* starts = act["start"].as_array();
  if (starts == nullptr) return;
  Plan plan{.kind = text_at(act["kind"]),
            .product = product,
            .when = {.starts = {},
                     .sessions = act["sessions"].value_or(std::int64_t{1}),
                     .courses = act["courses"].value_or(std::int64_t{1}),
                     .every = core::Days(quantity(act["every"], "day")),
                     .course_every = core::Days(quantity(act["course_every"], "day"))},
            .course = quantity(act["course"], "day")};
  for (const toml::node& start : *starts)
    plan.when.starts.push_back(core::years(core::parse_quantity(start.value_or(std::string{}), "year")));
  if (core::planned(plan.when) > core::most_sessions)
    throw core::IoError(
        fmt::format("{}: the stored scenario plans more than {:.0f} sessions", folder.string(), core::most_sessions));
  for (const core::Days age : core::session_ages(plan.when, arm.end)) arm.sessions.push_back(age.count());
  arm.plans.push_back(std::move(plan));
}

/// What a reader has to know of the scenario, from its text with every default.
void describe(Arm& arm, const std::string& resolved, const fs::path& folder) try {
  const toml::table all = toml::parse(resolved);
  const toml::node_view<const toml::node> root(all);
  arm.title = text_at(root["title"]);
  arm.title_ja = text_at(root["title_ja"]);
  arm.sex = text_at(root["subject"]["sex"]);
  arm.site = text_at(root["subject"]["site"]);
  const auto cutometer = root["probe"]["cutometer"];
  arm.protocol = {quantity(cutometer["aperture"], "mm"), quantity(cutometer["suction"], "kPa"),
                  quantity(cutometer["on"], "s"), quantity(cutometer["off"], "s")};
  arm.end = core::on_the_clock(core::years(quantity(root["span"]["to"], "year")));
  const bool untreated = text_at(root["arm"]) == "untreated";
  for (const char* kind : {"exposure", "treatment"})
    if (const toml::array* acts = root[kind].as_array(); acts && !(untreated && std::string_view(kind) == "treatment"))
      for (const toml::node& act : *acts) {
        const toml::node_view<const toml::node> view(act);
        const std::string name = text_at(view["kind"]), product = text_at(view["product"]);
        if (!product.empty())
          arm.products.push_back(product);
        else if (!name.empty())
          arm.acts.push_back(name);
        if (std::string_view(kind) == "treatment") describe_treatment(arm, view, folder);
      }
  std::ranges::sort(arm.sessions);
} catch (const toml::parse_error& e) {
  throw core::IoError(fmt::format("{}: the stored scenario cannot be read: {}", folder.string(), e.description()));
}

std::vector<fs::path> folders_of_seeds(const fs::path& folder) {
  std::vector<fs::path> seeds;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    if (entry.path().filename().string().starts_with("seed_") && fs::is_directory(entry.path()))
      seeds.push_back(entry.path());
  if (failed) throw core::IoError(fmt::format("{}: {}", folder.string(), failed.message()));
  std::ranges::sort(seeds);
  for (const fs::path& seed : seeds)  // left out in silence it would be missing from every mean
    if (!fs::exists(seed / "run.h5"))
      throw core::IoError(
          fmt::format("{} holds no run.h5: resume that run, or move it away to do without it", seed.string()));
  return seeds;
}

/// The scenario without its seed, which is what the blocks of an arm have in common.
std::string without_seed(const std::string& resolved) {
  std::string rest;
  for (std::size_t begin = 0; begin < resolved.size();) {
    const std::size_t end = std::min(resolved.find('\n', begin), resolved.size() - 1) + 1;
    const std::string_view line(resolved.data() + begin, end - begin);
    if (!line.starts_with("seed = ") && !line.starts_with('#')) rest += line;
    begin = end;
  }
  return rest;
}

Arm arm_of(const std::vector<fs::path>& blocks, const fs::path& folder) {
  Arm arm;
  std::string common;
  for (const fs::path& path : blocks) {
    io::Stored run = io::read_run(path);
    const auto text = [&](const char* name) {
      const auto at = run.texts.find(std::string("provenance/") + name);
      return at == run.texts.end() ? std::string{} : at->second;
    };
    const std::string resolved = without_seed(text("resolved_scenario"));
    if (arm.blocks.empty()) {
      common = resolved;
      describe(arm, resolved, path);
      arm.scenario = text("scenario");
      arm.parameters = text("parameters");
    } else if (resolved != common) {
      throw core::ScenarioError(fmt::format("{} and {} were not run from the same scenario; name them one by one",
                                            blocks.front().string(), path.string()));
    }
    arm.blocks.push_back(read_block(path, run));
  }
  std::ranges::sort(arm.blocks, {}, &Block::seed);
  if (arm.title.empty()) arm.title = folder.filename().string();
  if (arm.title_ja.empty()) arm.title_ja = arm.title;
  return arm;
}

void call(Arm& arm, const std::string& name) {
  const Phrase label = words("arm." + name);
  arm.label = label.en;
  arm.label_ja = label.ja;
}

}  // namespace

Arm read_arm(const fs::path& given) {
  const fs::path folder = given.has_filename() ? given : given.parent_path();
  std::vector<fs::path> blocks{folder};
  if (!fs::exists(folder / "run.h5") && fs::is_directory(folder)) {
    blocks = folders_of_seeds(folder);
    if (blocks.empty())
      throw core::IoError(fmt::format("{} is neither a run folder nor a folder of seeds", folder.string()));
  }
  return arm_of(blocks, folder);
}

std::optional<Arm> read_twin(const Arm& treated) {
  std::vector<fs::path> twins;
  for (const Block& block : treated.blocks) {
    twins.push_back(block.folder / "twin");
    if (!fs::exists(twins.back() / "run.h5")) return std::nullopt;
  }
  Arm twin = arm_of(twins, twins.front());
  call(twin, "untreated");
  return twin;
}

void call_treated(Arm& arm) {
  call(arm, "treated");
}

std::string subject_line(const Arm& arm, double from, double to, bool japanese) {
  // Runs of a few years are told apart by parts of a year.
  const auto years = [](double y) { return fmt::format("{:.4g}", std::round(10 * y) / 10); };
  const Phrase line =
      words("subject.line", {term("site", arm.site), term("subject", arm.sex), Phrase(years(from)), Phrase(years(to))});
  return japanese ? line.ja : line.en;
}

std::vector<double> values_of(const Block& block, const std::string& column) {
  for (const core::Column& c : block.series.columns)
    if (c.info.name == column)
      if (const auto* v = std::get_if<std::vector<double>>(&c.values)) return *v;
  return {};
}

int row_at(const Block& block, double age) {
  const std::vector<double> ages = values_of(block, "age_years");
  for (std::size_t i = 0; i < ages.size(); ++i)
    if (std::abs(ages[i] - age) < half_a_day) return static_cast<int>(i);
  return -1;
}

std::vector<double> ages_of(const Arm& arm) {
  std::vector<double> ages = values_of(arm.blocks.front(), "age_years");
  std::erase_if(ages, [&](double age) {
    return std::ranges::any_of(arm.blocks, [&](const Block& b) { return row_at(b, age) < 0; });
  });
  return ages;
}

}  // namespace hari::report
