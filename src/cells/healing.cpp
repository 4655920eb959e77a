// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/healing.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <bit>
#include <unsupported/Eigen/MatrixFunctions>

#include "births.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::cells {
namespace {

using tissue::Substance;
using tissue::Tissue;

/// What stages at the beginning of a step make of those at its end, and of their means over it.
struct Passage {
  Eigen::Matrix3d end, mean;
};

Passage passage(const HealingLaw& law, double dt) {
  Eigen::Matrix3d rate = Eigen::Matrix3d::Zero();
  rate.diagonal() << -1 / law.alarm_time, -1 / law.clearing_time, -1 / law.building_time;
  rate(1, 0) = 1 / law.alarm_time;
  rate(2, 1) = 1 / law.clearing_time;
  // The exponential of [A t, t; 0, 0] holds exp(A t) and its integral over t (Van Loan 1978).
  Eigen::Matrix<double, 6, 6> both = Eigen::Matrix<double, 6, 6>::Zero();
  both.topLeftCorner<3, 3>() = rate * dt;
  both.topRightCorner<3, 3>() = Eigen::Matrix3d::Identity();
  const Eigen::Matrix<double, 6, 6> e = both.exp();
  return {e.topLeftCorner<3, 3>(), e.topRightCorner<3, 3>()};
}

bool sound(const tissue::Fields& f) {
  const auto none = [](const std::vector<double>& v) {
    return std::ranges::all_of(v, [](double x) { return x <= 0; });
  };
  return none(f.alarmed) && none(f.clearing) && none(f.building);
}

void enter(Tissue& t, std::span<const double> share, std::vector<double> tissue::Fields::*stage) {
  core::expect(share.size() == t.grid.n_elements(), "one share per element");
  tissue::Fields& f = t.fields;
  for (std::size_t e = 0; e < share.size(); ++e) {
    core::expect(share[e] >= 0 && share[e] <= 1, "a share of tissue lies between 0 and 1");
    (f.*stage)[e] += share[e] * std::max(0.0, 1 - f.alarmed[e] - f.clearing[e] - f.building[e]);
  }
}

}  // namespace

HealingLaw HealingLaw::from(const core::ParameterSet& p) {
  return {.alarm_time = p.value("healing.alarm_time", "day"),
          .clearing_time = p.value("healing.clearing_time", "day"),
          .building_time = p.value("healing.building_time", "day"),
          .inflammation = p.value("healing.inflammation", "1/day"),
          .open_inflammation = p.value("healing.open_inflammation", "1/day"),
          .collagenase = p.value("healing.collagenase", "1/day"),
          .gelatinase = p.value("healing.gelatinase", "1/day"),
          .clearing_tgf_beta = p.value("healing.clearing_tgf_beta", "1/day"),
          .building_tgf_beta = p.value("healing.building_tgf_beta", "1/day")};
}

void alarm(Tissue& t, std::span<const double> share) {
  // A fresh injury sets tissue that was clearing or building back to the beginning.
  tissue::Fields& f = t.fields;
  for (std::size_t e = 0; e < share.size(); ++e) {
    const double back = share[e] * (f.clearing[e] + f.building[e]);
    f.clearing[e] *= 1 - share[e];
    f.building[e] *= 1 - share[e];
    f.alarmed[e] += back;
  }
  enter(t, share, &tissue::Fields::alarmed);
}

void stir(Tissue& t, std::span<const double> share) {
  enter(t, share, &tissue::Fields::building);
}

void heal(Tissue& t, const HealingLaw& law, core::Days dt) {
  tissue::Fields& f = t.fields;
  if (const double open = t.barrier.mean_open(t.age, t.age + dt); open > 0) {
    std::vector<double>& cytokines = f.source[index(Substance::inflammation)];
    for (std::size_t e = 0; e < cytokines.size(); ++e)
      if (t.grid.layer(static_cast<mesh::ElementIndex>(e)) == mesh::Layer::epidermis)
        cytokines[e] += law.open_inflammation * open;
  }
  t.barrier.tidy(t.age + dt);
  if (sound(f)) return;
  const Passage p = passage(law, dt.count());
  const auto source = [&](Substance s) -> std::vector<double>& { return f.source[index(s)]; };
  core::for_each_index(t.grid.n_elements(), [&](std::size_t e) {
    const Eigen::Vector3d now(f.alarmed[e], f.clearing[e], f.building[e]);
    if (now.maxCoeff() <= 0) return;
    const Eigen::Vector3d mean = p.mean * now, end = p.end * now;
    source(Substance::inflammation)[e] += law.inflammation * mean[0];
    source(Substance::collagenase)[e] += law.collagenase * mean[1];
    source(Substance::gelatinase)[e] += law.gelatinase * mean[1];
    source(Substance::tgf_beta)[e] += law.clearing_tgf_beta * mean[1] + law.building_tgf_beta * mean[2];
    f.alarmed[e] = end[0];
    f.clearing[e] = end[1];
    f.building[e] = end[2];
  });
}

std::size_t kill(Tissue& t, std::span<const double> share, std::uint64_t occasion) {
  tissue::CellPopulation& c = t.cells;
  std::vector<std::uint8_t> dead(c.size());
  // Drawn by the moment, not by the cell's own count of events: a survivor lives on as its untreated twin does.
  const std::uint64_t moment = std::bit_cast<std::uint64_t>(t.age.count()) + occasion;
  core::for_each_index(c.size(), [&](std::size_t i) {
    const double hazard = share[static_cast<std::size_t>(c.element[i])];
    if (hazard <= 0) return;
    dead[i] = core::Draw(t.seed, core::Purpose::injury, c.id[i], moment).uniform() < hazard;
  });
  const auto n = static_cast<std::size_t>(std::ranges::count(dead, std::uint8_t{1}));
  if (n > 0) close_rows(c, dead);
  return n;
}

double redness(const Tissue& t) {
  double sum = 0, depth = 0;
  for (mesh::Layer l : {mesh::Layer::epidermis, mesh::Layer::papillary}) {
    if (!t.grid.has(l)) continue;
    const double thickness = t.grid.slab(l).thickness();
    sum += thickness * tissue::layer_mean(t, l, t.fields[Substance::inflammation]);
    depth += thickness * tissue::layer_growth(t, l);
  }
  return depth > 0 ? sum / depth : 0.0;
}

double roughness(const Tissue& t) {
  return 1 - (1 - t.barrier.open(t.age)) * (1 - t.barrier.dressed(t.age));
}

}  // namespace hari::cells
