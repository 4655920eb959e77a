// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "walk.hpp"

#include <algorithm>
#include <cmath>

#include "hari/core/draw.hpp"

namespace hari::cells {

Walk::Walk(const tissue::Tissue& t, const CellLaw& law, core::Days dt)
    : moment_(static_cast<std::uint64_t>(std::llround(t.age.count() * 1024))),
      dt_(dt.count()),
      motility_(law.motility),
      across_(std::sqrt(law.motility_across)) {
  for (mesh::Layer l : mesh::all_layers) {
    if (!t.grid.has(l)) continue;
    const mesh::Slab slab = t.grid.slab(l);
    room_[static_cast<std::size_t>(l)] = {{t.grid.x().front(), t.grid.y().front(), slab.bottom},
                                          {t.grid.x().back(), t.grid.y().back(), slab.top}};
  }
  // Covariances of velocity and place at the end of the step, per unit of D and per axis; for short steps the last is a
  // small difference of large terms and may come out as minus round-off.
  const double tau = law.persistence, lost = -std::expm1(-dt_ / tau);
  const double vv = lost * (2 - lost) / tau, xv = lost * lost;
  const double xx = 2 * dt_ - tau * lost * (2 + lost);
  keep_ = 1 - lost;
  shift_ = tau * lost;
  velocity_ = std::sqrt(vv);
  along_with_ = xv / velocity_;
  alone_ = std::sqrt(std::max(0.0, xx - along_with_ * along_with_));
}

void Walk::move(tissue::Tissue& t, std::size_t i, double motility, const std::array<double, 3>& lure) const {
  const double diffusivity = motility_ * motility;
  tissue::CellPopulation& c = t.cells;
  core::Draw draw(t.seed, core::Purpose::migration, c.id[i], moment_);
  const auto [n0, n1] = draw.normal_pair();
  const auto [n2, m0] = draw.normal_pair();
  const auto [m1, m2] = draw.normal_pair();
  const std::array<double, 3> n{n0, n1, n2}, m{m0, m1, m2};
  const double* axis = &c.axis[3 * i];
  double n_along = 0, m_along = 0, lure_along = 0;
  for (std::size_t a = 0; a < 3; ++a) {
    n_along += n[a] * axis[a];
    m_along += m[a] * axis[a];
    lure_along += lure[a] * axis[a];
  }
  const double root = std::sqrt(diffusivity), extra = 1 - across_, across = across_ * across_;
  const Room& room = room_[static_cast<std::size_t>(t.grid.layer(c.element[i]))];
  for (std::size_t a = 0; a < 3; ++a) {
    const double with = root * (across_ * n[a] + extra * n_along * axis[a]);
    const double alone = root * (across_ * m[a] + extra * m_along * axis[a]);
    const double drawn = diffusivity * (across * lure[a] + (1 - across) * lure_along * axis[a]);
    double v = c.velocity[3 * i + a];
    double& p = c.position[3 * i + a];
    p += shift_ * v + along_with_ * with + alone_ * alone + drawn * dt_;
    v = keep_ * v + velocity_ * with;
    p = mesh::reflect(p, room.low[a], room.high[a], v);
    c.velocity[3 * i + a] = static_cast<float>(v);
  }
  c.element[i] = t.grid.locate(c.position[3 * i], c.position[3 * i + 1], c.position[3 * i + 2]);
}

}  // namespace hari::cells
