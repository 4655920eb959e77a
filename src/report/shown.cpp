// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/shown.hpp"

#include <algorithm>
#include <cmath>

#include "hari/core/time.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/report/estimate.hpp"

namespace hari::report {
namespace {

std::vector<double> frame_ages(const Arm& arm) {
  std::vector<double> ages = io::read_frame_ages(arm.blocks.front().folder);
  for (double& age : ages) age = core::in_years(core::Days{age});
  return ages;
}

/// Of the frames after the first.
std::size_t nearest(const std::vector<double>& ages, double age) {
  const auto off = [&](double a) { return std::abs(a - age); };
  return static_cast<std::size_t>(std::ranges::min_element(ages.begin() + 1, ages.end(), {}, off) - ages.begin());
}

}  // namespace

std::vector<Shown> shown_frames(const std::vector<Arm>& arms) {
  const double a_day = core::in_years(core::Days{1});  // frames further apart in age are not compared
  std::vector<std::vector<double>> ages;
  for (const Arm& arm : arms) ages.push_back(frame_ages(arm));
  std::vector<std::size_t> later;
  for (const auto& a : ages) later.push_back(a.empty() ? 0 : a.size() - 1);
  if (const auto telling = telling_age(arms); telling && ages[0].size() > 1) {
    const double there = ages[0][nearest(ages[0], *telling)];
    for (std::size_t i = 0; i < arms.size(); ++i) {
      if (ages[i].size() < 2) continue;
      const std::size_t frame = nearest(ages[i], there);
      if (std::abs(ages[i][frame] - there) < a_day) later[i] = frame;
    }
  }
  std::vector<Shown> shown;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    if (ages[i].empty()) continue;
    if (i == 0 && later[i] > 0) shown.push_back({i, 0, ages[i][0]});
    shown.push_back({i, later[i], ages[i][later[i]]});
  }
  return shown;
}

}  // namespace hari::report
