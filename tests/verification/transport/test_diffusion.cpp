// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "hari/transport/diffusion_step.hpp"

namespace {

using namespace hari;
using core::Days;
using mesh::Layer;
using std::numbers::pi;
using transport::DiffusionStep;
using transport::LayerCoefficients;
using transport::Scratch;

LayerCoefficients alike(double diffusivity, double decay) {
  LayerCoefficients c;
  c.diffusivity.fill(diffusivity);
  c.decay.fill(decay);
  return c;
}

mesh::Grid box(double side, int n, double grading = 1) {
  return mesh::Grid(mesh::graded_planes(0, side, n, grading), mesh::graded_planes(0, side, n, 1 / grading),
                    mesh::graded_planes(-side, 0, n, grading),
                    std::vector<Layer>(static_cast<std::size_t>(n), Layer::reticular));
}

mesh::Grid column(double depth, int n) {
  return mesh::Grid({0, 1}, {0, 1}, mesh::graded_planes(-depth, 0, n, 1),
                    std::vector<Layer>(static_cast<std::size_t>(n), Layer::reticular));
}

using Function = std::function<double(double, double, double)>;

std::vector<double> sample(const mesh::Grid& g, const Function& f) {
  std::vector<double> u(g.n_elements());
  for (std::size_t e = 0; e < u.size(); ++e) {
    const auto c = g.centre(static_cast<mesh::ElementIndex>(e));
    u[e] = f(c[0], c[1], c[2]);
  }
  return u;
}

double distance(const mesh::Grid& g, const std::vector<double>& u, const Function& f) {
  const std::vector<double> exact = sample(g, f);
  double error = 0, size = 0;
  for (std::size_t e = 0; e < u.size(); ++e) {
    const double v = g.volume(static_cast<mesh::ElementIndex>(e));
    error += v * (u[e] - exact[e]) * (u[e] - exact[e]);
    size += v * exact[e] * exact[e];
  }
  return std::sqrt(error / size);
}

void expect_order(const std::vector<double>& error, double ratio, double order, double tolerance) {
  for (std::size_t i = 1; i < error.size(); ++i) {
    const double seen = std::log(error[i - 1] / error[i]) / std::log(ratio);
    std::printf("error %.3e -> %.3e, order %.3f\n", error[i - 1], error[i], seen);
    EXPECT_NEAR(seen, order, tolerance);
  }
}

// V22: a blob in free space, u = M (4 pi D t)^-3/2 exp(-r^2 / 4 D t - k t); the corner of the box is its centre.
TEST(Diffusion, SpreadsABlobAsGreensFunctionInThreeDimensions) {
  constexpr double d = 0.1, k = 0.3, start = 0.5, end = 1.0;
  const auto green = [&](double t) {
    return [=](double x, double y, double z) {
      return std::pow(4 * pi * d * t, -1.5) * std::exp(-(x * x + y * y + z * z) / (4 * d * t) - k * t);
    };
  };
  std::vector<double> error;
  for (const int n : {12, 24, 48}) {
    const mesh::Grid g = box(4, n);
    const DiffusionStep step(g, alike(d, k));
    Scratch scratch;
    std::vector<double> u = sample(g, green(start));
    const std::vector<double> none(u.size(), 0.0);
    const int steps = n * n / 9;  // dt falls with h^2, so that the order in space shows
    for (int s = 0; s < steps; ++s) step.advance(u, none, Days((end - start) / steps), scratch);
    error.push_back(distance(g, u, green(end)));
  }
  expect_order(error, 2, 2, 0.25);
  EXPECT_LT(error.back(), 0.005);
}

// V23: held at the surface, cleared on its way down: u = cosh((z + H) / l) / cosh(H / l), l = sqrt(D / k).
TEST(Diffusion, FadesFromAPlaneSourceOverItsDecayLength) {
  constexpr double d = 0.26, k = 3.3, depth = 2;
  const double length = std::sqrt(d / k);
  const auto exact = [&](double, double, double z) {
    return std::cosh((z + depth) / length) / std::cosh(depth / length);
  };
  std::vector<double> error, fitted;
  for (const int n : {20, 40, 80}) {
    const mesh::Grid g = column(depth, n);
    std::vector<double> u(g.n_elements());
    Scratch scratch;
    const DiffusionStep step(g, alike(d, k), {.top = {true, 1.0}, .bottom = {}});
    const auto report = step.steady(u, std::vector<double>(u.size(), 0.0), scratch);
    EXPECT_NEAR(report.cleared, -report.outflow, 1e-13);
    error.push_back(distance(g, u, exact));
    // Between depths of one and two lengths the far end is not felt.
    const auto row = [&](double z) { return static_cast<std::size_t>(g.locate(0.5, 0.5, z)); };
    const std::size_t a = row(-length), b = row(-2 * length);
    const double dz = g.centre(static_cast<mesh::ElementIndex>(a))[2] - g.centre(static_cast<mesh::ElementIndex>(b))[2];
    fitted.push_back(std::abs(dz / std::log(u[a] / u[b]) - length) / length);
  }
  expect_order(error, 2, 2, 0.1);
  EXPECT_LT(fitted.back(), 1e-3);
}

TEST(Diffusion, ConvergesAtSecondOrderOnAGradedGrid) {
  constexpr double d = 0.2, k = 0.4;
  const Function u_exact = [](double x, double y, double z) {
    return 2 + std::cos(pi * x) * std::cos(pi * y) * std::cos(pi * z);
  };
  std::vector<double> error;
  for (const int n : {8, 16, 32}) {
    const mesh::Grid g = box(1, n, 4);
    const std::vector<double> source = sample(g, [&](double x, double y, double z) {
      return k * u_exact(x, y, z) + 3 * pi * pi * d * (u_exact(x, y, z) - 2);
    });
    std::vector<double> u(g.n_elements());
    Scratch scratch;
    DiffusionStep(g, alike(d, k)).steady(u, source, scratch);
    error.push_back(distance(g, u, u_exact));
  }
  expect_order(error, 2, 2, 0.2);
}

TEST(Diffusion, IsExactThroughLayersOfUnequalDiffusivity) {
  const mesh::Grid g({0, 1}, {0, 1}, {-1, -0.8, -0.5, -0.3, -0.2, 0},
                     {Layer::hypodermis, Layer::hypodermis, Layer::reticular, Layer::papillary, Layer::epidermis});
  LayerCoefficients c;
  c.diffusivity = {1.0, 0.1, 0.5, 0.01};
  std::vector<double> u(g.n_elements());
  Scratch scratch;
  const auto r = DiffusionStep(g, c, {.top = {true, 1.0}, .bottom = {true, 0.0}})
                     .steady(u, std::vector<double>(u.size(), 0.0), scratch);
  // Resistances in series: 0.5 / 1 + 0.2 / 0.1 + 0.1 / 0.5 + 0.2 / 0.01.
  const double flux = 1 / (0.5 / 1 + 0.2 / 0.1 + 0.1 / 0.5 + 0.2 / 0.01);
  EXPECT_NEAR(u[0], flux * 0.1 / 1, 1e-14);
  EXPECT_NEAR(u[2], flux * (0.5 + 0.1 / 0.1), 1e-13);
  EXPECT_NEAR(u[4], 1 - flux * 0.1 / 0.01, 1e-13);
  EXPECT_NEAR(r.outflow, 0, 1e-13);
}

TEST(Diffusion, ConvergesAtFirstOrderInTime) {
  constexpr double d = 0.1, k = 0.2, end = 2;
  const mesh::Grid g = box(2, 8);
  // The grid's own slowest mode along x decays at exactly this rate, so that only the error in time is left.
  const double h = 2.0 / 8, rate = k + d * 4 / (h * h) * std::pow(std::sin(pi / 2 / 8), 2);
  const auto exact = [&](double t) {
    return [=](double x, double, double) { return std::exp(-rate * t) * std::cos(pi * x / 2); };
  };
  std::vector<double> error;
  for (const int steps : {20, 40, 80, 160}) {
    const DiffusionStep step(g, alike(d, k));
    Scratch scratch;
    std::vector<double> u = sample(g, exact(0));
    const std::vector<double> none(u.size(), 0.0);
    for (int s = 0; s < steps; ++s) step.advance(u, none, Days(end / steps), scratch);
    error.push_back(distance(g, u, exact(end)));
  }
  expect_order(error, 2, 1, 0.03);
}

TEST(Diffusion, ReachesTheSteadyStateByLongSteps) {
  const mesh::Grid g = box(2, 10, 3);
  const DiffusionStep step(g, alike(0.05, 0.4));
  Scratch scratch;
  const std::vector<double> source = sample(g, [](double x, double y, double z) { return x * y - z; });
  std::vector<double> rest(source.size()), u(source.size(), 0.0);
  step.steady(rest, source, scratch);
  for (int s = 0; s < 12; ++s) step.advance(u, source, Days(1000), scratch);
  for (std::size_t e = 0; e < u.size(); ++e) ASSERT_NEAR(u[e], rest[e], 1e-12 * (1 + rest[e]));
}

}  // namespace
