// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "run.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "build_identity.hpp"
#include "fibre_looks.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/scenario/assemble.hpp"
#include "interruption.hpp"
#include "portrait.hpp"
#include "progress.hpp"
#include "tell.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::Column;
using core::ColumnGroup;
using core::Days;
using scenario::Scenario;
using WallClock = std::chrono::steady_clock;

double seconds_since(WallClock::time_point start) {
  return std::chrono::duration<double>(WallClock::now() - start).count();
}

/// What stopped a run does not take what was committed.
void tell_how_to_go_on(const fs::path& folder, std::string_view first, std::string_view go_on) {
  std::error_code unknown;
  if (fs::exists(folder / "checkpoint.h5", unknown))
    tell(fmt::format("hari: what was computed up to the last checkpoint is kept. {}: {}\n", first, go_on));
}

/// @return ExitCode, or 130 if the user stopped it
int finish(Run& run, const std::string& go_on) {
  const fs::path& folder = run.folder().path();
  try {
    run.live();
  } catch (const Interrupted&) {
    return exit_interrupted;
  } catch (const core::IoError&) {
    tell_how_to_go_on(folder, "Once files can be written again", go_on);
    throw;
  } catch (const core::SolverError&) {
    tell_how_to_go_on(folder, "What was measured until then is in its series.csv; to try again", go_on);
    throw;
  }
  return ok;
}

}  // namespace

std::vector<Days> stops_of(const Scenario& s) {
  std::vector<Days> stops = scenario::ages(s.span, s.cutometer.every, s.cutometer.at);
  const std::vector<Days> frames = scenario::ages(s.span, s.store.frames_every);
  stops.insert(stops.end(), frames.begin(), frames.end());
  std::sort(stops.begin(), stops.end());
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  return stops;
}

io::Texts provenance_of(const Scenario& s) {
  return {{"scenario", s.text},
          {"resolved_scenario", scenario::resolved(s)},
          {"parameters", scenario::parameter_table(s.parameters)},
          {"products", scenario::product_texts(s)},
          {"build", build_identity()}};
}

Run::Run(Scenario scenario, io::RunFolder folder, sim::Simulation simulation, Journal journal, std::size_t stops_done,
         io::Texts provenance)
    : scenario_(std::move(scenario)),
      folder_(std::move(folder)),
      simulation_(std::move(simulation)),
      journal_(std::move(journal)),
      stops_done_(stops_done),
      laws_(mechanics::Laws::from(scenario_.parameters)),
      protocol_(scenario::cutometer_protocol(scenario_)),
      provenance_(std::move(provenance)),
      begun_(WallClock::now()) {}

void Run::live() {
  const std::vector<Days> readings = scenario::ages(scenario_.span, scenario_.cutometer.every, scenario_.cutometer.at);
  const std::vector<Days> frames = scenario::ages(scenario_.span, scenario_.store.frames_every);
  const std::vector<Days> stops = stops_of(scenario_);

  if (journal_.followed() == 0) journal_.follow(simulation_.tissue());
  Progress progress(scenario_.span.from, scenario_.span.to);
  Days next_checkpoint = simulation_.tissue().age + scenario_.store.checkpoint_every;
  while (stops_done_ < stops.size()) {
    const Days stop = stops[stops_done_];
    simulation_.advance_to(stop, [&](const sim::Simulation& s) {
      journal_.follow(s.tissue());
      progress.show(s.tissue().age, journal_.last("R2"), journal_.last("R7"));
      // A checkpoint between steps changes nothing: where the next step goes depends on the state alone.
      if (wanted_to_stop() || (s.tissue().age >= next_checkpoint && s.tissue().age < stop)) {
        write_checkpoint(false);
        while (next_checkpoint <= s.tissue().age) next_checkpoint += scenario_.store.checkpoint_every;
      }
      if (wanted_to_stop()) throw Interrupted{};
    });
    if (std::binary_search(readings.begin(), readings.end(), stop)) try {
        read();
      } catch (const core::SolverError& e) {
        write_checkpoint(false);  // the tissue is whole: a reading changes nothing
        throw core::SolverError(fmt::format(
            "the reading at {:.4g} years failed: {}. Less suction, mesh = \"coarse\" or contact = \"frictionless\" in "
            "[probe.cutometer] may help; `hari measure` reads the frames there are",
            core::in_years(stop), e.what()));
      }
    if (std::binary_search(frames.begin(), frames.end(), stop)) {
      const ColumnGroup looks = fibre_looks(simulation_.tissue().network, laws_.fibres);
      folder_.write_frame(simulation_.tissue(), std::span(&looks, 1));
    }
    progress.show(stop, journal_.last("R2"), journal_.last("R7"));
    ++stops_done_;
    commit(stops_done_ == stops.size());
    if (wanted_to_stop() && stops_done_ < stops.size()) throw Interrupted{};
  }
}

