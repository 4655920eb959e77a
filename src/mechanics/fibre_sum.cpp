// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_sum.hpp"

#include <algorithm>
#include <cmath>

namespace hari::mechanics {
namespace {

math::Vec6 dyad(const math::Vec3& m) {
  return (math::Vec6() << m.x() * m.x(), m.y() * m.y(), m.z() * m.z(), m.x() * m.y(), m.y() * m.z(), m.x() * m.z())
      .finished();
}

}  // namespace

FibreSum::FibreSum(const fibre::Network& network, const mesh::Grid& grid, mesh::Layer layer, double growth,
                   const FibreLaw& law)
    : network_(&network), law_(&law) {
  // Middles of equal parts of the triangle of slacks.
  for (std::size_t i = 0; i < n_fibrils; ++i) {
    const double part = (double(i) + 0.5) / n_fibrils;
    slack_[i] = law.collagen_spread * (part < 0.5 ? std::sqrt(2 * part) - 1 : 1 - std::sqrt(2 * (1 - part)));
  }
  const double layer_volume = grid.area() * grid.slab(layer).thickness() * growth;
  for (std::size_t f = 0; f < network.n_fibres(); ++f) {
    if (!network.alive[f]) continue;
    const double volume = law.carrying_volume(network, f);
    for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s) {
      if (network.host[s] < 0 || grid.layer(network.host[s]) != layer) continue;
      math::Vec3 m = fibre::segment(network, s);
      const double share = volume * m.norm() / network.length[f] / layer_volume;
      m.z() *= growth;
      m.normalize();
      for (double x : {1, -1})
        for (double y : {1, -1}) strand_.push_back({{x * m.x(), y * m.y(), m.z()}, f, share / 4});
    }
  }
}

bool FibreSum::slips(std::size_t f) const {
  return law_->slip.acts() && network_->kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic);
}

double FibreSum::onset(std::size_t f) const {
  return law_->slip.onset * law_->slip.gain(*network_, f);
}

double FibreSum::goal(std::size_t f, double slack, double stretch) const {
  const double limit = law_->slip.limit, from = slack + onset(f);
  return std::min(stretch - from, limit) - std::max(0.0, std::min(1 - from, limit));
}

double FibreSum::pace(std::size_t f, core::Seconds dt) const {
  return SlipLaw::pace(dt, law_->slip.time * law_->slip.gain(*network_, f));
}

Response FibreSum::respond(const math::Mat3& C, core::Seconds dt) const {
  Response out;
  for (const Strand& s : strand_) {
    const double stretch = std::sqrt(s.direction.dot(C * s.direction));
    double force = 0, stiffness = 0;  // nominal
    if (slips(s.fibre)) {
      const double free = 1 - law_->slip.hold(*network_, s.fibre, law_->shear_lag);
      const double w = pace(s.fibre, dt), each = law_->collagen_modulus / network_->slack[s.fibre] / n_fibrils;
      for (std::size_t i = 0; i < n_fibrils; ++i) {
        const double slack = network_->slack[s.fibre] + slack_[i], strain = stretch - slack - free * s.slid[i];
        const double excess = goal(s.fibre, slack, stretch) - s.slid[i];
        if (!(strain > 0)) continue;
        const bool caught = stretch - slack - onset(s.fibre) > law_->slip.limit;
        force += each * (strain - free * w * std::max(0.0, excess));
        stiffness += each * (1 - (excess > 0 && !caught ? free * w : 0));
      }
    } else {
      const fibre::Recruited r = law_->respond(*network_, s.fibre, stretch);
      force = r.strain;
      stiffness = r.stiffness;
    }
    const math::Vec6 M = dyad(s.direction);
    const double stress = force / stretch;
    out.stress += s.share * stress * M;
    out.tangent += s.share * (stiffness - stress) / (stretch * stretch) * M * M.transpose();
  }
  return out;
}

void FibreSum::remember(const math::Mat3& C, core::Seconds dt) {
  for (Strand& s : strand_) {
    if (!slips(s.fibre)) continue;
    const double stretch = std::sqrt(s.direction.dot(C * s.direction)), w = pace(s.fibre, dt);
    for (std::size_t i = 0; i < n_fibrils; ++i)
      s.slid[i] += w * std::max(0.0, goal(s.fibre, network_->slack[s.fibre] + slack_[i], stretch) - s.slid[i]);
  }
}

}  // namespace hari::mechanics
