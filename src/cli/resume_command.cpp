// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>

#include "beginning.hpp"
#include "blocks.hpp"
#include "build_identity.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/scenario/assemble.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "side_by_side.hpp"
#include "tell.hpp"
#include "twin.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::ColumnGroup;
using scenario::Scenario;

const std::string& text_of(const io::Texts& texts, const std::string& name) {
  const auto text = texts.find(name);
  if (text == texts.end()) throw core::IoError(fmt::format("the checkpoint lacks the text \"{}\"", name));
  return text->second;
}

/// Resuming is the same run only with the same numbers.
void check_same_library(const io::Texts& texts, const Scenario& s) {
  if (text_of(texts, "parameters") != scenario::parameter_table(s.parameters))
    throw core::ScenarioError(
        "the parameters in data/ have changed since this run began; resume it with the data it was begun with, or "
        "begin anew");
  if (text_of(texts, "products") != scenario::product_texts(s))
    throw core::ScenarioError(
        "a product in data/products has changed since this run began; resume it with the data it was begun with, or "
        "begin anew");
}

template <class T>
T single(const std::vector<ColumnGroup>& groups, const std::string& group, const std::string& name) {
  for (const ColumnGroup& g : groups)
    if (g.name == group)
      if (const auto* v = std::get_if<std::vector<T>>(&core::find_column(g, name).values); v && v->size() == 1)
        return v->front();
  throw core::IoError(fmt::format("the checkpoint lacks \"{}/{}\"", group, name));
}

std::string build_of(const io::Texts& texts) {
  const auto build = texts.find("build");
  return build == texts.end() ? "" : build->second;
}

/// The same version may be built from changed sources, or by another compiler: its last digits differ, and with them
/// the draws of single cells.
/// @return in what the build differs; empty if in nothing
std::string check_same_build(const io::Texts& texts, bool allowed) {
  std::string differs = differing_builds(build_of(texts), build_identity());
  if (!differs.empty() && !allowed)
    throw core::ScenarioError(
        fmt::format("this run was begun by another build of hari ({}), so the rest would not have the bytes of a run "
                    "left alone. Resume it with that build, or go on all the same with --other-build",
                    differs));
  return differs;
}

bool is_complete(const io::Stored& checkpoint) {
  return single<std::uint8_t>(checkpoint.groups, "run", "complete") != 0;
}

sim::Tally tally_of(const io::Stored& checkpoint) {
  sim::Tally tally;
  for (const ColumnGroup& g : checkpoint.groups)
    if (g.name == "tally") core::put_columns(g, tally);
  tally.columns([](const core::ColumnInfo& info, const auto& values) {
    if (values.size() != 1) throw core::IoError(fmt::format("the checkpoint lacks \"tally/{}\"", info.name));
  });
  return tally;
}

/// An age at which runs end, and the TOML that says so.
struct End {
  core::Days age{0};
  std::string text;

  std::string set() const { return fmt::format("span.to={}", text); }
};

End end_of(const Scenario& s) {
  const auto span = std::ranges::find(s.sections, "span", &scenario::Settings::name);
  core::expect(span != s.sections.end(), "every scenario has a span");
  return {s.span.to, span->at("to").text};
}

/// The scenario as it stands in a run, under the name that its file had.
std::string renamed(const std::string& resolved, const std::string& like) {
  return like.substr(0, like.find('\n')) + resolved.substr(resolved.find('\n'));  // the first line names the scenario
}

/// Stops that lie behind a finished run, whose end need not be one of them.
std::size_t stops_until(const Scenario& s, core::Days age) {
  constexpr core::Days same{1e-6};
  std::size_t n = 0;
  for (const core::Days stop : stops_of(s)) n += stop <= age + same;
  return n;
}

/// Both of a pair share one past, and no session lies before the span: a twin that was never begun begins where its
/// pair did, which needs no scenario that this one may start from.
sim::Simulation twin_beginning(const fs::path& pair, const Scenario& twin) {
  constexpr core::Days same{1e-6};
  const std::vector<double> ages = io::read_frame_ages(pair);
  if (ages.empty() || core::Days{ages.front()} > twin.span.from + same) return begin(twin);
  return scenario::continued(twin, tissue::restore(io::read_frame(pair, 0).groups));
}