void Run::commit(bool complete) {
  write_checkpoint(complete);
  folder_.write_run({.seed = simulation_.tissue().seed,
                     .complete = complete,
                     .series = journal_.series(),
                     .curves = journal_.curves(),
                     .domes = journal_.domes(),
                     .course = journal_.course(),
                     .provenance = provenance_});
  folder_.write_table("series.csv", journal_.series());
  folder_.write_index();
  write_timing();
}

void Run::read() {
  const auto start = WallClock::now();
  const tissue::Tissue& t = simulation_.tissue();
  journal_.add(simulation_, probe::measure(protocol_, t, laws_),
               mechanics::dermal_tension(mechanics::average_skin(t, laws_)));
  reading_seconds_ += seconds_since(start);
}

void Run::write_checkpoint(bool complete) {
  std::vector<ColumnGroup> groups = tissue::snapshot(simulation_.tissue());
  groups.push_back(core::take_columns("tally", simulation_.tally()));
  for (ColumnGroup& g : journal_.groups()) groups.push_back(std::move(g));
  groups.push_back({"run",
                    {{{"stops_done", "1", "readings and frames taken"}, std::vector<std::uint64_t>{stops_done_}},
                     {{"frames", "1", "frames written"}, std::vector<std::uint64_t>{folder_.frames().size()}},
                     {{"complete", "1", "1 at the end of the span"},
                      std::vector<std::uint8_t>{static_cast<std::uint8_t>(complete)}}}});
  folder_.write_checkpoint(groups, provenance_);
}

void Run::write_timing() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double wall = seconds_since(begun_);
  const sim::Tally& tally = simulation_.tally();
  const auto column = [](const char* name, const char* unit, const char* doc, double v) {
    return Column{{name, unit, doc}, std::vector<double>{v}};
  };
  ColumnGroup timing{"timing",
                     {column("wall", "s", "since this process began the run", wall),
                      column("readings", "s", "in the virtual Cutometer", reading_seconds_),
                      column("peak_memory", "MiB", "of the process", static_cast<double>(usage.ru_maxrss) / 1024),
                      column("threads", "1", "of this process", core::threads())}};
  for (std::size_t i = 0; i < sim::Timing::parts.size(); ++i)
    timing.columns.push_back(column(std::string(sim::Timing::parts[i]).c_str(), "s", "in this part of the steps",
                                    simulation_.timing().seconds[i]));
  for (const auto& [name, count] : {std::pair{"fibre_steps", tally.fibre_steps[0]},
                                    {"cell_steps", tally.cell_steps[0]},
                                    {"field_updates", tally.field_updates[0]}})
    timing.columns.push_back(column(name, "1", "since birth of the block", static_cast<double>(count)));
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  const std::vector<ColumnGroup> groups{timing};
  folder_.write_timing(groups, {{"host", host}, {"compiler", std::string(core::compiler())}});
}

Outcome outcome_of(Run& run, const std::string& go_on) {
  const auto start = WallClock::now();
  const int code = finish(run, go_on);
  return {run.scenario(), run.folder().path(), code, run.journal(), seconds_since(start)};
}

Outcome interrupted(fs::path folder) {
  return {.scenario = {}, .folder = std::move(folder), .code = exit_interrupted, .journal = {}};
}

void report(const Outcome& outcome, bool pictures_wanted) {
  const fs::path& folder = outcome.folder;
  const std::string& title = outcome.scenario.title;
  fmt::print("\n{}\n{}", title.empty() ? outcome.scenario.name : title,
             readings_table(outcome.journal.series(), scenario::cutometer_protocol(outcome.scenario)));
  std::string pictures;
  if (pictures_wanted) try {
      for (const fs::path& p : draw_portraits(folder, title)) pictures += fmt::format("  {}  picture\n", p.string());
    } catch (const core::IoError& e) {
      tell(fmt::format("hari: note: no pictures were drawn: {}\n", e.what()));
    }
  fmt::print("\nWrote\n  {}  readings by age\n  {}  series, curves, scenario, parameters\n  {}  for ParaView\n{}",
             (folder / "series.csv").string(), (folder / "run.h5").string(), (folder / "run.xdmf").string(), pictures);
  fmt::print("{:.1f} s. {}\n", outcome.seconds, core::disclaimer);
}

}  // namespace hari::cli
