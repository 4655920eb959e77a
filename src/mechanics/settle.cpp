// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/settle.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mechanics {
namespace {

constexpr core::Seconds long_enough{86400};
constexpr double easy_growth = 0.05;  ///< that Newton's method takes at once from skin in balance [-]
constexpr double least_share = 1.0 / 256;

double largest(const std::vector<math::Mat3>& growth) {
  double most = 0;
  for (const math::Mat3& g : growth) most = std::max(most, (g - math::Mat3::Identity()).cwiseAbs().maxCoeff());
  return most;
}

Problem grown(Problem p, double share) {
  for (math::Mat3& g : p.growth) g = math::Mat3::Identity() + share * (g - math::Mat3::Identity());
  return p;
}

}  // namespace

Equilibrium settled(const Problem& problem, const EquilibriumOptions& options, std::vector<StepReport>* reports) {
  const std::size_t n_nodes = problem.mesh.n_nodes();
  std::vector<math::Vec3> u(n_nodes, math::Vec3::Zero());
  double done = 0, share = std::min(1.0, easy_growth / std::max(largest(problem.growth), 1e-9));
  for (;;) {
    const bool last = done + share > 1 - 0.5 * least_share;
    const double target = last ? 1 : done + share;
    Equilibrium skin(last ? problem : grown(problem, target), options);
    std::vector<math::Vec3> guess = u;  // displacements grow with the growth
    for (math::Vec3& x : guess) x *= done > 0 ? target / done : 1;
    skin.set_displacement(guess);
    const StepReport report = skin.step({}, long_enough);
    if (reports) reports->push_back(report);
    if (!report.converged) {
      share *= 0.5;
      if (share < least_share)
        throw core::SolverError(
            fmt::format("uneven skin finds no balance at {:.3g} of its growth: forces out of "
                        "balance {:.3g} of the load",
                        target, fmt::join(report.history, " ")));
      continue;
    }
    if (last) return skin;
    for (std::size_t n = 0; n < n_nodes; ++n) u[n] = skin.displacement(static_cast<mesh::NodeIndex>(n));
    done = target;
    if (report.iterations <= 4) share *= 2;
  }
}

}  // namespace hari::mechanics
