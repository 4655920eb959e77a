// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_fan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "hari/core/parallel.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Vec3;
using math::Vec6;

// Numerical resolution of the fan. Elevations above the plane of the skin: dermal fibres lie flat, so bins are fine there.
constexpr int n_azimuths = 6;
constexpr std::array<double, 4> sine_edge{0.1, 0.25, 0.5, 0.8};
constexpr int n_elevations = static_cast<int>(sine_edge.size()) + 1;
constexpr int n_bins = n_azimuths * n_elevations;
// Stretches of the curves.
constexpr double first_stretch = 0.5, stretch_step = 1.0 / 160;
constexpr std::size_t n_pieces = 200;
constexpr double slack_step = 1.0 / 400;  ///< well below the spread of slack within one bundle

Vec6 dyad(const Vec3& m) {
  Vec6 v;
  v << m.x() * m.x(), m.y() * m.y(), m.z() * m.z(), m.x() * m.y(), m.y() * m.z(), m.x() * m.z();
  return v;
}

// Mirror images of a direction. Shears change sign with them in one of four ways, which form a group: none, xy, y, x.
constexpr double sign_x[4] = {1, -1, 1, -1}, sign_y[4] = {1, 1, -1, -1};
constexpr int parity[6] = {0, 0, 0, 1, 2, 3};  ///< of xx yy zz xy yz zx: sign is 1, sx sy, sy, sx

Vec3 present_direction(const fibre::Network& network, std::uint32_t s, double growth) {
  Vec3 d = fibre::segment(network, s);
  d.z() *= growth;
  return d;
}

int bin_of(const Vec3& m) {
  int elevation = 0;
  while (elevation < n_elevations - 1 && m.z() >= sine_edge[static_cast<std::size_t>(elevation)]) ++elevation;
  const double turn = std::atan2(m.y(), m.x()) / (0.5 * std::numbers::pi);
  const int azimuth = std::min(n_azimuths - 1, static_cast<int>(turn * n_azimuths));
  return elevation * n_azimuths + azimuth;
}

/// How much load-bearing volume becomes taut at which slack, one histogram for each material.
struct SlackHistogram {
  double lowest = 0;
  std::vector<double> volume[2];  ///< collagen, elastic [mm3]

  void add(bool elastic, double slack, double v) {
    auto& h = volume[elastic ? 1 : 0];
    const double x = (slack - lowest) / slack_step;
    const auto i = static_cast<std::size_t>(x);
    if (h.size() < i + 2) h.resize(i + 2, 0.0);
    h[i] += v * (1 - (x - double(i)));  // shared between neighbours, so that the mean is kept
    h[i + 1] += v * (x - double(i));
  }
};

struct Bin {
  double volume = 0;
  Vec3 square = Vec3::Zero();
  SlackHistogram slack;
};

}  // namespace

class FanBuilder {
 public:
  static FibreFan build(const std::vector<Bin>& bins, std::size_t first, double layer_volume, const FibreLaw& law) {
    std::vector<const Bin*> used;
    FibreFan fan;
    for (std::size_t b = first; b < first + n_bins; ++b)
      if (bins[b].volume > 0) {
        used.push_back(&bins[b]);
        fan.direction_.push_back((bins[b].square / bins[b].volume).cwiseSqrt());
      }
    fan.piece_.resize(used.size() * n_pieces);
    fan.energy_.resize(used.size() * n_pieces);
    core::for_each_index(
        used.size(), [&](std::size_t d) { fill(fan, d, used[d]->slack, layer_volume, law); }, 1);
    return fan;
  }

