// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/bioheat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"

namespace hari::transport {
namespace {

constexpr double gas_constant = 8.314462618;  // [J/mol/K], exact by definition of the SI
constexpr double second_order =
    2 - std::numbers::sqrt2;  // the one split of a step that lets both stages share a matrix

/// The layers as cells from the surface down: (M + a L) u = M v is one sweep.
struct Column {
  std::vector<double> face, heat, link,
      loss;  // border [mm]; M [mJ/mm2/K]; to the next [mW/mm2/K]; perfusion [mW/mm2/K]

  std::size_t size() const { return heat.size(); }

  std::vector<double> flow(const std::vector<double>& u) const {  // L u [mW/mm2]
    std::vector<double> out(size());
    for (std::size_t i = 0; i < size(); ++i) {
      out[i] += loss[i] * u[i];
      if (i + 1 == size()) break;
      const double down = link[i] * (u[i] - u[i + 1]);
      out[i] += down;
      out[i + 1] -= down;
    }
    return out;
  }

  /// Solves (M + a L) u = b in place of b (Thomas; diagonally dominant, so no pivots). The first cell may be held at a
  /// temperature.
  void solve(double a, std::vector<double>& b, std::vector<double>& upper, const double* held = nullptr) const {
    if (held) {
      upper[0] = 0;
      b[0] = *held;
    }
    for (std::size_t i = held ? 1 : 0; i < size(); ++i) {
      const double up = i > 0 ? a * link[i - 1] : 0, down = i + 1 < size() ? a * link[i] : 0;
      double diagonal = heat[i] + a * loss[i] + up + down;
      if (i > 0) {
        diagonal -= up * upper[i - 1];
        b[i] += up * b[i - 1];
      }
      upper[i] = down / diagonal;
      b[i] /= diagonal;
    }
    for (std::size_t i = size() - 1; i-- > 0;) b[i] += upper[i] * b[i + 1];
  }
};

Column column(const HeatLaw& law, const mesh::Grid& grid, const HeatResolution& r) {
  Column c;
  c.face = {0};
  std::vector<std::size_t> layers;
  double wanted = r.first_cell;
  for (std::size_t l = mesh::n_layers; l-- > 0;) {
    if (!grid.has(static_cast<mesh::Layer>(l))) continue;
    // Whole cells in every layer: the growing series, stretched to end at its border.
    const double thickness = grid.slab(static_cast<mesh::Layer>(l)).thickness(), top = c.face.back();
    std::vector<double> sizes;
    double sum = 0;
    while (sum < thickness * (1 - 1e-9)) {
      sizes.push_back(wanted);
      sum += wanted;
      wanted *= r.cell_growth;
    }
    double reached = 0;
    for (double size : sizes) {
      reached += size;
      c.face.push_back(top + thickness * (reached / sum));
      layers.push_back(l);
    }
  }
  const std::size_t n = layers.size();
  for (std::size_t i = 0; i < n; ++i) {
    const double h = c.face[i + 1] - c.face[i];
    c.heat.push_back(law.capacity[layers[i]] * h);
    c.loss.push_back(law.perfusion[layers[i]] * h);
    if (i == 0) continue;
    const double above = c.face[i] - c.face[i - 1];
    c.link.push_back(2 / (above / law.conductivity[layers[i - 1]] + h / law.conductivity[layers[i]]));
  }
  return c;
}

class Pulse {
 public:
  Pulse(const HeatLaw& law, Column column)
      : law_(law), c_(std::move(column)), u_(c_.size()), rate_(c_.size()), upper_(c_.size()) {
    profile_.face = c_.face;
    for (auto* values : {&profile_.protein, &profile_.death}) values->assign(c_.size(), 0.0);
    profile_.peak.assign(c_.size(), law.skin);
    rates(rate_);
  }

  void step(double dt, double flux) {
    const double a = second_order / 2 * dt;
    std::vector<double> next = c_.flow(u_);
    for (std::size_t i = 0; i < c_.size(); ++i) next[i] = c_.heat[i] * u_[i] - a * next[i];
    next[0] += 2 * a * flux;
    double steam = 0;
    const std::vector<double> middle = stage(a, next, steam);
    // BDF2 through both: weights of the variable-step formula at this split.
    const double g = second_order, w = 1 / (g * (2 - g)), v = (1 - g) * (1 - g) / (g * (2 - g));
    for (std::size_t i = 0; i < c_.size(); ++i) next[i] = c_.heat[i] * (w * middle[i] - v * u_[i]);
    next[0] += a * flux;
    profile_.steam += w * steam;
    steam = 0;
    u_new_ = stage(a, next, steam);
    profile_.steam += steam;
    books(dt, flux, middle, u_new_);
    std::swap(u_, u_new_);
    const std::vector<Rates> before = rate_;
    rates(rate_);
    for (std::size_t i = 0; i < c_.size(); ++i) {
      profile_.peak[i] = std::max(profile_.peak[i], law_.skin + u_[i]);
      profile_.protein[i] += dt / 2 * (before[i].protein + rate_[i].protein);
      profile_.death[i] += dt / 2 * (before[i].death + rate_[i].death);
    }
  }

