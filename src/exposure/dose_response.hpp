// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>

#include "hari/core/parameter.hpp"

namespace hari::exposure {

/// @brief What one dose of sunlight makes the epidermis do, relative to 2 MED; doses in MED.
struct DoseResponse {
  double oxidant_half, erythema_half, erythema_power;

  static DoseResponse from(const core::ParameterSet& p) {
    return {p.value("ultraviolet.oxidant_half", "MED"), p.value("ultraviolet.erythema_half", "MED"),
            p.value("ultraviolet.erythema_power", "1")};
  }
  double oxidant(double dose) const { return std::expm1(-dose / oxidant_half) / std::expm1(-unit / oxidant_half); }
  double inflammation(double dose) const { return hill(dose) / hill(unit); }

 private:
  static constexpr double unit = 2;  // MED: the definition of oxidant 1 and inflammation 1
  double hill(double dose) const {
    const double d = std::pow(dose, erythema_power);
    return d / (d + std::pow(erythema_half, erythema_power));
  }
};

/// @brief Days that differ: log-normal doses with a mean and a standard deviation relative to it.
class LogNormal {
 public:
  LogNormal(double mean, double spread) : mean_(mean), sigma_(std::sqrt(std::log1p(spread * spread))) {}

  /// Mean of a response over the doses, not the response to the mean dose.
  template <class Response>
  double mean(Response&& response) const {
    if (mean_ <= 0) return response(0.0);
    constexpr int steps = 40;  // of a fifth of a standard deviation, to four on both sides
    double sum = 0, weights = 0;
    for (int i = 0; i <= steps; ++i) {
      const double z = 0.2 * (i - steps / 2), weight = std::exp(-z * z / 2);
      sum += weight * response(mean_ * std::exp(sigma_ * (z - sigma_ / 2)));
      weights += weight;
    }
    return sum / weights;
  }

 private:
  double mean_, sigma_;
};

}  // namespace hari::exposure