 private:
  static void fill(FibreFan& fan, std::size_t d, const SlackHistogram& h, double layer_volume, const FibreLaw& law) {
    std::array<double, n_pieces + 1> stress{}, slope{};
    for (int kind = 0; kind < 2; ++kind) {
      const double modulus = kind == 1 ? law.elastin_modulus : law.collagen_modulus;
      const double spread = kind == 1 ? law.elastic_spread : law.collagen_spread;
      for (std::size_t i = 0; i < h.volume[kind].size(); ++i) {
        const double density = h.volume[kind][i] / layer_volume * modulus;
        if (density == 0) continue;
        const double slack = h.lowest + double(i) * slack_step;
        for (std::size_t n = 0; n <= n_pieces; ++n) {
          const fibre::Recruited r = fibre::recruit(first_stretch + double(n) * stretch_step, slack, spread);
          stress[n] += density * r.strain;
          slope[n] += density * r.stiffness;
        }
      }
    }
    double energy = 0;
    for (std::size_t n = 0; n < n_pieces; ++n) {
      const double rise = stress[n + 1] - stress[n], m0 = stretch_step * slope[n], m1 = stretch_step * slope[n + 1];
      const FibreFan::Piece p{stress[n], m0, 3 * rise - 2 * m0 - m1, m0 + m1 - 2 * rise};
      fan.piece_[d * n_pieces + n] = p;
      fan.energy_[d * n_pieces + n] = energy;
      energy += stretch_step * (p.p0 + p.p1 / 2 + p.p2 / 3 + p.p3 / 4);
    }
  }
};

template <Wanted wanted>
FibreFan::Looked FibreFan::look_up(std::size_t d, double stretch) const {
  const double x = (stretch - first_stretch) / stretch_step;
  const double last = double(n_pieces);
  const double inside = std::clamp(x, 0.0, last);
  const auto n = std::min(n_pieces - 1, static_cast<std::size_t>(inside));
  const double t = inside - double(n), beyond = (x - inside) * stretch_step;
  const Piece& p = piece_[d * n_pieces + n];
  const double stress = p.p0 + t * (p.p1 + t * (p.p2 + t * p.p3));
  const double slope = (p.p1 + t * (2 * p.p2 + 3 * t * p.p3)) / stretch_step;
  const double energy =
      energy_[d * n_pieces + n] + stretch_step * t * (p.p0 + t * (p.p1 / 2 + t * (p.p2 / 3 + t * p.p3 / 4)));
  // The curve goes on straight at both ends; inside, `beyond` is zero.
  return {stress + slope * beyond, slope, energy + beyond * (stress + slope * beyond / 2)};
}

fibre::Recruited FibreFan::curve(std::size_t d, double stretch) const {
  const Looked l = look_up<Wanted::tangent>(d, stretch);
  return {l.energy, l.stress, l.slope};
}

template <Wanted wanted>
void FibreFan::add_images(const Mat3& C, Response& out) const {
  Vec6 stress = Vec6::Zero();
  double diagonal[6]{}, mixed[15]{};
  for (std::size_t d = 0; d < direction_.size(); ++d) {
    const Vec6 M = dyad(direction_[d]);
    const double base = C(0, 0) * M[0] + C(1, 1) * M[1] + C(2, 2) * M[2];
    const double xy = 2 * C(0, 1) * M[3], yz = 2 * C(1, 2) * M[4], xz = 2 * C(0, 2) * M[5];
    double s[4]{}, k[4]{};  // sums over the images, signed by parity
    for (int i = 0; i < 4; ++i) {
      const double sx = sign_x[i], sy = sign_y[i];
      const double stretch = std::sqrt(base + sx * sy * xy + sy * yz + sx * xz);
      const Looked l = look_up<wanted>(d, stretch);
      out.energy += 0.25 * l.energy;
      const double si = 0.25 * l.stress / stretch;
      s[0] += si, s[1] += sx * sy * si, s[2] += sy * si, s[3] += sx * si;
      if constexpr (wanted == Wanted::tangent) {
        const double ki = (0.25 * l.slope - si) / (stretch * stretch);
        k[0] += ki, k[1] += sx * sy * ki, k[2] += sy * ki, k[3] += sx * ki;
      }
    }
    for (int p = 0; p < 6; ++p) stress[p] += s[parity[p]] * M[p];
    if constexpr (wanted == Wanted::tangent) {
      int at = 0;
      for (int p = 0; p < 6; ++p) {
        diagonal[p] += k[0] * M[p] * M[p];
        for (int q = 0; q < p; ++q) mixed[at++] += k[parity[p] ^ parity[q]] * M[p] * M[q];
      }
    }
  }
  out.stress += stress;
  if constexpr (wanted == Wanted::tangent) {
    int at = 0;
    for (int p = 0; p < 6; ++p) {
      out.tangent(p, p) += diagonal[p];
      for (int q = 0; q < p; ++q) {
        out.tangent(p, q) += mixed[at];
        out.tangent(q, p) += mixed[at++];
      }
    }
  }
}

