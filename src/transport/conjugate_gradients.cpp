// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <cmath>

#include "hari/core/parallel.hpp"
#include "hari/transport/diffusion_step.hpp"

namespace hari::transport {
namespace {

constexpr double tolerance = 1e-14;
constexpr int most_iterations = 200;

}  // namespace

// out = (rate + decay + consumption) u - div(D grad u), fixed boundaries held at zero.
void DiffusionStep::apply(std::span<const double> u, std::span<double> out, double rate,
                          std::span<const double> consumption) const {
  const std::size_t plane = nx_ * ny_;
  core::for_each_index(
      nz_,
      [&](std::size_t k) {
        const double down = k > 0 ? link_[k - 1] : bottom_link_, up = k + 1 < nz_ ? link_[k] : top_link_;
        const double own = rate + decay_[k], d = diffusivity_[k];
        for (std::size_t j = 0; j < ny_; ++j) {
          const double front = j > 0 ? 2 / (hy_[j - 1] + hy_[j]) : 0.0;
          const double back = j + 1 < ny_ ? 2 / (hy_[j] + hy_[j + 1]) : 0.0;
          for (std::size_t i = 0; i < nx_; ++i) {
            const std::size_t e = k * plane + j * nx_ + i;
            double x = 0, y = 0, z = 0;
            if (i > 0) x += 2 / (hx_[i - 1] + hx_[i]) * (u[e] - u[e - 1]);
            if (i + 1 < nx_) x += 2 / (hx_[i] + hx_[i + 1]) * (u[e] - u[e + 1]);
            if (j > 0) y += front * (u[e] - u[e - nx_]);
            if (j + 1 < ny_) y += back * (u[e] - u[e + nx_]);
            z += down * (k > 0 ? u[e] - u[e - plane] : u[e]);
            z += up * (k + 1 < nz_ ? u[e] - u[e + plane] : u[e]);
            out[e] = (own + consumption[e]) * u[e] + d * (x / hx_[i] + y / hy_[j]) + z / hz_[k];
          }
        }
      },
      1);
}

// Integral of a b over the block, in the order of the sheets.
double DiffusionStep::product(std::span<const double> a, std::span<const double> b, Scratch& s) const {
  const std::size_t plane = nx_ * ny_;
  core::for_each_index(
      nz_,
      [&](std::size_t k) {
        double sum = 0;
        for (std::size_t j = 0; j < ny_; ++j) {
          const std::size_t row = k * plane + j * nx_;
          double sum_row = 0;
          for (std::size_t i = 0; i < nx_; ++i) sum_row += hx_[i] * a[row + i] * b[row + i];
          sum += hy_[j] * sum_row;
        }
        s.sums[k][3] = hz_[k] * sum;
      },
      1);
  double sum = 0;
  for (const auto& sheet : s.sums) sum += sheet[3];
  return sum;
}

// Corrects the separable solution in `u` for consumption that varies in the plane. In the volume-weighted product both
// the operator and the preconditioner are self-adjoint, so nothing is scaled by volume.
void DiffusionStep::iterate(std::span<double> u, double rate, Scratch& s, std::span<const double> consumption,
                            StepReport& report) const {
  const std::size_t n = u.size();
  for (auto* v : {&s.residual, &s.z, &s.direction, &s.image}) v->resize(n);
  const std::size_t plane = nx_ * ny_;
  // b + boundaries - L u; u solves the same with the sheet's mean decay, so what is left is the difference of decays.
  core::for_each_index(n, [&](std::size_t e) {
    s.residual[e] = (s.sheet_decay[e / plane] - decay_[e / plane] - consumption[e]) * u[e];
    s.image[e] = (rate + s.sheet_decay[e / plane]) * u[e];
  });
  // Size of the problem in the same norm.
  solve_separable(s.image, s.z, rate, s.sheet_decay, s);
  const double size = std::sqrt(product(s.image, s.z, s));
  solve_separable(s.residual, s.z, rate, s.sheet_decay, s);
  double weight = product(s.residual, s.z, s);
  s.direction = s.z;
  report.residual = size > 0 ? std::sqrt(std::max(weight, 0.0)) / size : 0.0;
  while (report.residual > tolerance && report.iterations < most_iterations) {
    apply(s.direction, s.image, rate, consumption);
    const double step = weight / product(s.direction, s.image, s);
    core::for_each_index(n, [&](std::size_t e) {
      u[e] += step * s.direction[e];
      s.residual[e] -= step * s.image[e];
    });
    solve_separable(s.residual, s.z, rate, s.sheet_decay, s);
    const double next = product(s.residual, s.z, s), ratio = next / weight;
    core::for_each_index(n, [&](std::size_t e) { s.direction[e] = s.z[e] + ratio * s.direction[e]; });
    weight = next;
    ++report.iterations;
    report.residual = std::sqrt(std::max(weight, 0.0)) / size;
  }
  report.converged = report.residual <= tolerance;
}

}  // namespace hari::transport
