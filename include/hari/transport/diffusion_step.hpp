// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/mesh/grid.hpp"
#include "hari/transport/plane_transform.hpp"

namespace hari::transport {

/// @brief How a substance spreads and fades in each mesh::Layer.
struct LayerCoefficients {
  std::array<double, mesh::n_layers> diffusivity{};  ///< [mm2/day], >= 0
  std::array<double, mesh::n_layers> decay{};        ///< first-order loss [1/day], >= 0
};
/// @brief "<substance>.diffusivity" and "<substance>.clearance" of data/transport.toml, alike in every layer.
LayerCoefficients coefficients(std::string_view substance, const core::ParameterSet& parameters);

/// What happens at the top or bottom of the block. Its sides are mirrors.
struct Boundary {
  bool fixed = false;        ///< false: nothing passes
  double concentration = 0;  ///< held there if `fixed` [ug/mm3]
};
struct Boundaries {
  Boundary top, bottom;
};

/// @brief What a step did. Books: mass after - mass before = dt * sum(V source) - cleared - outflow, up to `imbalance`.
/// For `steady`, `cleared` and `outflow` are rates per day.
struct StepReport {
  bool converged = false;
  int iterations = 0;    ///< of conjugate gradients; 0 for the direct solve
  double residual = 0;   ///< relative, in the norm of the preconditioner; 0 for the direct solve
  double cleared = 0;    ///< lost by decay and consumption [ug]
  double outflow = 0;    ///< lost through fixed boundaries [ug], negative if gained
  double imbalance = 0;  ///< what the books miss, over the largest entry [-]
  double lowest = 0;     ///< least value the solve gave, before round-off below zero was moved [ug/mm3]
  double moved = 0;      ///< mass so moved [ug]
};

/// Working memory of one caller; grows at first use, reused after. One per thread that calls.
struct Scratch {
  std::vector<double> work, ratio;                    // direct solve, one row per element
  std::vector<double> residual, z, direction, image;  // conjugate gradients
  std::vector<double> sheet_decay;
  std::vector<std::array<double, 4>> sums;  // of each sheet
  std::vector<std::uint8_t> even;           // of each sheet: its right-hand side is the same everywhere
  bool flat = false, nonnegative = false;   // all sheets even; no datum below zero
  double before = 0, made = 0;              // mass before [ug], made [ug/day]
};

/// @brief du/dt = div(D grad u) - k u + s on the grid, by conservative two-point finite volumes (second order in space,
/// harmonic mean between sheets) and backward Euler in time (first order, L-stable, any step).
///
/// D and k depend on depth alone, so the operator separates: plane modes are found once, each step then solves one
/// tridiagonal system per mode, with no subtraction. Where nothing varies in the plane there is one mode; where nothing
/// diffuses every element stands alone. Where k also varies in the plane, conjugate gradients
/// preconditioned by that solve. The matrix is an M-matrix: nonnegative data give a nonnegative result in exact
/// arithmetic. The transforms leave round-off of either sign: values below zero by at most 1e-12 of the largest are set
/// to zero and their mass is taken from all positive values in proportion, so that the books stay closed; `lowest` and
/// `moved` report it. Anything more negative, or negative data, is left as it is for the caller to see.
///
/// Same bits for any number of threads. Const calls with separate Scratch may run at the same time.
class DiffusionStep {
 public:
  /// @throws ModelError if a coefficient is negative or not finite
  /// @param plane  of this grid, to be shared by many substances; made if null
  DiffusionStep(const mesh::Grid& grid, const LayerCoefficients& coefficients, const Boundaries& boundaries = {},
                std::shared_ptr<const PlaneTransform> plane = {});

  /// @brief One step of any length.
  /// @param[in,out] u        per element [ug/mm3]
  /// @param[in] source       per element [ug/mm3/day]
  /// @param[in] consumption  loss in addition to the layers' decay, per element [1/day], >= 0; empty: none
  /// @throws ModelError if dt is not positive, or a consumption negative
  StepReport advance(std::span<double> u, std::span<const double> source, core::Days dt, Scratch& scratch,
                     std::span<const double> consumption = {}) const;
  /// One substance among several that take the same step.
  struct Job {
    const DiffusionStep* step;
    std::span<double> u;
    std::span<const double> source;
    Scratch* scratch;  ///< its own
    std::span<const double> consumption{};
    StepReport report{};
  };
  /// @brief As `advance` of each, threads meeting three times in all. @pre they share a grid
  static void advance_all(std::span<Job> jobs, core::Days dt);
  /// @brief The stationary state; `u` is only written.
  /// @throws ModelError if nothing removes the substance
  StepReport steady(std::span<double> u, std::span<const double> source, Scratch& scratch,
                    std::span<const double> consumption = {}) const;

 private:
  // Plane modes swept together: enough to fill vector registers, few enough that a column of them stays in cache.
  static constexpr std::size_t lane = 128;

  static void solve(std::span<Job> jobs, double rate);
  void prepare(Job& job) const;
  void load(const Job& job, std::size_t sheet, double rate) const;
  void survey_data(Job& job) const;
  void sweep(std::size_t begin, std::size_t end, double rate, std::span<const double> decay, bool with_boundaries,
             Scratch& scratch) const;
  void unload(const Job& job, std::size_t sheet, double rate) const;
  void survey_sheet(const Job& job, std::size_t sheet) const;
  void finish(Job& job, double rate) const;
  void solve_separable(std::span<const double> b, std::span<double> u, double rate, std::span<const double> decay,
                       Scratch& scratch) const;
  void iterate(std::span<double> u, double rate, Scratch& scratch, std::span<const double> consumption,
               StepReport& report) const;
  void apply(std::span<const double> u, std::span<double> out, double rate, std::span<const double> consumption) const;
  double product(std::span<const double> a, std::span<const double> b, Scratch& scratch) const;

  std::size_t nx_, ny_, nz_;
  std::vector<double> hx_, hy_, hz_;  // widths [mm]
  double area_;                       // of the surface [mm2]
  std::shared_ptr<const PlaneTransform> plane_;
  std::vector<double> diffusivity_, decay_;  // of each sheet
  std::vector<double> link_;                 // between sheet k and k + 1, per area [mm/day]
  double top_link_, bottom_link_;            // to fixed boundaries, 0 if none
  bool still_;                               // nothing diffuses: every element for itself
  Boundaries boundaries_;
};

/// @brief A step for every substance that data/transport.toml says something of, one row per tissue::Substance.
std::vector<std::optional<DiffusionStep>> all_fields(const mesh::Grid& grid, const core::ParameterSet& parameters);

}  // namespace hari::transport
