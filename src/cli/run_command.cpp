// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <csignal>
#include <optional>

#include "beginning.hpp"
#include "fibre_looks.hpp"
#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/io/csv.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/scenario/assemble.hpp"
#include "journal.hpp"
#include "portrait.hpp"
#include "progress.hpp"
#include "twin.hpp"

namespace hari::cli {
namespace {

namespace fs = std::filesystem;
using core::Column;
using core::ColumnGroup;
using core::Days;
using scenario::Scenario;
using WallClock = std::chrono::steady_clock;

std::atomic<bool> interrupted{false};
extern "C" void on_interrupt(int) {
  interrupted = true;
}

double seconds_since(WallClock::time_point start) {
  return std::chrono::duration<double>(WallClock::now() - start).count();
}

/// One run: the living block, what was read of it, and the folder it is written to.
class Run {
 public:
  /// @param provenance texts of an interrupted run, word for word; empty for a new one
  Run(Scenario scenario, io::RunFolder folder, sim::Simulation simulation, Journal journal, std::size_t stops_done,
      io::Texts provenance = {})
      : scenario_(std::move(scenario)),
        folder_(std::move(folder)),
        simulation_(std::move(simulation)),
        journal_(std::move(journal)),
        stops_done_(stops_done),
        laws_(mechanics::Laws::from(scenario_.parameters)),
        protocol_(scenario::cutometer_protocol(scenario_)),
        provenance_(std::move(provenance)),
        begun_(WallClock::now()) {
    if (provenance_.empty())
      provenance_ = {{"scenario", scenario_.text},
                     {"resolved_scenario", scenario::resolved(scenario_)},
                     {"parameters", scenario::parameter_table(scenario_.parameters)},
                     {"products", scenario::product_texts(scenario_)}};
  }

  /// @brief Lives to the end of the span.
  /// @throws Interrupted if the user wants to stop: all is written and can be resumed
  void live() {
    const std::vector<Days> readings =
        scenario::ages(scenario_.span, scenario_.cutometer.every, scenario_.cutometer.at);
    const std::vector<Days> frames = scenario::ages(scenario_.span, scenario_.store.frames_every);
    std::vector<Days> stops = readings;
    stops.insert(stops.end(), frames.begin(), frames.end());
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());

    Progress progress(scenario_.span.from, scenario_.span.to);
    Days next_checkpoint = simulation_.tissue().age + scenario_.store.checkpoint_every;
    while (stops_done_ < stops.size()) {
      const Days stop = stops[stops_done_];
      simulation_.advance_to(stop, [&](const sim::Simulation& s) {
        progress.show(s.tissue().age, journal_.last("R2"), journal_.last("R7"));
        // A checkpoint between steps changes nothing: where the next step goes depends on the state alone.
        if (interrupted || (s.tissue().age >= next_checkpoint && s.tissue().age < stop)) {
          write_checkpoint(false);
          while (next_checkpoint <= s.tissue().age) next_checkpoint += scenario_.store.checkpoint_every;
        }
        if (interrupted) throw Interrupted{};
      });
      if (std::binary_search(readings.begin(), readings.end(), stop)) read();
      if (std::binary_search(frames.begin(), frames.end(), stop)) {
        const ColumnGroup looks = fibre_looks(simulation_.tissue().network, laws_.fibres);
        folder_.write_frame(simulation_.tissue(), std::span(&looks, 1));
      }
      progress.show(stop, journal_.last("R2"), journal_.last("R7"));
      ++stops_done_;
      commit(stops_done_ == stops.size());
      if (interrupted && stops_done_ < stops.size()) throw Interrupted{};
    }
  }

  /// Writes again what follows from the checkpoint, so that a killed run leaves nothing behind it.
  void commit(bool complete) {
    write_checkpoint(complete);
    folder_.write_run({.seed = simulation_.tissue().seed,
                       .complete = complete,
                       .series = journal_.series(),
                       .curves = journal_.curves(),
                       .provenance = provenance_});
    folder_.write_table("series.csv", journal_.series());
    folder_.write_index();
    write_timing();
  }

  const Journal& journal() const { return journal_; }
  const Scenario& scenario() const { return scenario_; }
  const probe::CutometerProtocol& protocol() const { return protocol_; }
  const io::RunFolder& folder() const { return folder_; }

  struct Interrupted {};

 private:
  void read() {
    const auto start = WallClock::now();
    const tissue::Tissue& t = simulation_.tissue();
    journal_.add(simulation_, probe::measure(protocol_, t, laws_),
                 mechanics::dermal_tension(mechanics::average_skin(t, laws_)));
    reading_seconds_ += seconds_since(start);
  }

