// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/sim/wounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "hari/core/parallel.hpp"
#include "hari/remodel/ablate.hpp"

namespace hari::sim {
namespace {

using tissue::Substance;
using tissue::Tissue;

/// Share of the depths [upper, lower] that lies in [from, to] [-].
double overlap(double upper, double lower, double from, double to) {
  return std::max(0.0, std::min(lower, to) - std::max(upper, from)) / (lower - upper);
}

/// A value per element from `of(upper, lower)` of its sheet, depths from the surface down [mm].
template <class Of>
std::vector<double> by_depth(const Tissue& t, Of&& of) {
  const std::vector<double>& z = t.grid.z();
  const std::size_t plane = t.grid.n_elements() / static_cast<std::size_t>(t.grid.nz());
  std::vector<double> values(t.grid.n_elements());
  for (std::size_t k = 0; k + 1 < z.size(); ++k)
    std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(k * plane), plane,
                of(z.back() - z[k + 1], z.back() - z[k]));
  return values;
}

/// Gel and all that is dissolved in it goes with what is removed.
void remove_gel(Tissue& t, const std::vector<double>& removed) {
  for (std::size_t s = 0; s < tissue::n_substances; ++s) {
    std::vector<double>& amount = t.fields.amount[s];
    if (tissue::is_hyaluronan(static_cast<Substance>(s)))
      t.ledger.removed[tissue::Ledger::hyaluronan] += core::ordered_sum(t.grid.n_elements(), [&](std::size_t e) {
        return amount[e] * removed[e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
      });
    for (std::size_t e = 0; e < amount.size(); ++e) amount[e] *= 1 - removed[e];
  }
}

/// Share of the plane within `reach` of discs that cover `share` of it and lie at random [-].
double within_reach(double share, double diameter, double reach) {
  const double wider = (diameter + 2 * reach) / diameter;
  return share > 0 ? 1 - std::pow(1 - share, wider * wider) : 0.0;
}

WoundCount destroy(Tissue& t, const remodel::TurnoverLaw& law, const std::vector<double>& removed,
                   const std::vector<double>& denatured, const std::vector<double>& dying, double column,
                   double shrinkage, std::uint64_t occasion) {
  const remodel::WoundReport gone = remodel::ablate(t, law, {removed, denatured, column, shrinkage});
  remove_gel(t, removed);
  // A line meets 4 p / (pi d) discs per length that have diameter d and cover the share p of its plane.
  for (std::size_t e = 0; e < removed.size(); ++e)
    t.fields.severed[e] += 4 * (removed[e] + denatured[e]) / (std::numbers::pi * column);
  return {.wounds = 1, .cells = cells::kill(t, dying, occasion), .fibres = gone.lost};
}

}  // namespace

WoundLaw WoundLaw::from(const core::ParameterSet& p) {
  return {.healing = cells::HealingLaw::from(p),
          .knitting = remodel::KnittingLaw::from(p),
          .heat = transport::HeatLaw::from(p),
          .reach = p.value("healing.reach", "mm"),
          .lag = p.value("healing.lag", "day/mm"),
          .closing = p.value("healing.closing", "day/mm"),
          .shrinkage = p.value("heat.shrinkage", "1"),
          .shock = p.value("heat.shock", "1"),
          .shock_building = p.value("healing.shock_building", "1")};
}

WoundCount wound(Tissue& t, const remodel::TurnoverLaw& turnover, const WoundLaw& law, const stimulus::Columns& c,
                 std::uint64_t occasion) {
  const double whole = c.ablated_share + c.coagulated_share;
  if (whole <= 0) return {};
  const std::vector<double> removed = by_depth(
      t, [&](double upper, double lower) { return c.ablated_share * overlap(upper, lower, 0, c.ablated_depth); });
  const std::vector<double> denatured = by_depth(t, [&](double upper, double lower) {
    return c.coagulated_share * overlap(upper, lower, 0, c.ablated_depth) +
           whole * overlap(upper, lower, c.ablated_depth, c.coagulated_depth);
  });
  std::vector<double> dying = removed;
  for (std::size_t e = 0; e < dying.size(); ++e) dying[e] += denatured[e];
  const WoundCount count = destroy(t, turnover, removed, denatured, dying, c.diameter, law.shrinkage, occasion);
  cells::alarm(t, by_depth(t, [&](double upper, double lower) {
                 return within_reach(whole, c.diameter, law.reach) *
                        overlap(upper, lower, 0, c.coagulated_depth + law.reach);
               }));
  t.barrier.add(t.age, c.ablated_share, core::Days{0}, core::Days{law.lag * c.ablated_depth},
                core::Days{law.closing * c.ablated_depth});
  return count;
}

WoundCount wound(Tissue& t, const remodel::TurnoverLaw& turnover, const WoundLaw& law, const stimulus::Channels& c,
                 std::uint64_t occasion) {
  if (c.share <= 0) return {};
  // Nothing leaves the skin: fibres are cut where the needle passed, and the cells it met die.
  const std::vector<double> none(t.grid.n_elements(), 0.0);
  const std::vector<double> pierced =
      by_depth(t, [&](double upper, double lower) { return c.share * overlap(upper, lower, 0, c.depth); });
  const WoundCount count = destroy(t, turnover, none, pierced, pierced, c.diameter, 0, occasion);
  cells::alarm(t, by_depth(t, [&](double upper, double lower) {
                 return within_reach(c.share, c.diameter, law.reach) * overlap(upper, lower, 0, c.depth + law.reach);
               }));
  t.barrier.add(t.age, c.share, core::Days{0}, core::Days{0}, c.closing);
  return count;
}

WoundCount wound(Tissue& t, const remodel::TurnoverLaw& turnover, const WoundLaw& law, const stimulus::HeatPulse& pulse,
                 std::uint64_t occasion) {
  const transport::HeatProfile heat = transport::heat_pulse(law.heat, t.grid, pulse.fluence, pulse.duration);
  const std::vector<double> none(t.grid.n_elements(), 0.0);
  const bool layered = t.grid.has(mesh::Layer::epidermis);
  const double junction = layered ? t.grid.slab(mesh::Layer::epidermis).thickness() : 0.0;
  const auto reached = [&](double upper) { return !pulse.spares_epidermis || upper >= junction * (1 - 1e-9); };
  const std::vector<double> denatured = by_depth(
      t, [&](double upper, double lower) { return reached(upper) ? heat.harmed(heat.protein, upper, lower) : 0.0; });
  const std::vector<double> dying = by_depth(
      t, [&](double upper, double lower) { return reached(upper) ? heat.harmed(heat.death, upper, lower) : 0.0; });
  const std::vector<double> shocked = by_depth(t, [&](double upper, double lower) {
    if (!reached(upper)) return 0.0;
    return law.shock_building *
           std::max(0.0, heat.harmed(heat.death, upper, lower, law.shock) - heat.harmed(heat.death, upper, lower));
  });
  // A sheet hurts a whole depth evenly and cuts nothing.
  const double sheet = std::numeric_limits<double>::infinity();
  const WoundCount count = destroy(t, turnover, none, denatured, dying, sheet, law.shrinkage, occasion);
  cells::alarm(t, dying);
  cells::stir(t, shocked);
  if (layered && !pulse.spares_epidermis) {
    // What lives of the basal layer, the lowest part of the epidermis, keeps the rest alive.
    const auto basal = std::ranges::lower_bound(heat.face, junction * (1 - 1e-9)) - heat.face.begin() - 1;
    const double dead = -std::expm1(-heat.death[static_cast<std::size_t>(basal)]);
    t.barrier.add(t.age, dead, pulse.shedding, pulse.shedding, pulse.closing);
  }
  return count;
}

}  // namespace hari::sim
