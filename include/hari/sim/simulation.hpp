// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::sim {

/// How the clock walks: fine after an event, coarser by `growth` each step while nothing happens.
struct ClockSettings {
  core::Days finest{1};
  core::Days coarsest{30};
  double growth = 1.5;  ///< ratio of successive steps, >= 1
};

/// What a run has done so far; part of the checkpoint, identical on any number of threads.
struct Tally {
  std::vector<double> step{30.0};  ///< length the clock wants for its next step [day]
  std::vector<std::uint64_t> steps{0}, cuts{0}, lost{0}, laid{0}, born{0}, died{0}, turned_senescent{0};
  std::vector<std::uint64_t> fibre_steps{0}, cell_steps{0}, field_updates{0};

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"step", "day", "length the clock wants for its next step"}, step);
    visit(I{"steps", "1", "steps taken"}, steps);
    visit(I{"cuts", "1", "cleavage events"}, cuts);
    visit(I{"lost", "1", "bundles lost"}, lost);
    visit(I{"laid", "1", "bundles laid"}, laid);
    visit(I{"born", "1", "cells born"}, born);
    visit(I{"died", "1", "cells dead or cleared"}, died);
    visit(I{"turned_senescent", "1", "cells turned senescent"}, turned_senescent);
    visit(I{"fibre_steps", "1", "fibres times steps"}, fibre_steps);
    visit(I{"cell_steps", "1", "cells times steps"}, cell_steps);
    visit(I{"field_updates", "1", "elements times fields times steps"}, field_updates);
  }
};

/// Wall seconds by part of a step. Never part of a run's identity.
struct Timing {
  static constexpr std::array<std::string_view, 4> parts{"cells", "transport", "remodel", "rest"};
  std::array<double, 4> seconds{};
};

/// @brief The living block: couples cells, fields and fibres, one after another (Lie splitting, first order in the
/// step). Order of a step: cells sense and act, fields diffuse and decay, fibres turn over, fibres are sensed, the
/// dermis swells or shrinks.
class Simulation {
 public:
  using Interventions = std::vector<std::unique_ptr<stimulus::Intervention>>;

  /// @param tissue freshly built (then call settle) or restored
  Simulation(tissue::Tissue tissue, const core::ParameterSet& parameters, Interventions interventions,
             ClockSettings clock);
  ~Simulation();
  Simulation(Simulation&&) noexcept;

  /// @brief Brings a freshly built tissue to its stationary state: with no interventions nothing drifts from here.
  void settle();

  /// @brief Lives until the subject has exactly this age. Where the steps fall depends on the ages asked for and on the
  /// interventions' events, never on the tissue.
  /// @param after_step called after every step
  /// @throws SolverError if a field finds no solution or cells outnumber what is allowed; the tissue is then spoilt
  void advance_to(core::Days age, const std::function<void(const Simulation&)>& after_step = {});

  /// @brief From now on a step that would leave more cells than this throws. Without it only memory is a bound.
  void allow_cells(std::size_t most);

  const tissue::Tissue& tissue() const;
  const Tally& tally() const;
  void resume_tally(const Tally& tally);
  const Timing& timing() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  void step(core::Days dt);
  static void settle_signals(Parts& parts);
};

}  // namespace hari::sim