/// A block that `hari run` made a folder for.
struct Block {
  fs::path folder;
  std::vector<std::string> own = {};  ///< what its scenario says otherwise than those of the other blocks
  fs::path pair = {};                 ///< folder of the treated arm whose twin it is; empty where it is no twin

  bool begun() const { return fs::exists(folder / "checkpoint.h5"); }
};

/// All blocks of one `hari run`: they go on to one end, the latest that any of them has.
class Family {
 public:
  explicit Family(const ResumeOptions& options)
      : options_(options), library_(scenario::load_library(scenario::data_directory())) {
    for (const auto& [seed, folder] : seed_folders(options.run))
      blocks_.push_back({.folder = folder, .own = {fmt::format("block.seed={}", seed)}});
    if (blocks_.empty()) blocks_.push_back({.folder = options.run});
    seeds_ = blocks_.size();
    for (const Block& block : blocks_) look_into(block);
    if (like_.empty())
      throw core::IoError(fmt::format("{} holds no run that can be resumed (no checkpoint.h5)", options.run.string()));
    if (!has_twin(read(options.run, {}))) return;
    for (std::size_t k = 0; k < seeds_; ++k) {
      Block twin{.folder = twin_folder(blocks_[k].folder), .own = blocks_[k].own, .pair = blocks_[k].folder};
      twin.own.emplace_back("arm=untreated");
      look_into(twin);
      blocks_.push_back(std::move(twin));
    }
  }

  std::size_t seeds() const { return seeds_; }
  bool alone() const { return blocks_.size() == 1; }
  /// All have come to one end.
  bool complete() const { return complete_; }
  const End& end() const { return end_; }

  /// @throws ScenarioError if there is nothing to live until then
  End later_end(const std::string& age) const {
    End later{.text = fmt::format("\"{}\"", age)};
    later.age = read(options_.run, {later.set()}).span.to;
    if (later.age < end_.age || (later.age == end_.age && complete_))
      throw core::ScenarioError(
          fmt::format("--extend-to {}: the run goes to {:g} years already", age, core::in_years(end_.age)));
    return later;
  }

  /// Treated arms first, since a twin that was never begun begins where its pair did.
  std::vector<Outcome> live(const End& end, const std::string& go_on) const {
    const Scenario s = read(options_.run, {end.set()});
    if (!options_.ignore_memory) check_memory(s);
    std::vector<Outcome> outcomes;
    for (const Block& block : blocks_) outcomes.push_back(interrupted(block.folder));
    const auto together = [&](std::size_t first, std::size_t n) {
      side_by_side(n, blocks_at_once(s), [&](std::size_t i) {
        const Block& block = blocks_[first + i];
        try {
          Run run = block.begun() ? resumed(block, end) : begun(block, end);
          outcomes[first + i] = outcome_of(run, go_on);
        } catch (const Interrupted&) {
          return;  // before it was begun
        }
      });
    };
    together(0, seeds_);
    together(seeds_, blocks_.size() - seeds_);
    return outcomes;
  }

 private:
  void look_into(const Block& block) {
    if (!block.begun()) {
      complete_ = false;
      return;
    }
    const io::Stored checkpoint = io::read_checkpoint(block.folder);
    const Scenario s =
        scenario::parse_scenario(text_of(checkpoint.texts, "resolved_scenario"), block.folder.string(), library_);
    check_same_library(checkpoint.texts, s);
    check_same_build(checkpoint.texts, options_.other_build);
    const bool first = like_.empty();
    if (first) like_ = checkpoint.texts;
    complete_ = complete_ && is_complete(checkpoint) && (first || s.span.to == end_.age);
    if (first || s.span.to > end_.age) end_ = end_of(s);
  }

  /// The scenario of all blocks.
  Scenario read(const fs::path& folder, const std::vector<std::string>& sets) const {
    return scenario::parse_scenario(like_.at("resolved_scenario"), folder.string(), library_, sets);
  }

