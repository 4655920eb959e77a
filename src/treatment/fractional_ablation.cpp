// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/fractional_ablation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "keys.hpp"
#include "sessions.hpp"

namespace hari::treatment {
namespace {

constexpr double reference_energy = 100;  // [mJ], of ColumnLaw::depth
constexpr double reference_spot = 0.12;   // [mm], likewise

double disc(double diameter) {
  return std::numbers::pi / 4 * diameter * diameter;
}

class Laser final : public stimulus::Intervention {
 public:
  Laser(const FractionalAblation& treatment, const ColumnLaw& law)
      : columns_(columns_of(treatment, law)), sessions_(treatment.at) {}
  std::string_view name() const override { return "fractional_ablation"; }
  stimulus::Stimulus over(core::Days, core::Days) const override { return {}; }
  std::vector<stimulus::Act> acts(core::Days from, core::Days to) const override {
    std::vector<stimulus::Act> all;
    for (core::Days at : sessions_.within(from, to)) all.push_back({at, columns_});
    return all;
  }
  std::vector<core::Days> events(core::Days from, core::Days to) const override {
    return sessions_.events(from, to);
  }

 private:
  stimulus::Columns columns_;
  Sessions sessions_;
};

}  // namespace

ColumnLaw ColumnLaw::from(const core::ParameterSet& p) {
  return {.depth = p.value("column.depth", "mm"),
          .energy_power = p.value("column.energy_power", "1"),
          .spot_power = p.value("column.spot_power", "1"),
          .ablated_part = p.value("column.ablated_part", "1"),
          .threshold = p.value("column.threshold", "mJ/mm2"),
          .rim = p.value("column.rim", "mm")};
}

AblatedColumn ColumnLaw::column(double spot, double energy) const {
  // A beam of energy E and radius w at 1/e2 holds 2 E / (pi w2) exp(-2 r2 / w2) per area.
  const double centre = 2 * energy / disc(spot);
  if (centre <= threshold) return {};
  const double whole =
      depth * std::pow(energy / reference_energy, energy_power) * std::pow(spot / reference_spot, spot_power);
  return {.diameter = spot * std::sqrt(std::log(centre / threshold) / 2),
          .depth = ablated_part * whole,
          .coagulated_width = rim,
          .coagulated_depth = whole};
}

stimulus::Columns columns_of(const FractionalAblation& t, const ColumnLaw& law) {
  const AblatedColumn c = law.column(t.spot, t.energy);
  // Columns of a pass stand on a grid and do not meet, as long as there is room; passes fall at random to each other.
  const auto covered = [&](double diameter) {
    return 1 - std::pow(1 - std::min(1.0, t.density * disc(diameter)), t.passes);
  };
  const double whole = c.diameter > 0 ? c.diameter + 2 * c.coagulated_width : 0;
  const double ablated = covered(c.diameter);
  return {.ablated_share = ablated,
          .ablated_depth = c.depth,
          .coagulated_share = covered(whole) - ablated,
          .coagulated_depth = c.coagulated_depth,
          .diameter = whole};
}

std::string perforation_warning(const FractionalAblation& t, const ColumnLaw& law, double epidermis, double dermis) {
  const AblatedColumn c = law.column(t.spot, t.energy);
  const double skin = epidermis + dermis;
  if (c.coagulated_depth < skin) return {};
  return fmt::format(
      "columns of {:.3g} mJ in a spot of {:.3g} mm {} {:.2f} mm deep, and the skin here is {:.2f} mm: they would {} the "
      "dermis. Lower the energy or widen the spot.",
      t.energy, t.spot, c.depth >= skin ? "vaporise tissue" : "coagulate tissue",
      c.depth >= skin ? c.depth : c.coagulated_depth, skin, c.depth >= skin ? "perforate" : "coagulate all of");
}

core::Schema fractional_ablation_schema() {
  return {.name = "fractional_ablation",
          .doc = "Columns vaporised by a fractional carbon dioxide laser, with a coagulated rim; the skin between them "
                 "heals the wound.",
          .keys = {sessions_key(), number_key("spot", "mm", 0.05, 2, "0.12 mm", "Diameter of the beam, at 1/e2."),
                   number_key("energy", "mJ", 1, 300, "60 mJ", "Energy of one pulse."),
                   number_key("density", "1/mm2", 0.01, 20, "100 per cm2", "Columns of one pass per area."),
                   count_key("passes", 1, 10, "1", "Passes over the same skin.")}};
}

std::unique_ptr<stimulus::Intervention> make_fractional_ablation(const FractionalAblation& treatment,
                                                                 const core::ParameterSet& p) {
  return std::make_unique<Laser>(treatment, ColumnLaw::from(p));
}

}  // namespace hari::treatment
