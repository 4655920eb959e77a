// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/scenario/settings.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::scenario {

enum class Sex { female, male };

struct Subject {
  Sex sex = Sex::female;
  std::string site;
  int phototype = 2;    ///< Fitzpatrick, 1 to 6
  int start_month = 1;  ///< month of the year in which the span begins
  friend bool operator==(const Subject&, const Subject&) = default;
};

struct Block {
  double width = 0;     ///< of the square [mm]
  double subcutis = 0;  ///< depth of hypodermis kept [mm]
  std::size_t fibres = 0, cells = 0;
  int elements_across = 0;
  std::uint64_t seed = 1;
  friend bool operator==(const Block&, const Block&) = default;
};

/// Ages of the subject.
struct Span {
  core::Days from{0}, to{0};
  friend bool operator==(const Span&, const Span&) = default;
};

/// The state of another run, to begin from.
struct Start {
  std::string run;  ///< name of a scenario beside this one, or path of a run folder
  core::Days age{0};
  friend bool operator==(const Start&, const Start&) = default;
};

struct Cutometer {
  double aperture = 0;  ///< [mm]
  double suction = 0;   ///< [kPa]
  core::Seconds on{0}, off{0};
  int cycles = 0;
  bool coarse_mesh = false;
  bool bonded = false;  ///< the skin sticks to the face of the probe
  double preload = 0;   ///< of the face [kPa]
  std::string domain;   ///< word of the schema: automatic, quarter or whole
  core::Days every{0};
  std::vector<core::Days> at;  ///< extra ages
  friend bool operator==(const Cutometer&, const Cutometer&) = default;
};

struct Store {
  core::Days frames_every{0}, checkpoint_every{0};
  friend bool operator==(const Store&, const Store&) = default;
};

struct Clock {
  core::Days finest{0}, coarsest{0};
  double growth = 1;  ///< ratio of successive steps [-]
  friend bool operator==(const Clock&, const Clock&) = default;
};

/// A parameter of data/ with a value of the scenario's own.
struct Override {
  std::string name;
  double value = 0;  ///< in the parameter's unit
  std::string text;  ///< as the user wrote it
  friend bool operator==(const Override& a, const Override& b) { return a.name == b.name && a.value == b.value; }
};

/// @brief A scenario file after its check: everything a run needs to know, in inside units.
struct Scenario {
  std::string name;              ///< the file's name without folder and ending
  std::filesystem::path folder;  ///< of the file, where `start.run` is looked for
  std::string text;              ///< the file as it was read
  std::string title, story;
  treatment::Arm arm = treatment::Arm::treated;
  Subject subject;
  Block block;
  Span span;
  std::optional<Start> start;
  std::vector<Settings> exposures, treatments;  ///< `name` is the kind; of a treatment, its mechanism
  Cutometer cutometer;
  Store store;
  Clock clock;
  std::vector<Override> overrides;  ///< alphabetical
  core::ParameterSet parameters;    ///< of data/, overrides applied
  std::vector<Product> products;    ///< those that the treatments name, alphabetical
  std::vector<Settings> sections;   ///< every section as checked, for `resolved`
};

/// @brief Reads and checks a scenario file against the library of `data_directory()`.
/// @param sets  texts "section.key=value" that win over the file
/// @param quick the preset "quick" wins over the file's block and probe mesh (not over `sets`)
/// @throws ScenarioError listing every problem found, one per line; IoError if the file cannot be read
Scenario read_scenario(const std::filesystem::path& file, std::span<const std::string> sets = {}, bool quick = false);

/// @brief The same for text in memory, of any size: what a run has stored, every default written out, is longer than
/// its file. `name` is what messages call the file.
Scenario parse_scenario(std::string_view text, std::string_view name, const Library& library,
                        std::span<const std::string> sets = {}, bool quick = false);

/// @brief The whole scenario as TOML with every default written out and explained. Reads back as an equal scenario.
std::string resolved(const Scenario& scenario);

/// @brief Ages from `from` on every `every`, the extra ones, and `to`; ascending, each once (to a millionth of a day).
std::vector<core::Days> ages(Span span, core::Days every, std::span<const core::Days> extra = {});

/// @brief Peak memory of a run [byte] at most, from measured runs (docs/trust.md): program, block, the mesh of the
/// probe, and what is remembered of each reading and frame.
double memory_estimate(const Scenario& scenario);

/// @brief Cells that a run may come to: ten times those it is built with. Wounds draw in more cells for a while, but no
/// living skin holds that many; the estimate of memory does not reckon with them.
std::size_t most_cells(const Scenario& scenario);

}  // namespace hari::scenario
