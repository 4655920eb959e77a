// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/water.hpp"

#include <algorithm>
#include <cmath>

#include "hari/core/parallel.hpp"

namespace hari::transport {
namespace {

using mesh::Layer;
using tissue::Substance;

constexpr double gas_constant = 8.314462618e-3;  // [kPa m3/mol/K]: SI, exact
// Times the mean of a young layer: up to the first, hyaluronan of an element is what cells make; from the second on it
// is a depot. A numerical choice: elements close to a cluster of simulated cells reach two to three times the mean, a
// depot twenty and more.
constexpr double made_by_cells = 3, depot = 6;

/// Of young tissue. Collagen cut to pieces is a gel and still holds something; keeps the balance solvable.
constexpr double least_hold = 0.05;

/// Share of an element's hyaluronan that counts as its own, not as the layer's [-].
double own_share(double hyaluronan, double young) {
  return std::clamp((hyaluronan / young - made_by_cells) / (depot - made_by_cells), 0.0, 1.0);
}

}  // namespace

double donnan_pressure(double fixed_charge, double bath_salt, double temperature) {
  // sqrt(c2 + b2) - b without the difference of near equals.
  const double c2 = fixed_charge * fixed_charge, b = 2 * bath_salt;
  return gas_constant * temperature * c2 / (std::sqrt(c2 + b * b) + b);
}

WaterLaw WaterLaw::from(const core::ParameterSet& p) {
  return {.bath_salt = p.value("water.bath_salt", "mol/m3"),
          .temperature = p.value("water.temperature", "K"),
          .hyaluronan_charge = p.value("water.hyaluronan_charge", "mol/kg"),
          .proteoglycan_charge = p.value("water.proteoglycan_charge", "mol/kg"),
          .collagen_charge = p.value("water.collagen_charge", "mol/kg"),
          .stiffness = p.value("water.network_stiffness", "kPa"),
          .solid_share = p.value("matrix.solid_share", "1"),
          .elastotic_packing = p.value("elastin.elastotic_packing", "ug/mm3")};
}

double WaterLaw::growth(double charge, double young, double collagen, double intact) const {
  const double solids = solid_share * collagen;
  const double rest = donnan_pressure(young / (1 - solid_share), bath_salt, temperature);
  // Excess of the network's hold over the pressure: rises with g from minus infinity.
  const auto excess = [&](double g) {
    return intact * (rest + stiffness * (g / collagen - 1)) -
           donnan_pressure(charge / (g - solids), bath_salt, temperature);
  };
  double low = solids, high = collagen;
  while (excess(high) < 0) {
    low = high;
    high *= 2;
  }
  // Newton on a concave rising function from the left never overshoots; the bracket catches the first, wild step.
  double g = 0.5 * (low + high);
  for (int i = 0; i < 100; ++i) {
    const double f = excess(g);
    (f < 0 ? low : high) = g;
    const double c = charge / (g - solids), root = std::sqrt(c * c + 4 * bath_salt * bath_salt);
    const double slope = intact * stiffness / collagen + gas_constant * temperature * c * c / root / (g - solids);
    double next = g - f / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (std::abs(next - g) <= 4e-16 * next) return next;
    g = next;
  }
  return g;
}

void hydrate(tissue::Tissue& t, const WaterLaw& law) {
  const auto gel = [&](std::size_t e) {
    double sum = 0;
    for (Substance s : tissue::hyaluronan_gels)
      if (!t.fields[s].empty()) sum += t.fields[s][e];
    return sum;
  };
  for (Layer l : mesh::all_layers) {
    const auto i = static_cast<std::size_t>(l);
    const tissue::Homeostasis& young = t.homeostasis;
    const double young_hyaluronan = young.hyaluronan[i], young_collagen = young.collagen_density[i];
    if (!mesh::is_dermis(l) || !t.grid.has(l) || young_collagen <= 0) continue;
    const double young_charge =
        law.collagen_charge * young_collagen + law.hyaluronan_charge * young_hyaluronan +
        law.proteoglycan_charge * young.signal[i * tissue::n_substances + index(Substance::proteoglycan)];
    const double density = tissue::layer_mean(t, l, t.fields.collagen_density), collagen = density / young_collagen;
    if (!(young_charge > 0) || !(collagen > 0)) continue;
    if (!(young_hyaluronan > 0)) continue;
    const double carrying = tissue::layer_mean(t, l, t.fields.anchorage);
    const double intact = young.anchorage[i] > 0 ? std::max(least_hold, carrying / young.anchorage[i] / collagen) : 1.0;
    double volume = 0, native = 0;
    for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
      const auto element = static_cast<mesh::ElementIndex>(e);
      if (t.grid.layer(element) != l) continue;
      const double amount = t.fields.hyaluronan(e);
      const double v = t.grid.volume(element) * (1 - own_share(amount, young_hyaluronan));
      volume += v;
      native += v * amount;
    }
    const double usual = volume > 0 ? native / volume : 0.0;
    const double everywhere = law.collagen_charge * density + law.hyaluronan_charge * usual +
                              law.proteoglycan_charge * tissue::layer_mean(t, l, t.fields[Substance::proteoglycan]);
    const double elastotic = tissue::layer_mean(t, l, t.fields.elastotic) / law.elastotic_packing;
    const double even = law.growth(everywhere, young_charge, collagen, intact);
    core::for_each_index(t.grid.n_elements(), [&](std::size_t e) {
      if (t.grid.layer(static_cast<mesh::ElementIndex>(e)) != l) return;
      const double amount = t.fields.hyaluronan(e);
      const double local = gel(e) + own_share(amount, young_hyaluronan) * (amount - usual);
      const double g =
          local > 0 ? law.growth(everywhere + law.hyaluronan_charge * local, young_charge, collagen, intact) : even;
      t.fields.growth[e] = g + elastotic;
      t.fields.water[e] = 1 - law.solid_share * (collagen + elastotic) / (g + elastotic);
    });
  }
}

}  // namespace hari::transport
