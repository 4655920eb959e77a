// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/band.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "hari/core/error.hpp"
#include "hari/report/estimate.hpp"

namespace hari::report {
namespace {

/// Which finding of data/report belongs to which column of the series.
struct Link {
  const char *column, *band;
  bool relative;    ///< to the reading at 25
  bool of_suction;  ///< holds for one protocol only
};
constexpr std::array<Link, 9> links{{{"R0_mm", "R0", false, true},
                                     {"R2", "R2", false, true},
                                     {"R5", "R5", false, true},
                                     {"R6", "R6", false, true},
                                     {"R7", "R7", false, true},
                                     {"thickness_mm", "thickness", true, false},
                                     {"collagen_mg_per_cm2", "collagen", true, false},
                                     {"intact_fraction", "intact", true, false},
                                     {"spread", "spread", true, false}}};

constexpr std::array<int, 3> band_ages{25, 50, 75};

bool as_studied(const Protocol& p) {
  constexpr double aperture_mm = 2, suction_kpa = 45, tolerance = 1e-6;
  return std::abs(p.aperture_mm - aperture_mm) < tolerance && std::abs(p.suction_kpa - suction_kpa) < tolerance;
}

}  // namespace

std::vector<BandPoint> band_for(const Arm& arm, const std::string& column, const core::ParameterSet& library) {
  for (const Link& link : links) {
    if (column != link.column) continue;
    if (link.of_suction && !as_studied(arm.protocol)) return {};
    double scale = 1;
    if (link.relative) {
      const auto young = mean_at(arm, column, band_ages.front());
      if (!young) return {};
      scale = young->mean;
    }
    std::string name = link.band;
    if (name == "collagen") name += arm.sex == "male" ? "_male" : "_female";
    std::vector<BandPoint> band;
    for (const int age : band_ages) {
      const core::Parameter* p = library.find(fmt::format("band.{}.age_{}", name, age));
      if (!p) throw core::ModelError(fmt::format("data/report lacks \"band.{}.age_{}\"", name, age));
      band.push_back({static_cast<double>(age), scale * p->low, scale * p->value, scale * p->high});
    }
    return band;
  }
  return {};
}

BandPoint band_at(const std::vector<BandPoint>& band, double age) {
  for (std::size_t i = 1; i < band.size(); ++i) {
    const BandPoint &a = band[i - 1], &b = band[i];
    if (age < a.age || age > b.age) continue;
    const double t = (age - a.age) / (b.age - a.age);
    return {age, std::lerp(a.low, b.low, t), std::lerp(a.value, b.value, t), std::lerp(a.high, b.high, t)};
  }
  throw core::ModelError(fmt::format("no study speaks of the age of {:g} years", age));
}

}  // namespace hari::report