  void end_of_pulse() {
    profile_.at_end.clear();
    for (double u : u_) profile_.at_end.push_back(law_.skin + u);
  }

  HeatProfile done() {
    for (std::size_t i = 0; i < c_.size(); ++i) profile_.kept += c_.heat[i] * u_[i];
    return std::move(profile_);
  }

 private:
  struct Rates {
    double protein = 0, death = 0;
  };

  /// Solves one stage. Steam breaks out where the heat enters: the surface is held at that temperature for as long as
  /// more heat comes than is conducted away from there, and the rest leaves as `steam` [mJ/mm2]. (Cutting the
  /// temperature after each step instead would let the excess be conducted inwards during it, an error of half an
  /// order.)
  std::vector<double> stage(double a, const std::vector<double>& right, double& steam) {
    std::vector<double> u = right;
    c_.solve(a, u, upper_);
    const double most = law_.boiling - law_.skin;
    if (u[0] <= most) return u;
    u = right;
    c_.solve(a, u, upper_, &most);
    steam = right[0] - c_.heat[0] * u[0] - a * (c_.loss[0] * u[0] + c_.link[0] * (u[0] - u[1]));
    return u;
  }

  /// Heat that blood carried off, by the weights of the two stages on the old, middle and new state.
  void books(double dt, double flux, const std::vector<double>& middle, const std::vector<double>& next) {
    const double end = second_order / 2, begin = (1 - end) / 2;
    profile_.given += dt * flux;
    for (std::size_t i = 0; i < c_.size(); ++i)
      profile_.carried_off += dt * c_.loss[i] * (begin * (u_[i] + middle[i]) + end * next[i]);
  }

  void rates(std::vector<Rates>& into) const {
    const double protein = law_.protein.rate(law_.skin), death = law_.death.rate(law_.skin);
    for (std::size_t i = 0; i < c_.size(); ++i)
      into[i] = {law_.protein.rate(law_.skin + u_[i]) - protein, law_.death.rate(law_.skin + u_[i]) - death};
  }

  const HeatLaw& law_;
  Column c_;
  std::vector<double> u_, u_new_;  // above the skin's temperature [K]
  std::vector<Rates> rate_;
  std::vector<double> upper_;
  HeatProfile profile_;
};

}  // namespace

double Arrhenius::rate(double kelvin) const {
  return std::exp(log_frequency - energy / (gas_constant * kelvin));
}

HeatLaw HeatLaw::from(const core::ParameterSet& p) {
  HeatLaw law;
  const auto by_layer = [&](std::string_view what, std::string_view unit) {
    std::array<double, mesh::n_layers> values{};
    for (mesh::Layer l : mesh::all_layers) {
      const char* tissue = l == mesh::Layer::epidermis ? "epidermis" : mesh::is_dermis(l) ? "dermis" : "fat";
      values[static_cast<std::size_t>(l)] = p.value(fmt::format("heat.{}.{}", what, tissue), unit);
    }
    return values;
  };
  law.conductivity = by_layer("conductivity", "mW/mm/K");
  law.capacity = by_layer("capacity", "mJ/mm3/K");
  const double blood = p.value("heat.blood_capacity", "mJ/mm3/K");
  law.perfusion = by_layer("perfusion", "1/s");
  for (double& w : law.perfusion) w *= blood;
  law.skin = p.value("heat.skin", "K");
  law.boiling = p.value("heat.boiling", "K");
  law.protein = {std::log(p.value("heat.protein.frequency", "1/s")), p.value("heat.protein.energy", "J/mol")};
  law.death = {std::log(p.value("heat.death.frequency", "1/s")), p.value("heat.death.energy", "J/mol")};
  return law;
}

double HeatProfile::harmed(const std::vector<double>& integral, double upper, double lower, double scale) const {
  double sum = 0;
  for (std::size_t i = 0; i < integral.size(); ++i) {
    const double overlap = std::min(lower, face[i + 1]) - std::max(upper, face[i]);
    if (overlap > 0) sum -= overlap * std::expm1(-scale * integral[i]);
  }
  return sum / (lower - upper);
}

HeatProfile heat_pulse(const HeatLaw& law, const mesh::Grid& grid, double fluence, core::Seconds duration,
                       const HeatResolution& r) {
  if (!(fluence > 0) || !(duration.count() > 0))
    throw core::ModelError(
        fmt::format("a pulse of heat of {} mJ/mm2 in {} s: both must be positive", fluence, duration.count()));
  Pulse pulse(law, column(law, grid, r));
  double dt = duration.count() / r.pulse_steps;
  for (int i = 0; i < r.pulse_steps; ++i) pulse.step(dt, fluence / duration.count());
  pulse.end_of_pulse();
  for (double t = 0; t < r.cooling.count(); t += dt, dt *= r.step_growth) pulse.step(dt, 0);
  return pulse.done();
}

}  // namespace hari::transport