  void write_checkpoint(bool complete) {
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

  void write_timing() {
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

  Scenario scenario_;
  io::RunFolder folder_;
  sim::Simulation simulation_;
  Journal journal_;
  std::size_t stops_done_;
  mechanics::Laws laws_;
  probe::CutometerProtocol protocol_;
  io::Texts provenance_;
  WallClock::time_point begun_;
  double reading_seconds_ = 0;
};

void report(const Run& run, double wall, bool pictures_wanted) {
  const fs::path& folder = run.folder().path();
  const std::string& title = run.scenario().title;
  fmt::print("\n{}\n{}", title.empty() ? run.scenario().name : title,
             readings_table(run.journal().series(), run.protocol()));
  std::string pictures;
  if (pictures_wanted) try {
      for (const fs::path& p : draw_portraits(folder, title)) pictures += fmt::format("  {}  picture\n", p.string());
    } catch (const core::IoError& e) {
      fmt::print(stderr, "hari: note: no pictures were drawn: {}\n", e.what());
    }
  fmt::print("\nWrote\n  {}  readings by age\n  {}  series, curves, scenario, parameters\n  {}  for ParaView\n{}",
             (folder / "series.csv").string(), (folder / "run.h5").string(), (folder / "run.xdmf").string(), pictures);
  fmt::print("{:.1f} s. {}\n", wall, core::disclaimer);
}

/// The run of one seed; its journal for the summary.
Journal run_one(const Scenario& s, const fs::path& out, bool pictures) {
  const auto start = WallClock::now();
  io::RunFolder folder = io::RunFolder::create(out);
  Run run(s, std::move(folder), begin(s), Journal{}, 0);
  run.live();
  report(run, seconds_since(start), pictures);
  return run.journal();
}

std::vector<std::string> untreated(std::vector<std::string> sets) {
  sets.emplace_back("arm=untreated");
  return sets;
}

void report_seeds(const std::vector<Journal>& journals, const fs::path& out) {
  ColumnGroup summary{"seeds", {}};
  fmt::print("\n{} seeds: mean (standard deviation, % of mean)\n", journals.size());
  const auto values = [](const Journal& j, const std::string& name) -> const std::vector<double>& {
    return std::get<std::vector<double>>(core::find_column(j.series(), name).values);
  };
  const std::size_t rows = journals.front().readings();
  for (const Column& c : journals.front().series().columns) {
    Column mean{c.info, std::vector<double>(rows)}, deviation{c.info, std::vector<double>(rows)};
    mean.info.name += "_mean";
    deviation.info.name += "_sd";
    for (std::size_t i = 0; i < rows; ++i) {
      double m = 0, v = 0;
      for (const Journal& j : journals) m += values(j, c.info.name)[i] / static_cast<double>(journals.size());
      for (const Journal& j : journals) v += std::pow(values(j, c.info.name)[i] - m, 2);
      std::get<std::vector<double>>(mean.values)[i] = m;
      std::get<std::vector<double>>(deviation.values)[i] =
          journals.size() > 1 ? std::sqrt(v / static_cast<double>(journals.size() - 1)) : 0.0;
    }
    summary.columns.push_back(std::move(mean));
    summary.columns.push_back(std::move(deviation));
  }
  fmt::print("{:>6}", "age");
  constexpr std::array<const char*, 6> shown{"R0_mm", "R2", "R5", "R6", "R7", "thickness_mm"};
  for (const char* name : shown) fmt::print(" {:>16}", name);
  for (std::size_t i = 0; i < rows; ++i) {
    fmt::print("\n{:6.1f}", values(journals.front(), "age_years")[i]);
    for (const std::string name : shown) {
      const auto& m = std::get<std::vector<double>>(core::find_column(summary, name + "_mean").values);
      const auto& d = std::get<std::vector<double>>(core::find_column(summary, name + "_sd").values);
      fmt::print(" {:8.4f} ({:4.2f}%)", m[i], 100 * d[i] / m[i]);
    }
  }
  io::write_csv(out / "seeds.csv", summary);
  fmt::print("\nWrote\n  {}\n", (out / "seeds.csv").string());
}

/// Resuming is the same run only with the same numbers.
void check_same_library(const io::Stored& checkpoint, const Scenario& s) {
  if (checkpoint.texts.at("parameters") != scenario::parameter_table(s.parameters))
    throw core::ScenarioError(
        "the parameters in data/ have changed since this run began; resume it with the data it was begun with, or "
        "begin anew");
  if (checkpoint.texts.at("products") != scenario::product_texts(s))
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

/// As a shell reports a process that Ctrl-C ended.
constexpr int exit_interrupted = 130;

int said_interrupted(const fs::path& folder) {
  fmt::print(stderr, "hari: interrupted; everything up to here is written. Go on with: hari resume {}\n",
             folder.string());
  return exit_interrupted;
}

/// A run that would not fit is refused before it starts.
void check_memory(const Scenario& s) {
  const double there = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  const double due = scenario::memory_estimate(s.block);
  constexpr double gigabyte = 1e9, usable = 0.8;
  if (due > usable * there)
    throw core::ScenarioError(
        fmt::format("[block]: {} fibres and {} cells on {} elements across need about {:.1f} GB of memory; this "
                    "machine has {:.1f} GB",
                    s.block.fibres, s.block.cells, s.block.elements_across, due / gigabyte, there / gigabyte));
}

/// Goes on with one run folder to its end. @throws Run::Interrupted
Journal resume_one(const fs::path& dir, bool pictures, std::optional<Scenario>& scenario) {
  const auto start = WallClock::now();
  io::RunFolder folder = io::RunFolder::resume(dir);
  const io::Stored checkpoint = io::read_checkpoint(dir);
  const Scenario s = scenario::parse_scenario(checkpoint.texts.at("resolved_scenario"), dir.string(),
                                              scenario::load_library(scenario::data_directory()));
  check_same_library(checkpoint, s);
  folder.adopt_frames(single<std::uint64_t>(checkpoint.groups, "run", "frames"));
  sim::Simulation simulation = scenario::continued(s, tissue::restore(checkpoint.groups));
  sim::Tally tally;
  for (const ColumnGroup& g : checkpoint.groups)
    if (g.name == "tally") core::put_columns(g, tally);
  simulation.resume_tally(tally);
  scenario = s;
  Run run(s, std::move(folder), std::move(simulation), Journal::from(checkpoint.groups),
          single<std::uint64_t>(checkpoint.groups, "run", "stops_done"), checkpoint.texts);
  if (single<std::uint8_t>(checkpoint.groups, "run", "complete") != 0) {
    run.commit(true);
    fmt::print("This run is complete; its tables were written again from its checkpoint.\n");
  } else {
    run.live();
  }
  report(run, seconds_since(start), pictures);
  return run.journal();
}

}  // namespace

int run_command(const RunOptions& options) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  if (options.threads > 0) core::set_threads(options.threads);
  const Scenario scenario = scenario::read_scenario(options.scenario, options.sets, options.quick);
  if (scenario.start && std::abs((scenario.start->age - scenario.span.from).count()) > 0.5)
    throw core::ScenarioError(fmt::format(
        "{}: [span] from is {:g} years but [start] age is {:g} years; they must agree", options.scenario.string(),
        core::in_years(scenario.span.from), core::in_years(scenario.start->age)));
  check_memory(scenario);
  const fs::path out = options.out.empty() ? fs::path("results") / scenario.name : options.out;
  std::vector<Journal> journals;
  std::vector<Pair> pairs;
  for (int k = 0; k < std::max(1, options.seeds); ++k) {
    Scenario s = scenario;
    fs::path folder = out;
    std::vector<std::string> sets = options.sets;
    if (options.seeds > 1) {
      sets.push_back(fmt::format("block.seed={}", scenario.block.seed + static_cast<std::uint64_t>(k)));
      s = scenario::read_scenario(options.scenario, sets, options.quick);
      folder = out / fmt::format("seed_{}", s.block.seed);
    }
    try {
      journals.push_back(run_one(s, folder, options.pictures));
      if (has_twin(s))
        pairs.push_back(
            {journals.back(), run_one(scenario::read_scenario(options.scenario, untreated(sets), options.quick),
                                      twin_folder(folder), false)});
    } catch (const Run::Interrupted&) {
      return said_interrupted(folder);
    }
  }
  if (options.seeds > 1) report_seeds(journals, out);
  if (!pairs.empty()) fmt::print("{}", report_difference(pairs, out));
  return 0;
}

int resume_command(const fs::path& dir, int threads, bool pictures) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  if (threads > 0) core::set_threads(threads);
  try {
    std::optional<Scenario> s, twin;
    Journal treated = resume_one(dir, pictures, s);
    if (!has_twin(*s)) return 0;
    const fs::path beside = twin_folder(dir);
    Pair pair{std::move(treated), {}};
    if (fs::exists(beside / "checkpoint.h5")) {
      pair.untreated = resume_one(beside, false, twin);
    } else {
      Scenario other = scenario::parse_scenario(scenario::resolved(*s), dir.string(),
                                                scenario::load_library(scenario::data_directory()), untreated({}));
      pair.untreated = run_one(other, beside, false);
    }
    fmt::print("{}", report_difference({pair}, dir));
  } catch (const Run::Interrupted&) {
    return said_interrupted(dir);
  }
  return 0;
}

}  // namespace hari::cli