  Run resumed(const Block& block, const End& end) const {
    io::RunFolder folder = io::RunFolder::resume(block.folder);
    const io::Stored checkpoint = io::read_checkpoint(block.folder);
    io::Texts provenance = checkpoint.texts;
    if (const std::string differs = check_same_build(provenance, options_.other_build); !differs.empty()) {
      tell(fmt::format("hari: note: going on with another build ({}); run.h5 keeps both\n", differs));
      provenance["build_before"] += build_of(provenance) + "\n";
      provenance["build"] = build_identity();
    }
    std::string& text = provenance.at("resolved_scenario");
    Scenario s = scenario::parse_scenario(text, block.folder.string(), library_);
    tissue::Tissue tissue = tissue::restore(checkpoint.groups);
    auto stops_done = single<std::uint64_t>(checkpoint.groups, "run", "stops_done");
    bool complete = is_complete(checkpoint);
    if (end.age > s.span.to) {
      const std::string set = end.set();
      s = scenario::parse_scenario(text, block.folder.string(), library_, std::span(&set, 1));
      text = renamed(scenario::resolved(s), text);
      if (complete) stops_done = stops_until(s, tissue.age);
      complete = false;
    }
    folder.adopt_frames(single<std::uint64_t>(checkpoint.groups, "run", "frames"));
    sim::Simulation simulation = scenario::continued(s, std::move(tissue));
    simulation.resume_tally(tally_of(checkpoint));
    Run run(s, std::move(folder), std::move(simulation), Journal::from(checkpoint.groups), stops_done,
            std::move(provenance));
    if (complete) run.commit(true);
    return run;
  }

  /// A block that has committed nothing: its scenario is that of the others.
  Run begun(const Block& block, const End& end) const {
    std::vector<std::string> sets = block.own;
    sets.push_back(end.set());
    const Scenario s = read(block.folder, sets);
    const bool twin = !block.pair.empty();
    if (!twin && s.start && !fs::is_directory(s.start->run))
      throw core::ScenarioError(
          fmt::format("{0} was never begun, and where the scenario \"{1}\" lies that it starts from is not kept: begin "
                      "it with \"hari run FILE --set {2} --out {0}\" and the options of before, then resume {3}",
                      block.folder.string(), s.start->run, block.own.front(), options_.run.string()));
    io::Texts provenance = provenance_of(s);
    provenance["scenario"] = text_of(like_, "scenario");
    provenance["resolved_scenario"] = renamed(scenario::resolved(s), like_.at("resolved_scenario"));
    io::RunFolder folder = io::RunFolder::create(block.folder);
    return Run(s, std::move(folder), twin ? twin_beginning(block.pair, s) : begin(s), Journal{}, 0,
               std::move(provenance));
  }

  const ResumeOptions& options_;
  scenario::Library library_;
  std::vector<Block> blocks_;  ///< of each seed, then the twin of each
  std::size_t seeds_ = 0;
  io::Texts like_;  ///< provenance of a treated arm
  End end_;
  bool complete_ = true;
};

}  // namespace

int resume_command(const ResumeOptions& options) {
  heed_signals();
  if (options.threads > 0) core::set_threads(options.threads);
  const Family family(options);
  std::string go_on = fmt::format("hari resume {}", options.run.string());
  std::vector<Outcome> outcomes;
  if (options.extend_to.empty()) {
    if (family.complete())
      fmt::print(
          "This run is complete; its tables were written again from its checkpoint. To prolong it: {} --extend-to "
          "AGE\n",
          go_on);
    outcomes = family.live(family.end(), go_on);
  } else {
    const End later = family.later_end(options.extend_to);
    go_on += fmt::format(" --extend-to {}", later.text);
    // Of several blocks, one may have been read at the end they had already: the others must be so, too.
    if (!family.alone() && !family.complete()) outcomes = family.live(family.end(), go_on);
    const bool stopped = std::ranges::any_of(outcomes, [](const Outcome& o) { return o.code != ok; });
    if (!stopped) outcomes = family.live(later, go_on);
  }
  return conclude(outcomes, family.seeds(), options.run, options.pictures, go_on);
}

}  // namespace hari::cli
