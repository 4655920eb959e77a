// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/anatomy/family.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/anatomy/stratified.hpp"
#include "hari/core/error.hpp"

namespace hari::anatomy {
namespace {

// Variance that is left for the fibres' mean directions once their waviness is taken off.
double mean_direction_sd(double total_variance, double waviness) {
  return std::sqrt(total_variance - waviness * waviness);
}

double azimuth_variance(double alignment) {
  return -0.5 * std::log(alignment);
}

void check(const Family& f, const FamilyTraits& t) {
  if (f.lie == Lie::isotropic) return;
  if (t.waviness > t.tilt)
    throw core::ModelError(fmt::format("anatomy.{}: a waviness of {} rad is more than the whole tilt of {} rad", f.name,
                                       t.waviness, t.tilt));
  if (f.lie == Lie::in_plane && t.alignment > 0 && azimuth_variance(t.alignment) < t.waviness * t.waviness)
    throw core::ModelError(fmt::format("anatomy.{}: fibres with a waviness of {} rad cannot reach an alignment of {}",
                                       f.name, t.waviness, t.alignment));
}

}  // namespace

FamilyTraits traits(const Family& f, const core::ParameterSet& p) {
  const auto read = [&](std::string_view trait, std::string_view unit) {
    return p.value(fmt::format("anatomy.{}.{}", f.name, trait), unit);
  };
  const bool elastic = f.kind == fibre::Kind::elastic;
  FamilyTraits t{.share = read("share", "1"),
                 .density = read("density", "ug/mm3"),
                 .packing = p.value(elastic ? "elastin.packing" : "collagen.packing", "ug/mm3"),
                 .diameter = read("diameter", "mm"),
                 .diameter_spread = read("diameter_spread", "1"),
                 .length = read("length", "mm"),
                 .waviness = read("waviness", "radian"),
                 .persistence = read("persistence", "mm"),
                 .alignment = f.lie == Lie::in_plane ? read("alignment", "1") : 0.0,
                 .tilt = f.lie == Lie::isotropic ? 0.0 : read("tilt", "radian"),
                 .slack_mean = read("slack_mean", "1"),
                 .slack_sd = read("slack_sd", "1"),
                 .slack_floor = read("slack_floor", "1"),
                 .type_three = elastic ? 0.0 : read("type_three", "1")};
  check(f, t);
  return t;
}

FamilyTraits at_site(const Family& f, FamilyTraits t, const Site& site) {
  constexpr double most = 0.99;  // 1 leaves no dispersion to share out
  t.alignment = std::min(most, t.alignment * site.alignment);
  check(f, t);
  return t;
}

math::Vec3 direction(const Family& f, const FamilyTraits& t, double u, double v) {
  if (f.lie == Lie::isotropic) {
    const double z = 2 * v - 1, r = std::sqrt(1 - z * z), azimuth = 2 * std::numbers::pi * u;
    return {r * std::cos(azimuth), r * std::sin(azimuth), z};
  }
  const double tilt_sd = mean_direction_sd(t.tilt * t.tilt, t.waviness);
  if (f.lie == Lie::vertical)
    return math::Vec3(std::tan(tilt_sd * normal_quantile(u)), std::tan(tilt_sd * normal_quantile(v)), 1).normalized();
  const double azimuth = t.alignment > 0
                             ? mean_direction_sd(azimuth_variance(t.alignment), t.waviness) * normal_quantile(u)
                             : 2 * std::numbers::pi * u;
  const double elevation = tilt_sd * normal_quantile(v);
  return {std::cos(elevation) * std::cos(azimuth), std::cos(elevation) * std::sin(azimuth), std::sin(elevation)};
}

double native_slack(const FamilyTraits& t, double u) {
  const double below = normal_probability((t.slack_floor - t.slack_mean) / t.slack_sd);
  constexpr double least_share = 1e-6;
  if (!(1 - below > least_share))
    throw core::ModelError(
        fmt::format("slack_floor {} of a fibre family lies so far above its slack_mean {} that no fibre is left; lower "
                    "the floor or "
                    "raise the mean or the slack_sd {}",
                    t.slack_floor, t.slack_mean, t.slack_sd));
  return t.slack_mean + t.slack_sd * normal_quantile(below + u * (1 - below));
}

double native_slack(const FamilyTraits& t, double u, const math::Vec3& d, const Site& site) {
  const double a = site.stretch_along, b = site.stretch_across;
  const double stretch = math::Vec3(a * d.x(), b * d.y(), d.z() / (a * b)).norm();
  return std::max(t.slack_floor, native_slack(t, u) / stretch);
}

}  // namespace hari::anatomy
