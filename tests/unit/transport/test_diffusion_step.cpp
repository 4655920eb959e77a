// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "hari/core/draw.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/transport/diffusion_step.hpp"

namespace {

using namespace hari;
using core::Days;
using mesh::Layer;
using transport::Boundaries;
using transport::DiffusionStep;
using transport::LayerCoefficients;
using transport::Scratch;
using transport::StepReport;

// All four layers, uneven in every direction.
mesh::Grid skin(int across = 9) {
  std::vector<double> z = mesh::graded_planes(-3.2, -1.2, 4, 0.4);
  std::vector<Layer> layers(4, Layer::hypodermis);
  const auto add = [&](double top, int n, Layer l) {
    const std::vector<double> planes = mesh::graded_planes(z.back(), top, n, 1);
    z.insert(z.end(), planes.begin() + 1, planes.end());
    layers.insert(layers.end(), static_cast<std::size_t>(n), l);
  };
  add(-0.2, 5, Layer::reticular);
  add(-0.1, 2, Layer::papillary);
  add(0, 1, Layer::epidermis);
  return mesh::Grid(mesh::graded_planes(0, 4, across, 2.5), mesh::graded_planes(0, 3, across - 2, 1), z, layers);
}

const LayerCoefficients uneven{.diffusivity = {0.3, 0.02, 0.08, 0.005}, .decay = {0.1, 0.4, 0.6, 0.0}};

std::vector<double> random_field(std::size_t n, std::uint64_t seed) {
  std::vector<double> u(n);
  for (std::size_t e = 0; e < n; ++e) u[e] = core::Draw(seed, core::Purpose::test, e, 0).uniform();
  return u;
}

double mass(const mesh::Grid& g, const std::vector<double>& u) {
  double m = 0;
  for (std::size_t e = 0; e < u.size(); ++e) m += u[e] * g.volume(static_cast<mesh::ElementIndex>(e));
  return m;
}

// Dense matrix of (rate + decay + consumption) u - div(D grad u), built cell by cell from the definition, with the
// right- hand side that fixed boundaries add.
struct Dense {
  Eigen::MatrixXd matrix;
  Eigen::VectorXd load;
};
Dense dense(const mesh::Grid& g, const LayerCoefficients& c, const Boundaries& b, double rate,
            const std::vector<double>& consumption) {
  const auto n = static_cast<Eigen::Index>(g.n_elements());
  Dense d{Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n)};
  const auto diffusivity = [&](mesh::ElementIndex e) { return c.diffusivity[static_cast<std::size_t>(g.layer(e))]; };
  const auto h = [](const std::vector<double>& p, int i) {
    return p[static_cast<std::size_t>(i) + 1] - p[static_cast<std::size_t>(i)];
  };
  for (mesh::ElementIndex e = 0; e < n; ++e) {
    const auto [i, j, k] = g.ijk(e);
    d.matrix(e, e) += rate + c.decay[static_cast<std::size_t>(g.layer(e))] +
                      (consumption.empty() ? 0 : consumption[static_cast<std::size_t>(e)]);
    const auto link = [&](mesh::ElementIndex other, double own, double others) {
      const double t = 2 / (own / diffusivity(e) + others / diffusivity(other)) / own;
      d.matrix(e, e) += t;
      d.matrix(e, other) -= t;
    };
    if (i > 0) link(g.index(i - 1, j, k), h(g.x(), i), h(g.x(), i - 1));
    if (i + 1 < g.nx()) link(g.index(i + 1, j, k), h(g.x(), i), h(g.x(), i + 1));
    if (j > 0) link(g.index(i, j - 1, k), h(g.y(), j), h(g.y(), j - 1));
    if (j + 1 < g.ny()) link(g.index(i, j + 1, k), h(g.y(), j), h(g.y(), j + 1));
    if (k > 0) link(g.index(i, j, k - 1), h(g.z(), k), h(g.z(), k - 1));
    if (k + 1 < g.nz()) link(g.index(i, j, k + 1), h(g.z(), k), h(g.z(), k + 1));
    const auto hold = [&, k = k](const transport::Boundary& at) {  // Clang 14 captures no binding
      const double t = 2 * diffusivity(e) / (h(g.z(), k) * h(g.z(), k));
      d.matrix(e, e) += t;
      d.load[e] += t * at.concentration;
    };
    if (k == 0 && b.bottom.fixed) hold(b.bottom);
    if (k + 1 == g.nz() && b.top.fixed) hold(b.top);
  }
  return d;
}

