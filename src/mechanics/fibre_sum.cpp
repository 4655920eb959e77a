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

FibreSum::Goal FibreSum::goal(std::size_t f, double stretch) const {
  const double onset = law_->slip.onset * law_->slip.gain(*network_, f);
  const fibre::Recruited r = law_->respond(*network_, f, stretch - onset);
  const double stress = r.strain / stretch;
  return {stress, (r.stiffness - stress) / (stretch * stretch)};
}

double FibreSum::reach(std::size_t f, core::Seconds dt) const {
  return SlipLaw::reach(dt, law_->slip.time * law_->slip.gain(*network_, f));
}

Response FibreSum::respond(const math::Mat3& C, core::Seconds dt) const {
  Response out;
  for (const Strand& s : strand_) {
    const double stretch = std::sqrt(s.direction.dot(C * s.direction));
    const fibre::Recruited r = law_->respond(*network_, s.fibre, stretch);
    double stress = r.strain / stretch, slope = (r.stiffness - stress) / (stretch * stretch);
    out.energy += s.share * r.energy;
    if (slips(s.fibre)) {
      const Goal g = goal(s.fibre, stretch);
      const double w = reach(s.fibre, dt);
      const double relaxed = s.relaxed + w * std::max(0.0, g.stress - s.relaxed);
      slope = stress > relaxed ? slope - (g.stress > s.relaxed ? w * g.slope : 0) : 0;
      stress = std::max(0.0, stress - relaxed);
    }
    const math::Vec6 M = dyad(s.direction);
    out.stress += s.share * stress * M;
    out.tangent += s.share * slope * M * M.transpose();
  }
  return out;
}

void FibreSum::remember(const math::Mat3& C, core::Seconds dt) {
  for (Strand& s : strand_) {
    if (!slips(s.fibre)) continue;
    const Goal g = goal(s.fibre, std::sqrt(s.direction.dot(C * s.direction)));
    s.relaxed += reach(s.fibre, dt) * std::max(0.0, g.stress - s.relaxed);
  }
}

}  // namespace hari::mechanics
