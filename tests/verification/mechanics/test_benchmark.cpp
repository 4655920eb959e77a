// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "suction_problem.hpp"

namespace hari::bench {
namespace {

using mechanics::Formulation;
using mechanics::StepReport;

/// Apex of S1 at ten equal pressures [mm]: FEBio 4.11, standard displacement hexahedra, full Newton, factor 1.
constexpr std::array<double, 10> table{0.039291, 0.077528, 0.114055, 0.148494, 0.180723,
                                       0.210802, 0.238895, 0.265212, 0.289970, 0.313381};

TEST(Benchmark, ThePlainElementRepeatsAnotherProgramAtTenPressures) {  // S1: 0.01 %, and the table's last digit
  mechanics::Equilibrium skin =
      block(mesh::suction_mesh(mesh::benchmark_spec(1)), false, options(Formulation::displacement));
  for (std::size_t i = 0; i < table.size(); ++i) {
    skin.advance({.suction = full_suction * double(i + 1) / table.size()}, core::Seconds(1));
    EXPECT_NEAR(skin.displacement(skin.mesh().apex).z(), table[i], 1e-4 * table[i]);
  }
}

TEST(Benchmark, TheMeanDilatationElementComesNearerTheConvergedHeightThanThePlainOne) {  // S1: 0.327 +- 0.001 mm
  mechanics::Equilibrium skin =
      block(mesh::suction_mesh(mesh::benchmark_spec(1)), false, options(Formulation::mean_dilatation));
  for (int i : {1, 2, 3, 4}) skin.advance({.suction = full_suction * i / 4}, core::Seconds(1));
  const double height = skin.displacement(skin.mesh().apex).z(), converged = 0.327;
  EXPECT_LT(std::abs(height - converged), 0.4 * (converged - table.back()));
}

TEST(Benchmark, ReadingsInTimeAreConvergedInTheStep) {  // S2: two tolerances, 0.1 %
  std::array<std::array<double, 5>, 2> r{};
  std::array<std::size_t, 2> steps{};
  for (std::size_t i : {0, 1}) {
    mechanics::Equilibrium skin =
        block(mesh::suction_mesh(mesh::benchmark_spec(1)), true, options(Formulation::mean_dilatation));
    std::vector<StepReport> reports;
    const Readings u(run_programme(skin, i == 0 ? 2e-3 : 5e-4, reports));
    r[i] = {u.R0(), u.R2(), u.R5(), u.R6(), u.R7()};
    steps[i] = reports.size();
  }
  EXPECT_GT(steps[1], steps[0]);
  for (std::size_t k = 0; k < 5; ++k) EXPECT_NEAR(r[0][k], r[1][k], 1e-3 * r[1][k]) << "reading " << k;
}

}  // namespace
}  // namespace hari::bench
