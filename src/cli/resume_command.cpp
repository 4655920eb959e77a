// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "beginning.hpp"
#include "build_identity.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/scenario/assemble.hpp"
#include "interruption.hpp"
#include "memory.hpp"
#include "run.hpp"
#include "tell.hpp"
#include "twin.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::ColumnGroup;
using scenario::Scenario;

const std::string& text_of(const io::Stored& checkpoint, const std::string& name) {
  const auto text = checkpoint.texts.find(name);
  if (text == checkpoint.texts.end()) throw core::IoError(fmt::format("the checkpoint lacks the text \"{}\"", name));
  return text->second;
}

/// Resuming is the same run only with the same numbers.
void check_same_library(const io::Stored& checkpoint, const Scenario& s) {
  if (text_of(checkpoint, "parameters") != scenario::parameter_table(s.parameters))
    throw core::ScenarioError(
        "the parameters in data/ have changed since this run began; resume it with the data it was begun with, or "
        "begin anew");
  if (text_of(checkpoint, "products") != scenario::product_texts(s))
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

/// The same version may be built from changed sources, or by another compiler: its last digits differ, and with them
/// the draws of single cells.
void check_same_build(const io::Stored& checkpoint, bool allowed, io::Texts& provenance) {
  const auto begun = checkpoint.texts.find("build");
  const std::string there = begun == checkpoint.texts.end() ? "" : begun->second, here = build_identity();
  const std::string differs = differing_builds(there, here);
  if (differs.empty()) return;
  if (!allowed)
    throw core::ScenarioError(
        fmt::format("this run was begun by another build of hari ({}), so the rest would not have the bytes of a run "
                    "left alone. Resume it with that build, or go on all the same with --other-build",
                    differs));
  tell(fmt::format("hari: note: going on with another build ({}); run.h5 keeps both\n", differs));
  provenance["build"] = here;
  provenance["build_before"] += there + "\n";
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

/// The scenario with a later end; the rest of it, and the file as it was written, stay.
Scenario extended(const Scenario& s, const std::string& age, const fs::path& dir, const scenario::Library& library,
                  io::Texts& provenance) {
  const std::string set = fmt::format("span.to=\"{}\"", age);
  std::string& text = provenance.at("resolved_scenario");
  Scenario longer = scenario::parse_scenario(text, dir.string(), library, std::span(&set, 1));
  if (longer.span.to <= s.span.to)
    throw core::ScenarioError(
        fmt::format("--extend-to {}: the run goes to {:g} years already", age, core::in_years(s.span.to)));
  const std::string now = scenario::resolved(longer);
  text.replace(text.find('\n'), std::string::npos, now, now.find('\n'));  // the first line names the scenario
  return longer;
}

/// Stops that lie behind a finished run, whose end need not be one of them.
std::size_t stops_until(const Scenario& s, core::Days age) {
  constexpr core::Days same{1e-6};
  std::size_t n = 0;
  for (const core::Days stop : stops_of(s)) n += stop <= age + same;
  return n;
}

Outcome resume_one(const ResumeOptions& options, const fs::path& dir, bool pictures) {
  io::RunFolder folder = io::RunFolder::resume(dir);
  const io::Stored checkpoint = io::read_checkpoint(dir);
  io::Texts provenance = checkpoint.texts;
  const scenario::Library library = scenario::load_library(scenario::data_directory());
  Scenario s = scenario::parse_scenario(text_of(checkpoint, "resolved_scenario"), dir.string(), library);
  check_same_library(checkpoint, s);
  check_same_build(checkpoint, options.other_build, provenance);

  tissue::Tissue tissue = tissue::restore(checkpoint.groups);
  auto stops_done = single<std::uint64_t>(checkpoint.groups, "run", "stops_done");
  bool complete = single<std::uint8_t>(checkpoint.groups, "run", "complete") != 0;
  if (!options.extend_to.empty()) {
    s = extended(s, options.extend_to, dir, library, provenance);
    if (complete) stops_done = stops_until(s, tissue.age);
    complete = false;
  }
  if (!options.ignore_memory) check_memory(s);
  folder.adopt_frames(single<std::uint64_t>(checkpoint.groups, "run", "frames"));
  sim::Simulation simulation = scenario::continued(s, std::move(tissue));
  simulation.resume_tally(tally_of(checkpoint));
  Run run(s, std::move(folder), std::move(simulation), Journal::from(checkpoint.groups), stops_done,
          std::move(provenance));
  if (complete) {
    run.commit(true);
    fmt::print(
        "This run is complete; its tables were written again from its checkpoint. To prolong it: hari resume {} "
        "--extend-to AGE\n",
        dir.string());
  }
  Outcome outcome = outcome_of(run);
  if (outcome.code == ok) report(outcome, pictures);
  return outcome;
}

/// What a twin that was never begun keeps of its origin: that of its pair, whose arm alone is another.
io::Texts twin_provenance(const fs::path& pair, const Scenario& twin) {
  const io::Texts theirs = io::read_checkpoint(pair).texts;
  io::Texts own = provenance_of(twin);
  own["scenario"] = theirs.at("scenario");
  const std::string& resolved = theirs.at("resolved_scenario");
  std::string& text = own["resolved_scenario"];
  text.replace(0, text.find('\n'), resolved, 0, resolved.find('\n'));  // the first line names the scenario
  return own;
}

/// Both of a pair share one past, and no session lies before the span: a twin that was never begun begins where its
/// pair did, which needs no scenario that this one may start from.
sim::Simulation twin_beginning(const fs::path& pair, const Scenario& twin) {
  constexpr core::Days same{1e-6};
  const std::vector<double> ages = io::read_frame_ages(pair);
  if (ages.empty() || core::Days{ages.front()} > twin.span.from + same) return begin(twin);
  return scenario::continued(twin, tissue::restore(io::read_frame(pair, 0).groups));
}

/// The untreated twin of a run: its folder if it was begun, else from the start.
Outcome resume_twin(const ResumeOptions& options, const Scenario& treated) {
  const fs::path dir = twin_folder(options.run);
  if (fs::exists(dir / "checkpoint.h5")) return resume_one(options, dir, false);
  const std::string untreated = "arm=untreated";
  Scenario s = scenario::parse_scenario(scenario::resolved(treated), options.run.string(),
                                        scenario::load_library(scenario::data_directory()), std::span(&untreated, 1));
  Run run(s, io::RunFolder::create(dir), twin_beginning(options.run, s), Journal{}, 0, twin_provenance(options.run, s));
  Outcome outcome = outcome_of(run);
  if (outcome.code == ok) report(outcome, false);
  return outcome;
}

}  // namespace

int resume_command(const ResumeOptions& options) {
  heed_signals();
  if (options.threads > 0) core::set_threads(options.threads);
  const Outcome treated = resume_one(options, options.run, options.pictures);
  if (treated.code != ok || !has_twin(treated.scenario)) return treated.code;
  const Outcome twin = resume_twin(options, treated.scenario);
  if (twin.code == ok) fmt::print("{}", report_difference({{treated.journal, twin.journal}}, options.run));
  return twin.code;
}

}  // namespace hari::cli
