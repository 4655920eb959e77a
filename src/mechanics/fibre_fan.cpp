// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_fan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "fan_images.hpp"
#include "hari/core/parallel.hpp"
#include "slack_histogram.hpp"

namespace hari::mechanics {
namespace {

using math::Mat3;
using math::Mat6;
using math::Vec3;
using math::Vec6;

// Numerical resolution of the fan: bands of elevation above the plane of the skin, each divided in azimuth. Dermal
// fibres lie flat, so bands are narrow there; steep ones hardly have an azimuth.
constexpr std::array<double, 4> sine_edge{0.12, 0.3, 0.6, 0.85};
constexpr std::array<int, 5> azimuths{9, 9, 6, 4, 2};
constexpr std::array<int, 5> first_bin{0, 9, 18, 24, 28};
constexpr std::size_t n_bins = FibreFan::most;

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

/// The collagen of a direction slides as its mean does.
struct Slide {
  double volume = 0, onset = 0, time = 0, hold = 0;  ///< the latter three summed over volume

  void add(const fibre::Network& n, std::size_t f, const FibreLaw& law, double v) {
    const double gain = law.slip.gain(n, f);
    volume += v;
    onset += v * gain * law.slip.onset;
    time += v * gain * law.slip.time;
    hold += v * law.slip.hold(n, f, law.shear_lag);
  }
};

struct Bin {
  double volume = 0;
  Vec3 square = Vec3::Zero();
  SlackHistogram slack;
  Slide slide;
};

}  // namespace

class FanBuilder {
 public:
  static FibreFan build(const std::vector<Bin>& bins, std::size_t first, double layer_volume, const FibreLaw& law,
                        const Recruitment& recruitment) {
    std::vector<const Bin*> used;
    FibreFan fan;
    bool slips = false;
    for (std::size_t b = first; b < first + n_bins; ++b)
      if (bins[b].volume > 0) {
        used.push_back(&bins[b]);
        fan.direction_.push_back((bins[b].square / bins[b].volume).cwiseSqrt());
        slips = slips || (law.slip.acts() && bins[b].slide.volume > 0);
      }
    fan.curves_ = FibreCurves(used.size(), slips ? 2 : 1);
    if (slips)
      for (const Bin* bin : used) {  // a direction without collagen has a curve of zero, which never slips
        const double v = bin->slide.volume;
        fan.slide_.push_back(v > 0 ? FibreFan::Slide{bin->slide.onset / v, bin->slide.time / v, bin->slide.hold / v, 0}
                                   : FibreFan::Slide{law.slip.onset, law.slip.time, 0, 0});
      }
    core::for_each_index(
        used.size(),
        [&](std::size_t d) {
          const auto add = [](FibreCurves::Nodes& to, const FibreCurves::Nodes& more, double times) {
            for (std::size_t n = 0; n < to.stress.size(); ++n) {
              to.stress[n] += times * more.stress[n];
              to.slope[n] += times * more.slope[n];
            }
          };
          FibreCurves::Nodes collagen = nodes(*used[d], Bundle::collagen, layer_volume, law, recruitment);
          FibreCurves::Nodes steady = nodes(*used[d], Bundle::elastic, layer_volume, law, recruitment);
          if (slips) {
            const FibreCurves::Nodes caught = nodes(*used[d], Bundle::caught, layer_volume, law, recruitment);
            add(steady, caught, 1);
            add(collagen, caught, -1);
            fan.curves_.set(d, FibreCurves::slipping, collagen);
          } else {
            add(steady, collagen, 1);
          }
          fan.curves_.set(d, FibreCurves::steady, steady);
          constexpr double hair = 1e-9;  // so that rounding is not taken for stretching
          if (slips)
            fan.slide_[d].rested = fan.curves_.at(d, FibreCurves::slipping, 1 + hair - fan.slide_[d].onset).stress;
        },
        1);
    for (const Vec3& m : fan.direction_) fan.products_.push_back(products(m));
    return fan;
  }

