// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/fractional_ablation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/treatment/hypothesis.hpp"
#include "keys.hpp"
#include "sessions.hpp"

namespace hari::treatment {
namespace {

constexpr double reference_energy = 100;  // [mJ], of ColumnLaw::depth
constexpr double reference_spot = 0.12;   // [mm], likewise, and of ColumnLaw::side_loss

double disc(double diameter) {
  return std::numbers::pi / 4 * diameter * diameter;
}

class Laser final : public stimulus::Intervention {
 public:
  Laser(const Prescription& rx, const core::ParameterSet& p)
      : name_(rx.name),
        hypotheses_(rx, p),
        columns_(columns_of(FractionalAblation::from(rx), ColumnLaw::from(p))),
        sessions_(rx.sessions),
        on_(rx.arm == Arm::treated) {}
  std::string_view name() const override { return name_; }
  stimulus::Stimulus over(core::Days from, core::Days to) const override { return hypotheses_.over(from, to); }
  std::vector<stimulus::Act> acts(core::Days from, core::Days to) const override {
    std::vector<stimulus::Act> all;
    if (!on_) return all;
    for (core::Days at : sessions_.within(from, to)) all.push_back({at, columns_});
    return all;
  }
  std::vector<core::Days> events(core::Days from, core::Days to) const override { return sessions_.events(from, to); }

 private:
  std::string name_;
  Hypotheses hypotheses_;
  stimulus::Columns columns_;
  Sessions sessions_;
  bool on_;
};

}  // namespace

ColumnLaw ColumnLaw::from(const core::ParameterSet& p) {
  return {.depth = p.value("column.depth", "mm"),
          .energy_power = p.value("column.energy_power", "1"),
          .spot_power = p.value("column.spot_power", "1"),
          .ablated_part = p.value("column.ablated_part", "1"),
          .threshold = p.value("column.threshold", "mJ/mm2"),
          .side_loss = p.value("column.side_loss", "mJ/mm2"),
          .rim = p.value("column.rim", "mm")};
}

AblatedColumn ColumnLaw::column(double spot, double energy) const {
  // A beam of energy E and radius w at 1/e2 holds 2 E / (pi w2) exp(-2 r2 / w2) per area.
  const double centre = 2 * energy / disc(spot);
  const double least = threshold + side_loss * (reference_spot / spot) * (reference_spot / spot);
  if (centre <= least) return {};
  const double whole =
      depth * std::pow(energy / reference_energy, energy_power) * std::pow(spot / reference_spot, spot_power);
  return {.diameter = spot * std::sqrt(std::log(centre / least) / 2),
          .depth = ablated_part * whole,
          .coagulated_width = rim,
          .coagulated_depth = whole};
}

stimulus::Columns columns_of(const FractionalAblation& t, const ColumnLaw& law) {
  const AblatedColumn c = law.column(t.spot, t.energy);
  // Columns of a pass stand on a grid and do not meet, as long as there is room; passes fall at random to each other.
  const auto covered = [&](double diameter) {
    return -std::expm1(t.passes * std::log1p(-std::min(1.0, t.density * disc(diameter))));
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
      "columns of {:.3g} mJ in a spot of {:.3g} mm {} {:.2f} mm deep, and the skin here is {:.2f} mm: they would {} "
      "the "
      "dermis. Lower the energy or widen the spot.",
      t.energy, t.spot, c.depth >= skin ? "vaporise tissue" : "coagulate tissue",
      c.depth >= skin ? c.depth : c.coagulated_depth, skin, c.depth >= skin ? "perforate" : "coagulate all of");
}

FractionalAblation FractionalAblation::from(const Prescription& rx) {
  return {.spot = rx.number("spot"),
          .energy = rx.number("energy"),
          .density = rx.number("density"),
          .passes = rx.number("passes")};
}

std::vector<Objection> fractional_ablation_objections(const Prescription& rx) {
  const FractionalAblation t = FractionalAblation::from(rx);
  if (t.density * disc(t.spot) < 1) return {};
  return {{"density", fmt::format("{:.4g} spots of {:.3g} mm per mm2 leave no skin between them to heal from; at most "
                                  "{:.3g} per mm2 fit.",
                                  t.density, t.spot, 1 / disc(t.spot))}};
}

core::Schema fractional_ablation_schema() {
  core::Schema schema{
      .name = "fractional_ablation",
      .doc =
          "Columns vaporised by a fractional carbon dioxide laser, with a coagulated rim; the skin between them "
          "heals the wound.",
      .keys = plan_keys()};
  const std::vector<core::Key> more{
      number_key("spot", "mm", 0.05, 2, "0.12 mm", "Diameter of the beam, at 1/e2."),
      number_key("energy", "mJ", 1, 300, "60 mJ", "Energy of one pulse."),
      number_key("density", "1/mm2", 0.01, 20, "100 cm-2", "Columns of one pass per area."),
      count_key("passes", 1, 10, "1", "Passes over the same skin.")};
  schema.keys.insert(schema.keys.end(), more.begin(), more.end());
  return schema;
}

std::unique_ptr<stimulus::Intervention> make_fractional_ablation(const Prescription& rx, const core::ParameterSet& p) {
  return std::make_unique<Laser>(rx, p);
}

}  // namespace hari::treatment
