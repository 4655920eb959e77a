// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <chrono>
#include <string>

#include "hari/io/run_folder.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/scenario/scenario.hpp"
#include "hari/sim/simulation.hpp"
#include "journal.hpp"

namespace hari::cli {

/// Ages at which a run stops to be read or stored; ascending.
std::vector<core::Days> stops_of(const scenario::Scenario& scenario);

/// Texts that tell where a run comes from: "scenario", "resolved_scenario", "parameters", "products", "build".
io::Texts provenance_of(const scenario::Scenario& scenario);

/// @brief One run: the living block, what was read of it, and the folder it is written to.
class Run {
 public:
  /// @param stops_done  how many of `stops_of` are behind
  Run(scenario::Scenario scenario, io::RunFolder folder, sim::Simulation simulation, Journal journal,
      std::size_t stops_done, io::Texts provenance);

  /// @brief Lives to the end of the span.
  /// @throws Interrupted if the user wants to stop: all is written and can be resumed
  /// @throws SolverError if no equilibrium is found, IoError if a file cannot be written: the last checkpoint stands
  void live();

  /// Writes again what follows from the checkpoint, so that a killed run leaves nothing behind it.
  void commit(bool complete);

  const Journal& journal() const { return journal_; }
  const scenario::Scenario& scenario() const { return scenario_; }
  const probe::CutometerProtocol& protocol() const { return protocol_; }
  const io::RunFolder& folder() const { return folder_; }

 private:
  using WallClock = std::chrono::steady_clock;
  void read();
  void write_checkpoint(bool complete);
  void write_timing();

  scenario::Scenario scenario_;
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

/// What became of one folder.
struct Outcome {
  scenario::Scenario scenario;
  std::filesystem::path folder;
  int code = 0;  ///< ExitCode, or 130
  Journal journal;
  double seconds = 0;  ///< wall time
};

/// @brief Lives to the end and says what became of it.
/// @param go_on  the command that goes on, told with an error that stops the run on the way
Outcome outcome_of(Run& run, const std::string& go_on);

/// What becomes of a folder whose block has not been lived, or not to its end.
Outcome interrupted(std::filesystem::path folder);

/// @brief Prints the readings of a run and what it wrote; draws its pictures first, where wanted.
void report(const Outcome& outcome, bool pictures);

/// As a shell reports a process that Ctrl-C ended.
inline constexpr int exit_interrupted = 130;

}  // namespace hari::cli