void FibreFan::add(const Mat3& C, Wanted wanted, Response& out) const {
  if (wanted == Wanted::tangent)
    add_images<Wanted::tangent>(C, out);
  else
    add_images<Wanted::stress>(C, out);
}

std::array<FibreFan, mesh::n_layers> fibre_fans(const fibre::Network& network, const mesh::Grid& grid,
                                                const std::array<double, mesh::n_layers>& growth, const FibreLaw& law) {
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t f = 0; f < network.n_fibres(); ++f)
    if (network.alive[f]) lowest = std::min(lowest, network.slack[f]);
  std::vector<Bin> bins(mesh::n_layers * n_bins);
  for (Bin& b : bins) b.slack.lowest = lowest;
  for (std::size_t f = 0; f < network.n_fibres(); ++f) {
    if (!network.alive[f]) continue;
    const double volume = law.carrying_volume(network, f);
    if (!(volume > 0)) continue;
    const bool elastic = network.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
    for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s) {
      if (network.host[s] < 0) continue;
      const auto layer = static_cast<std::size_t>(grid.layer(network.host[s]));
      const double share = volume * fibre::segment(network, s).norm() / network.length[f];
      const Vec3 m = present_direction(network, s, growth[layer]).normalized().cwiseAbs();
      Bin& bin = bins[layer * n_bins + static_cast<std::size_t>(bin_of(m))];
      bin.volume += share;
      bin.square += share * m.cwiseAbs2();
      bin.slack.add(elastic, network.slack[f], share);
    }
  }
  std::array<FibreFan, mesh::n_layers> fans;
  for (mesh::Layer l : mesh::all_layers) {
    const auto i = static_cast<std::size_t>(l);
    if (grid.has(l))
      fans[i] = FanBuilder::build(bins, i * n_bins, grid.area() * grid.slab(l).thickness() * growth[i], law);
  }
  return fans;
}

Response sum_fibres(const fibre::Network& network, const mesh::Grid& grid, mesh::Layer layer, double growth,
                    const FibreLaw& law, const Mat3& C) {
  Response out;
  const double layer_volume = grid.area() * grid.slab(layer).thickness() * growth;
  for (std::size_t f = 0; f < network.n_fibres(); ++f) {
    if (!network.alive[f]) continue;
    const double volume = law.carrying_volume(network, f);
    for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s) {
      if (network.host[s] < 0 || grid.layer(network.host[s]) != layer) continue;
      const double share = volume * fibre::segment(network, s).norm() / network.length[f] / layer_volume;
      const Vec3 m = present_direction(network, s, growth).normalized();
      for (int i = 0; i < 4; ++i) {
        const Vec3 image(sign_x[i] * m.x(), sign_y[i] * m.y(), m.z());
        const double stretch = std::sqrt(image.dot(C * image));
        const fibre::Recruited r = law.respond(network, f, stretch);
        const Vec6 M = dyad(image);
        const double stress = 0.25 * share * r.strain / stretch;
        out.energy += 0.25 * share * r.energy;
        out.stress += stress * M;
        out.tangent += (0.25 * share * r.stiffness - stress) / (stretch * stretch) * M * M.transpose();
      }
    }
  }
  return out;
}

}  // namespace hari::mechanics
