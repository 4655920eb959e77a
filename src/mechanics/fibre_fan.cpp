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
using math::Mat6;
using math::Vec3;
using math::Vec6;

// Numerical resolution of the fan: bands of elevation above the plane of the skin, each divided in azimuth. Dermal
// fibres lie flat, so bands are narrow there; steep ones hardly have an azimuth.
constexpr std::array<double, 4> sine_edge{0.08, 0.17, 0.28, 0.5};
constexpr std::array<int, 5> azimuths{9, 9, 9, 9, 4};
constexpr std::array<int, 5> first_bin{0, 9, 18, 27, 36};
constexpr std::size_t n_bins = 40;
// Stretches of the curves.
constexpr double first_stretch = 0.5, stretch_step = 1.0 / 160;
constexpr std::size_t n_pieces = 200;
constexpr double slack_step = 1.0 / 400;  ///< well below the spread of slack within one bundle

Vec6 dyad(const Vec3& m) {
  Vec6 v;
  v << m.x() * m.x(), m.y() * m.y(), m.z() * m.z(), m.x() * m.y(), m.y() * m.z(), m.x() * m.z();
  return v;
}

// Mirror images of a direction in x and y.
constexpr double sign_x[4] = {1, -1, 1, -1}, sign_y[4] = {1, 1, -1, -1};

Vec3 present_direction(const fibre::Network& network, std::uint32_t s, double growth) {
  Vec3 d = fibre::segment(network, s);
  d.z() *= growth;
  return d;
}

std::size_t bin_of(const Vec3& m) {
  std::size_t band = 0;
  while (band < sine_edge.size() && m.z() >= sine_edge[band]) ++band;
  const double turn = std::atan2(m.y(), m.x()) / (0.5 * std::numbers::pi);
  const int azimuth = std::min(azimuths[band] - 1, static_cast<int>(turn * azimuths[band]));
  return static_cast<std::size_t>(first_bin[band] + azimuth);
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
    fan.piece_.resize(used.size() * n_pieces * 4);
    fan.energy_.resize(used.size() * n_pieces);
    core::for_each_index(
        used.size(), [&](std::size_t d) { fill(fan, d, used[d]->slack, layer_volume, law); }, 1);
    fan.prepare();
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
      const double p[4] = {stress[n], m0, 3 * rise - 2 * m0 - m1, m0 + m1 - 2 * rise};
      std::copy(p, p + 4, fan.piece_.begin() + static_cast<std::ptrdiff_t>(4 * (d * n_pieces + n)));
      fan.energy_[d * n_pieces + n] = energy;
      energy += stretch_step * (p[0] + p[1] / 2 + p[2] / 3 + p[3] / 4);
    }
  }
};

namespace {

struct Looked {
  double stress, slope, energy;
};

/// One curve at one stretch: cubic inside, straight on from both ends, where `beyond` is not zero.
template <Wanted wanted>
inline Looked look_up(const double* piece, const double* energy, double stretch) {
  const double x = (stretch - first_stretch) * (1 / stretch_step);
  const double low = x > 0 ? x : 0, inside = low < double(n_pieces) ? low : double(n_pieces);
  const double start = inside < double(n_pieces - 1) ? inside : double(n_pieces - 1);
  const int n = static_cast<int>(start);
  const double t = inside - n, beyond = (x - inside) * stretch_step;
  const double* p = piece + 4 * n;
  const double slope = (p[1] + t * (2 * p[2] + 3 * t * p[3])) * (1 / stretch_step);
  const double stress = p[0] + t * (p[1] + t * (p[2] + t * p[3]));
  double stored = 0;
  if constexpr (wanted == Wanted::energy)
    stored = energy[n] + stretch_step * t * (p[0] + t * (p[1] / 2 + t * (p[2] / 3 + t * p[3] / 4))) +
             beyond * (stress + slope * beyond / 2);
  return {stress + slope * beyond, slope, stored};
}

}  // namespace

fibre::Recruited FibreFan::curve(std::size_t d, double stretch) const {
  const Looked l = look_up<Wanted::energy>(&piece_[4 * d * n_pieces], &energy_[d * n_pieces], stretch);
  return {l.energy, l.stress, l.slope};
}