void expect_solves(const mesh::Grid& g, const Boundaries& b, double dt, const std::vector<double>& consumption) {
  const std::size_t n = g.n_elements();
  const std::vector<double> old = random_field(n, 1), source = random_field(n, 2);
  std::vector<double> u = old;
  Scratch scratch;
  const DiffusionStep step(g, uneven, b);
  const double rate = dt > 0 ? 1 / dt : 0;
  const StepReport report =
      dt > 0 ? step.advance(u, source, Days(dt), scratch, consumption) : step.steady(u, source, scratch, consumption);
  const Dense d = dense(g, uneven, b, rate, consumption);
  Eigen::VectorXd rhs = d.load;
  for (std::size_t e = 0; e < n; ++e) rhs[static_cast<Eigen::Index>(e)] += rate * old[e] + source[e];
  const Eigen::VectorXd exact = d.matrix.partialPivLu().solve(rhs);
  for (std::size_t e = 0; e < n; ++e)
    ASSERT_NEAR(u[e], exact[static_cast<Eigen::Index>(e)], 1e-11 * exact.cwiseAbs().maxCoeff()) << e;
  EXPECT_TRUE(report.converged);
  EXPECT_LT(std::abs(report.imbalance), 1e-12);
}

const Boundaries both{.top = {true, 0.7}, .bottom = {true, 0.2}};

TEST(DiffusionStep, SolvesTheDiscreteEquationsOnAnUnevenLayeredGrid) {
  for (const double dt : {1e-3, 1.0, 1e4, 0.0}) {
    expect_solves(skin(), {}, dt, {});
    expect_solves(skin(), both, dt, {});
  }
}

TEST(DiffusionStep, SolvesThemWithConsumptionThatVariesInThePlane) {
  const mesh::Grid g = skin();
  std::vector<double> consumption = random_field(g.n_elements(), 5);
  for (double& c : consumption) c = 20 * c * c * c;
  for (const double dt : {1e-2, 1.0, 0.0}) expect_solves(g, both, dt, consumption);
}

TEST(DiffusionStep, TakesNoIterationsWhenConsumptionIsUniform) {
  const mesh::Grid g = skin();
  const std::size_t n = g.n_elements();
  LayerCoefficients more = uneven;
  for (double& k : more.decay) k += 0.5;
  Scratch scratch;
  std::vector<double> a = random_field(n, 1), b = a;
  const std::vector<double> source = random_field(n, 2), half(n, 0.5);
  const StepReport cg = DiffusionStep(g, uneven).advance(a, source, Days(2), scratch, half);
  const StepReport direct = DiffusionStep(g, more).advance(b, source, Days(2), scratch);
  EXPECT_LE(cg.iterations, 1);
  EXPECT_NEAR(cg.cleared, direct.cleared, 1e-12 * direct.cleared);
  for (std::size_t e = 0; e < n; ++e) ASSERT_NEAR(a[e], b[e], 1e-13);
}

TEST(DiffusionStep, ClosesItsBooksToRoundingForAnyStep) {
  const mesh::Grid g = skin(20);
  const std::size_t n = g.n_elements();
  const std::vector<double> source = random_field(n, 2);
  for (const Boundaries& b : {Boundaries{}, both}) {
    const DiffusionStep step(g, uneven, b);
    Scratch scratch;
    for (const double dt : {1e-6, 0.1, 30.0, 1e6}) {
      std::vector<double> u = random_field(n, 3);
      const double before = mass(g, u);
      const StepReport r = step.advance(u, source, Days(dt), scratch);
      const double made = dt * mass(g, source), after = mass(g, u);
      const double miss = after - before - made + r.cleared + r.outflow;
      EXPECT_LT(std::abs(miss), 1e-12 * std::max({before, made, after})) << "dt " << dt;
      EXPECT_LT(std::abs(r.imbalance), 1e-12) << "dt " << dt;
    }
  }
}

TEST(DiffusionStep, KeepsMassThatNothingRemoves) {
  const mesh::Grid g = skin(20);
  const DiffusionStep step(g, {.diffusivity = uneven.diffusivity, .decay = {}});
  Scratch scratch;
  std::vector<double> u = random_field(g.n_elements(), 3);
  const std::vector<double> none(u.size(), 0.0);
  const double before = mass(g, u);
  for (int i = 0; i < 50; ++i) step.advance(u, none, Days(100), scratch);
  EXPECT_NEAR(mass(g, u), before, 1e-12 * before);
  // By now it is spread evenly.
  const double mean = before / mass(g, std::vector<double>(u.size(), 1.0));
  for (const double c : u) ASSERT_NEAR(c, mean, 1e-9);
}

TEST(DiffusionStep, StaysBetweenTheLeastAndTheLargestValue) {
  const mesh::Grid g = skin(20);
  const DiffusionStep step(g, {.diffusivity = uneven.diffusivity, .decay = {}});
  Scratch scratch;
  const std::vector<double> none(g.n_elements(), 0.0);
  for (const double dt : {1e-4, 0.1, 100.0}) {
    std::vector<double> u(g.n_elements(), 0.25);
    u[static_cast<std::size_t>(g.index(3, 4, 9))] = 8;
    const StepReport r = step.advance(u, none, Days(dt), scratch);
    EXPECT_GE(*std::min_element(u.begin(), u.end()), 0.25 * (1 - 1e-12)) << dt;
    EXPECT_LE(*std::max_element(u.begin(), u.end()), 8) << dt;
    EXPECT_EQ(r.moved, 0);
  }
}

