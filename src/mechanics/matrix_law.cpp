// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/matrix_law.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::mechanics {

void MatrixLaw::check() const {
  if (!(shear > 0) || !(bulk > 0))
    throw core::ModelError(
        fmt::format("matrix law: shear modulus {} kPa and bulk modulus {} kPa must be positive", shear, bulk));
  double sum = 0;
  for (std::size_t i = 0; i < n_branches; ++i) {
    if (!(share[i] >= 0) || !(time[i] > 0))
      throw core::ModelError(fmt::format("matrix law: branch {} has share {} and time {} s", i + 1, share[i], time[i]));
    sum += share[i];
  }
  if (!(sum < 1))
    throw core::ModelError(fmt::format("matrix law: the branches relax {} of the stress; allowed: below 1", sum));
  friction.check();
  if (!(gel.stiffening() >= 0))
    throw core::ModelError(
        fmt::format("matrix law: gel of fraction {} and shear modulus {} kPa", gel.fraction, gel.shear));
  if (form == MatrixForm::coupled && (friction.acts() || gel.stiffening() > 0))
    throw core::ModelError("matrix law: the coupled form has neither friction nor gel; take the split form");
}

std::size_t MatrixLaw::memory_size() const {
  return form == MatrixForm::split ? TransientNetwork::memory_size(*this) : StressConvolution::memory_size(*this);
}

void MatrixLaw::rest(std::span<double> memory) const {
  if (form == MatrixForm::split)
    TransientNetwork::rest(*this, memory);
  else
    std::fill(memory.begin(), memory.end(), 0.0);
}

MatrixStep::MatrixStep(const MatrixLaw& m, core::Seconds dt) : step_(TransientNetwork(m, dt)) {
  if (m.form == MatrixForm::coupled) step_ = StressConvolution(m, dt);
}

void MatrixStep::add(const math::Mat3& C, double p0, std::span<const double> memory, Wanted wanted,
                     Response& out) const {
  std::visit([&](const auto& step) { step.add(C, p0, memory, wanted, out); }, step_);
}

Energies MatrixStep::remember(const math::Mat3& C, double p0, std::span<double> memory) const {
  return std::visit([&](const auto& step) { return step.remember(C, p0, memory); }, step_);
}

}  // namespace hari::mechanics