 private:
  static FibreFan::Products products(const Vec3& m) {
    const double x = m.x(), y = m.y(), z = m.z(), xx = x * x, yy = y * y, zz = z * z;
    const auto with = [&](double p) { return std::array<double, 4>{p * xx, p * yy, p * zz, 0}; };
    return {.squares = with(1),
            .products = {0, z * x, y * z, x * y},
            .fourths = {xx * xx, yy * yy, zz * zz, 0},
            .crossed = {xx * yy, yy * zz, zz * xx, 0},
            .with_xy = with(x * y),
            .with_yz = with(y * z),
            .with_zx = with(z * x)};
  }
  /// One curve of a bin.
  static FibreCurves::Nodes nodes(const Bin& bin, Bundle bundle, double layer_volume, const FibreLaw& law,
                                  const Recruitment& recruitment) {
    FibreCurves::Nodes sum;
    const bool elastic = bundle == Bundle::elastic;
    const double modulus = elastic ? law.elastin_modulus : law.collagen_modulus;
    const std::vector<double>& volume = bin.slack.volume[elastic ? 1 : 0];
    for (std::size_t i = 0; i < volume.size(); ++i) {
      const double density = volume[i] / layer_volume * modulus;
      if (density == 0) continue;
      const FibreCurves::Nodes& one = recruitment.at(bundle, i);
      for (std::size_t n = 0; n < sum.stress.size(); ++n) {
        sum.stress[n] += density * one.stress[n];
        sum.slope[n] += density * one.slope[n];
      }
    }
    return sum;
  }
};

fibre::Recruited FibreFan::curve(std::size_t d, double stretch) const {
  const FibreCurves::Value v = curves_.at(d, FibreCurves::steady, stretch);
  if (!slips()) return {v.energy, v.stress, v.slope};
  const FibreCurves::Value c = curves_.at(d, FibreCurves::slipping, stretch);
  return {v.energy + c.energy, v.stress + c.stress, v.slope + c.slope};
}

FanStep::FanStep(const FibreFan& fan, core::Seconds dt) : fan_(&fan) {
  for (std::size_t d = 0; d < fan.slide_.size(); ++d)
    sliding_[d] = {fan.slide_[d].onset, fan.slide_[d].rested, SlipLaw::pace(dt, fan.slide_[d].time),
                   fan.slide_[d].hold};
}

namespace {

/// Sums over the images with the signs that nothing, zx, yz and xy have in them.
Lanes signed_sums(const Lanes& v) {
  const Lanes turned = __builtin_shufflevector(v, v, 1, 0, 3, 2);
  const Lanes pairs = Lanes{1, -1, 1, -1} * v + turned;  // 0 + 1, 0 - 1, 2 + 3, 2 - 3
  const Lanes others = __builtin_shufflevector(pairs, pairs, 2, 3, 0, 1);
  return Lanes{1, 1, -1, -1} * pairs + others;
}

}  // namespace

/// Shears change sign with the mirror images in one of four ways, so a component of the sum over images is a product of
/// components times one of four signed sums over the images.
template <bool slips, bool tangent>
void FanStep::add_images(const Mat3& C, const double* memory, Response& out) const {
  constexpr int width = slips ? 8 : 4;
  constexpr double per_step = 1 / FibreCurves::step;
  const Lanes zero{};
  const Images images(C);
  Lanes normal{}, shear{}, fourths{}, crossed{}, with_xy{}, with_yz{}, with_zx{};
  for (std::size_t d = 0; d < fan_->size(); ++d) {
    const FibreFan::Products& m = fan_->products_[d];
    const double* table = fan_->curves_.cubics() + d * (FibreCurves::n_pieces * width);
    const Lanes stretch = images.stretch(m.squares, m.products);
    const Looked steady = look_up<width>(table, stretch);
    Lanes stress = steady.cubics.value(steady.t), slope{};  // nominal, by stretch
    if constexpr (tangent) slope = steady.cubics.slope(steady.t);
    if constexpr (slips) {  // Slid::left and what the step takes from it, for all images at once
      const Lanes lost = load(memory + 12 * d), reach = load(memory + 12 * d + 4), share = load(memory + 12 * d + 8);
      const double free = 1 - sliding_[d].hold;
      const Lanes left = 1 - free * share, stretched = 1 / larger(left, Lanes{} + Slid::least_rest);
      const Looked now = look_up<width>(table + 4, stretch < reach ? reach - (reach - stretch) * stretched : stretch);
      const Lanes value = now.cubics.value(now.t);
      stress += stretch < reach ? left * value : value - free * lost;
      if constexpr (tangent) slope += now.cubics.slope(now.t);
      if (!none(stretch > 1)) {  // else nothing slides: what is past its onset at rest stays there
        const double pace = free * sliding_[d].pace;
        const Lanes rest = 1 - share, wider = 1 / larger(rest, Lanes{} + Slid::least_rest);
        const Lanes beyond = stretch - sliding_[d].onset;
        const Looked moved = look_up<width>(table + 4, beyond < reach ? reach - (reach - beyond) * wider : beyond);
        const Lanes goal = moved.cubics.value(moved.t);
        const Lanes excess = (beyond < reach ? rest * goal : goal - lost) - sliding_[d].rested;
        stress -= pace * larger(excess, zero);
        if constexpr (tangent) {
          const Lanes falling = pace * moved.cubics.slope(moved.t);
          slope -= excess > zero ? falling : zero;
        }
      }
    }
    const Lanes inverse = 1 / stretch;
    stress *= inverse;
    const Lanes s = signed_sums(stress);
    normal += s[0] * load(m.squares.data());
    shear += s * load(m.products.data());
    if constexpr (tangent) {
      const Lanes k = signed_sums((slope * per_step - stress) * (inverse * inverse));
      fourths += k[0] * load(m.fourths.data());
      crossed += k[0] * load(m.crossed.data());
      with_zx += k[1] * load(m.with_zx.data());
      with_yz += k[2] * load(m.with_yz.data());
      with_xy += k[3] * load(m.with_xy.data());
    }
  }
  constexpr double share = 0.25;  // of each image
  Vec6 sum;
  sum << normal[0], normal[1], normal[2], shear[3], shear[2], shear[1];
  out.stress += share * sum;
  if constexpr (tangent) {
    const Lanes &f = fourths, &g = crossed, &a = with_xy, &b = with_yz, &c = with_zx;
    Mat6 K;
    K << f[0], g[0], g[2], a[0], b[0], c[0],  //
        g[0], f[1], g[1], a[1], b[1], c[1],   //
        g[2], g[1], f[2], a[2], b[2], c[2],   //
        a[0], a[1], a[2], g[0], c[1], b[0],   //
        b[0], b[1], b[2], c[1], g[1], a[2],   //
        c[0], c[1], c[2], b[0], a[2], g[2];
    out.tangent += share * K;
  }
}

namespace {

Slid recall(std::span<const double> memory, std::size_t d, std::size_t image) {
  const std::size_t i = 12 * d + image;
  return {memory[i], memory[i + 4], memory[i + 8]};
}

}  // namespace

double FanStep::potential(const Mat3& C, std::span<const double> memory) const {
  const FibreCurves& curves = fan_->curves_;
  const Images images(C);
  double sum = 0;
  for (std::size_t d = 0; d < fan_->size(); ++d) {
    const Lanes stretch = images.stretch(fan_->products_[d].squares, fan_->products_[d].products);
    for (std::size_t i = 0; i < 4; ++i) {
      sum += curves.at(d, FibreCurves::steady, stretch[i]).energy;
      if (!fan_->slips()) continue;
      const Slid slid = recall(memory, d, i);
      const Sliding& s = sliding_[d];
      sum += slid.held(s.hold).left(curves, d, stretch[i]).energy;
      const double beyond = stretch[i] - s.onset;
      const FibreCurves::Value goal = slid.left(curves, d, beyond);
      if (!(goal.stress > s.rested)) continue;
      const double from = slid.threshold(curves, d, s.rested);
      sum -= (1 - s.hold) * s.pace * (goal.energy - slid.left(curves, d, from).energy - s.rested * (beyond - from));
    }
  }
  return 0.25 * sum;
}

void FanStep::add(const Mat3& C, std::span<const double> memory, Wanted wanted, Response& out) const {
  if (wanted == Wanted::stress)
    fan_->slips() ? add_images<true, false>(C, memory.data(), out) : add_images<false, false>(C, nullptr, out);
  else
    fan_->slips() ? add_images<true, true>(C, memory.data(), out) : add_images<false, true>(C, nullptr, out);
  if (wanted == Wanted::energy) out.energy += potential(C, memory);
}

double FanStep::free_energy(const Mat3& C, std::span<const double> memory) const {
  const FibreCurves& curves = fan_->curves_;
  const Images images(C);
  double sum = 0;
  for (std::size_t d = 0; d < fan_->size(); ++d) {
    const Lanes stretch = images.stretch(fan_->products_[d].squares, fan_->products_[d].products);
    for (std::size_t i = 0; i < 4; ++i) {
      sum += curves.at(d, FibreCurves::steady, stretch[i]).energy;
      if (fan_->slips()) sum += recall(memory, d, i).held(sliding_[d].hold).left(curves, d, stretch[i]).energy;
    }
  }
  return 0.25 * sum;
}

Energies FanStep::remember(const Mat3& C, std::span<double> memory, Account account) const {
  const bool counts = account == Account::energies;
  const double before = counts ? free_energy(C, memory) : 0;
  if (fan_->slips()) slide(C, memory);
  if (!counts) return {};
  const double after = free_energy(C, memory);
  return {after, before - after};
}

LayerFans fibre_fans(const fibre::Network& network, const mesh::Grid& grid, const LayerGrowth& growth,
                     const FibreLaw& law) {
  return std::move(fibre_fans(network, grid, {grid, {mesh::whole(grid)}}, std::vector{growth}, law).front());
}

std::vector<LayerFans> fibre_fans(const fibre::Network& network, const mesh::Grid& grid, const mesh::Windows& windows,
                                  const std::vector<LayerGrowth>& growth, const FibreLaw& law) {
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t f = 0; f < network.n_fibres(); ++f)
    if (network.alive[f]) lowest = std::min(lowest, network.slack[f]);
  std::vector<Bin> bins(windows.size() * mesh::n_layers * n_bins);
  for (Bin& b : bins) b.slack.lowest = lowest;
  for (std::size_t f = 0; f < network.n_fibres(); ++f) {
    if (!network.alive[f]) continue;
    const double volume = law.carrying_volume(network, f);
    if (!(volume > 0)) continue;
    const bool elastic = network.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
    for (std::uint32_t s = network.first_vertex[f]; s + 1 < network.first_vertex[f + 1]; ++s) {
      const std::int32_t at = network.host[s] < 0 ? -1 : windows.of(network.host[s]);
      if (at < 0) continue;
      const auto w = static_cast<std::size_t>(at);
      const auto layer = static_cast<std::size_t>(grid.layer(network.host[s]));
      const double share = volume * fibre::segment(network, s).norm() / network.length[f];
      const Vec3 m = present_direction(network, s, growth[w][layer]).normalized().cwiseAbs();
      Bin& bin = bins[(w * mesh::n_layers + layer) * n_bins + bin_of(m)];
      bin.volume += share;
      bin.square += share * m.cwiseAbs2();
      bin.slack.add(elastic, network.slack[f], share);
      if (!elastic && law.slip.acts()) bin.slide.add(network, f, law, share);
    }
  }
  std::vector<const SlackHistogram*> slacks;
  for (const Bin& b : bins) slacks.push_back(&b.slack);
  const Recruitment recruitment(slacks, lowest, law);
  std::vector<LayerFans> fans(windows.size());
  core::for_each_index(
      windows.size() * mesh::n_layers,
      [&](std::size_t row) {
        const std::size_t w = row / mesh::n_layers, i = row % mesh::n_layers;
        const auto l = static_cast<mesh::Layer>(i);
        if (!grid.has(l)) return;
        const double volume = mesh::area(grid, windows[w]) * grid.slab(l).thickness() * growth[w][i];
        fans[w][i] = FanBuilder::build(bins, row * n_bins, volume, law, recruitment);
      },
      1);
  return fans;
}

}  // namespace hari::mechanics