TEST(DiffusionStep, GivesNoNegativeValueAndReportsTheRoundOffItMoved) {
  const mesh::Grid g = skin(30);
  const DiffusionStep step(g, uneven);
  Scratch scratch;
  const std::vector<double> none(g.n_elements(), 0.0);
  for (const double dt : {1e-6, 1e-3, 1.0}) {
    std::vector<double> u(g.n_elements(), 0.0);
    u[static_cast<std::size_t>(g.index(29, 2, 6))] = 1;  // far corners are exactly zero but for round-off
    const double before = mass(g, u);
    const StepReport r = step.advance(u, none, Days(dt), scratch);
    EXPECT_GE(*std::min_element(u.begin(), u.end()), 0.0) << dt;
    EXPECT_GT(r.lowest, -1e-13) << dt;
    EXPECT_LE(r.moved, 1e-12 * before) << dt;
    EXPECT_NEAR(mass(g, u) + r.cleared, before, 1e-12 * before) << dt;
  }
}

TEST(DiffusionStep, LeavesNegativeDataForTheCallerToSee) {
  const mesh::Grid g = skin();
  const DiffusionStep step(g, uneven);
  Scratch scratch;
  std::vector<double> u(g.n_elements(), 0.1);
  std::vector<double> sink(g.n_elements(), -1.0);
  const StepReport r = step.advance(u, sink, Days(1), scratch);
  EXPECT_LT(r.lowest, -0.1);
  EXPECT_EQ(*std::min_element(u.begin(), u.end()), r.lowest);
  EXPECT_EQ(r.moved, 0);
}

TEST(DiffusionStep, GivesTheSameBitsOnOneAndTwoThreads) {
  const mesh::Grid g = skin(24);
  const std::vector<double> source = random_field(g.n_elements(), 2);
  std::vector<double> consumption = random_field(g.n_elements(), 5);
  const DiffusionStep step(g, uneven, both);
  const int before = core::threads();
  std::array<std::vector<double>, 2> u{random_field(g.n_elements(), 1), random_field(g.n_elements(), 1)};
  std::array<StepReport, 2> r;
  for (int t = 0; t < 2; ++t) {
    core::set_threads(t + 1);
    Scratch scratch;
    step.advance(u[t], source, Days(0.5), scratch);
    r[t] = step.advance(u[t], source, Days(0.5), scratch, consumption);
  }
  core::set_threads(before);
  EXPECT_EQ(u[0], u[1]);
  EXPECT_EQ(r[0].cleared, r[1].cleared);
  EXPECT_EQ(r[0].iterations, r[1].iterations);
}

TEST(LayerCoefficients, AreReadInDaysAndMillimetres) {
  core::ParameterSet p;
  const auto add = [&](const char* name, double value, const char* unit) {
    core::Parameter one;
    one.name = name;
    one.value = one.low = one.high = value;
    one.unit = unit;
    p.add(one);
  };
  add("ink.diffusivity", 1e-8, "cm2/s");
  add("ink.clearance", 0.5, "1/hour");
  const LayerCoefficients c = transport::coefficients("ink", p);
  EXPECT_NEAR(c.diffusivity[2], 0.0864, 1e-12);
  EXPECT_NEAR(c.decay[0], 12, 1e-12);
}

TEST(DiffusionStep, RefusesWhatHasNoMeaning) {
  const mesh::Grid g = skin();
  LayerCoefficients bad = uneven;
  bad.diffusivity[1] = -1;
  EXPECT_THROW(DiffusionStep(g, bad), core::ModelError);
  bad.diffusivity[1] = std::nan("");
  EXPECT_THROW(DiffusionStep(g, bad), core::ModelError);
  Scratch scratch;
  std::vector<double> u(g.n_elements(), 1.0), wrong(3), loss(g.n_elements(), -1.0);
  const DiffusionStep step(g, uneven);
  EXPECT_THROW(step.advance(u, u, Days(0), scratch), core::ModelError);
  EXPECT_THROW(step.advance(u, u, Days(std::numeric_limits<double>::infinity()), scratch), core::ModelError);
  EXPECT_THROW(step.advance(u, wrong, Days(1), scratch), core::BugError);
  const std::vector<double> source(g.n_elements(), 1.0);
  EXPECT_THROW(step.advance(u, source, Days(1), scratch, loss), core::ModelError);
  EXPECT_THROW(DiffusionStep(g, {.diffusivity = uneven.diffusivity, .decay = {}}).steady(u, source, scratch),
               core::ModelError);
}

}  // namespace
