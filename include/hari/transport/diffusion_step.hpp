// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/time.hpp"
#include "hari/mesh/grid.hpp"
#include "hari/transport/plane_modes.hpp"

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
  std::vector<double> work, ratio;                       // direct solve, one row per element
  std::vector<double> b, residual, z, direction, image;  // conjugate gradients
  std::vector<double> sheet_decay;
  std::vector<std::array<double, 4>> sums;  // of each sheet
};

/// @brief du/dt = div(D grad u) - k u + s on the grid, by conservative two-point finite volumes (second order in space,
/// harmonic mean between sheets) and backward Euler in time (first order, L-stable, any step).
///
/// D and k depend on depth alone, so the operator separates: plane modes are found once, each step then solves one
/// tridiagonal system per mode, with no subtraction. Where k also varies in the plane, conjugate gradients
/// preconditioned by that solve. The matrix is an M-matrix: nonnegative data give a nonnegative result in exact
/// arithmetic. The transforms leave round-off of either sign: values below zero by at most 1e-12 of the largest are set
/// to zero and their mass is taken from all positive values in proportion, so that the books stay closed; `lowest` and
/// `moved` report it. Anything more negative, or negative data, is left as it is for the caller to see.
///
/// Same bits for any number of threads. Const calls with separate Scratch may run at the same time.
class DiffusionStep {
 public:
  /// @throws ModelError if a coefficient is negative or not finite
  DiffusionStep(const mesh::Grid& grid, const LayerCoefficients& coefficients, const Boundaries& boundaries = {});

  /// @brief One step of any length.
  /// @param[in,out] u        per element [ug/mm3]
  /// @param[in] source       per element [ug/mm3/day]
  /// @param[in] consumption  loss in addition to the layers' decay, per element [1/day], >= 0; empty: none
  /// @throws ModelError if dt is not positive, or a consumption negative
  StepReport advance(std::span<double> u, std::span<const double> source, core::Days dt, Scratch& scratch,
                     std::span<const double> consumption = {}) const;
  /// @brief The stationary state; `u` is only written.
  /// @throws ModelError if nothing removes the substance
  StepReport steady(std::span<double> u, std::span<const double> source, Scratch& scratch,
                    std::span<const double> consumption = {}) const;

 private:
  StepReport solve(std::span<double> u, std::span<const double> source, double rate, Scratch& scratch,
                   std::span<const double> consumption) const;
  void solve_separable(std::span<const double> b, std::span<double> u, double rate, std::span<const double> decay,
                       bool with_boundaries, Scratch& scratch) const;
  void sweep(double rate, std::span<const double> decay, bool with_boundaries, Scratch& scratch) const;
  void iterate(std::span<double> u, double rate, Scratch& scratch, std::span<const double> consumption,
               StepReport& report) const;
  void apply(std::span<const double> u, std::span<double> out, double rate, std::span<const double> consumption) const;
  double product(std::span<const double> a, std::span<const double> b, Scratch& scratch) const;
  void finish(std::span<double> u, bool nonnegative, double rate, double before, double made, Scratch& scratch,
              std::span<const double> consumption, StepReport& report) const;

  std::size_t nx_, ny_, nz_;
  std::vector<double> hx_, hy_, hz_;  // widths [mm]
  double area_;                       // of the surface [mm2]
  PlaneModes x_, y_;
  std::vector<double> eigenvalue_;           // of each plane mode, x fastest [1/mm2]
  std::vector<double> diffusivity_, decay_;  // of each sheet
  std::vector<double> link_;                 // between sheet k and k + 1, per area [mm/day]
  double top_link_, bottom_link_;            // to fixed boundaries, 0 if none
  Boundaries boundaries_;
};

/// @brief A step for every substance that data/transport.toml says something of, one row per tissue::Substance.
std::vector<std::optional<DiffusionStep>> all_fields(const mesh::Grid& grid, const core::ParameterSet& parameters);

}  // namespace hari::transport