void FibreFan::prepare() {
  const auto n = static_cast<Eigen::Index>(direction_.size());
  squares_.resize(n, 3);
  products_.resize(n, 3);
  fourths_.resize(n, 6);
  mixed_.resize(n, 9);
  for (Eigen::Index d = 0; d < n; ++d) {
    const Vec6 M = dyad(direction_[static_cast<std::size_t>(d)]);
    squares_.row(d) = M.head<3>();
    products_.row(d) = M.tail<3>();
    fourths_.row(d) << M[0] * M[0], M[1] * M[1], M[2] * M[2], M[0] * M[1], M[1] * M[2], M[2] * M[0];
    for (int p = 0; p < 3; ++p) mixed_.block<1, 3>(d, 3 * p) = M[3 + p] * M.head<3>().transpose();
  }
}

/// Shears change sign with the mirror images in one of four ways (never, and as xy, yz, zx do), so a component of the
/// sum over images is a product of components times one of four signed sums over the images.
template <Wanted wanted>
void FibreFan::add_images(const Mat3& C, Response& out) const {
  const auto n = static_cast<Eigen::Index>(direction_.size());
  const Column base = squares_ * C.diagonal();
  const Column xy = 2 * C(0, 1) * products_.col(0), yz = 2 * C(1, 2) * products_.col(1),
               zx = 2 * C(0, 2) * products_.col(2);
  Columns<4> s(n, 4), k(n, 4);
  Column stretch(n);
  for (int i = 0; i < 4; ++i) {
    const double sx = sign_x[i], sy = sign_y[i];
    stretch = (base + sx * sy * xy + sy * yz + sx * zx).cwiseSqrt();
    for (Eigen::Index d = 0; d < n; ++d) {
      const auto first = static_cast<std::size_t>(d) * n_pieces;
      const Looked l = look_up<wanted>(&piece_[4 * first], &energy_[first], stretch[d]);
      s(d, i) = 0.25 * l.stress / stretch[d];
      if constexpr (wanted != Wanted::stress) k(d, i) = (0.25 * l.slope - s(d, i)) / (stretch[d] * stretch[d]);
      if constexpr (wanted == Wanted::energy) out.energy += 0.25 * l.energy;
    }
  }
  const auto never = [](const Columns<4>& v) -> Column { return (v.col(0) + v.col(1)) + (v.col(2) + v.col(3)); };
  const auto as_xy = [](const Columns<4>& v) -> Column { return (v.col(0) - v.col(1)) - (v.col(2) - v.col(3)); };
  const auto as_yz = [](const Columns<4>& v) -> Column { return (v.col(0) + v.col(1)) - (v.col(2) + v.col(3)); };
  const auto as_zx = [](const Columns<4>& v) -> Column { return (v.col(0) - v.col(1)) + (v.col(2) - v.col(3)); };
  out.stress.head<3>().noalias() += squares_.transpose() * never(s);
  out.stress[3] += products_.col(0).dot(as_xy(s));
  out.stress[4] += products_.col(1).dot(as_yz(s));
  out.stress[5] += products_.col(2).dot(as_zx(s));
  if constexpr (wanted == Wanted::stress) return;

  const Vec6 f = fourths_.transpose() * never(k);
  const Vec3 a = mixed_.middleCols<3>(0).transpose() * as_xy(k);
  const Vec3 b = mixed_.middleCols<3>(3).transpose() * as_yz(k);
  const Vec3 c = mixed_.middleCols<3>(6).transpose() * as_zx(k);
  Mat6 sum;
  sum << f[0], f[3], f[5], a[0], b[0], c[0],  //
      f[3], f[1], f[4], a[1], b[1], c[1],     //
      f[5], f[4], f[2], a[2], b[2], c[2],     //
      a[0], a[1], a[2], f[3], c[1], b[0],     //
      b[0], b[1], b[2], c[1], f[4], a[2],     //
      c[0], c[1], c[2], b[0], a[2], f[5];
  out.tangent += sum;
}

void FibreFan::add(const Mat3& C, Wanted wanted, Response& out) const {
  switch (wanted) {
    case Wanted::stress:
      return add_images<Wanted::stress>(C, out);
    case Wanted::tangent:
      return add_images<Wanted::tangent>(C, out);
    case Wanted::energy:
      return add_images<Wanted::energy>(C, out);
  }
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
      Bin& bin = bins[layer * n_bins + bin_of(m)];
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
