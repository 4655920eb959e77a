// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>
#include <cmath>

#include "hari/core/draw.hpp"
#include "hari/core/parallel.hpp"
#include "hari/remodel/turnover.hpp"
#include "renew.hpp"

namespace hari::remodel {
namespace {

using fibre::Network;
using mesh::Layer;
using mesh::n_layers;
using tissue::Ledger;
using tissue::Substance;
using tissue::Tissue;

constexpr auto reticular = static_cast<std::size_t>(Layer::reticular);

/// (1 - exp(-x)) / x: the mean over a step of what decays (or grows, x < 0) during it.
double mean_decay(double x) {
  return std::abs(x) > 1e-8 ? -std::expm1(-x) / x : 1 - x / 2;
}

/// What one chunk of fibres did; chunks are added in order.
struct Books {
  double collagen_made = 0, collagen_gone = 0, elastin_made = 0, elastin_gone = 0;
  std::size_t cuts = 0, lost = 0;
};

/// What fibres meet in one element.
struct Place {
  double deposition = 0;  ///< collagen laid down per native mass [1/day]
  double collagenase = 0, gelatinase = 0;
  double oxidant = 0;   ///< beyond healthy tissue
  double clearing = 0;  ///< share of tissue that is being cleared after an injury [-]
  double building = 0;  ///< share of wounded tissue that builds: collagen is laid there under tension, uncrimped [-]

  Place& operator+=(const Place& p) {
    deposition += p.deposition;
    oxidant += p.oxidant;
    clearing += p.clearing;
    collagenase += p.collagenase;
    gelatinase += p.gelatinase;
    building += p.building;
    return *this;
  }
};

struct Surroundings {
  std::vector<Place> place;                     ///< per element
  Place septal;                                 ///< of the fat: its few cells act as those of the reticular dermis
  std::array<double, n_layers> native_crimp{};  ///< per layer: share of its young crimp new collagen is given [-]

  /// Mean along fibre f.
  Place along(const Network& n, std::size_t f) const {
    if (n.layer[f] == 0) return septal;
    const std::uint32_t segments = fibre::n_segments(n, f);
    Place sum;
    for (std::uint32_t s = n.first_vertex[f]; s < n.first_vertex[f] + segments; ++s)
      sum += place[static_cast<std::size_t>(n.host[s])];
    return {sum.deposition / segments, sum.collagenase / segments, sum.gelatinase / segments,
            sum.oxidant / segments,    sum.clearing / segments,    sum.building / segments};
  }
};

/// Gelatinase in each element relative to that of young tissue in the same layer; 1 where young tissue has none.
double relative_gelatinase(const Tissue& t, std::size_t e, std::size_t layer) {
  const double young = t.homeostasis.signal[layer * tissue::n_substances + index(Substance::gelatinase)];
  return young > 0 ? t.fields[Substance::gelatinase][e] / young : 1.0;
}

/// Collagen laid down in each element per native mass of the fibres there. Collagen made where no fibre runs goes to
/// the fibres of the layer at large.
Surroundings survey(const Tissue& t, const TurnoverLaw& law, const fibre::SegmentsByElement& by) {
  const Network& n = t.network;
  Surroundings s;
  const std::size_t elements = t.grid.n_elements();
  std::vector<double> capacity(elements);
  core::for_each_index(
      elements,
      [&](std::size_t e) {
        for (std::uint32_t row = by.first[e]; row < by.first[e + 1]; ++row) {
          const std::uint32_t f = by.fibre[row];
          if (n.alive[f] && n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic))
            capacity[e] += n.weight[f] * n.calibre[f] / fibre::n_segments(n, f);
        }
      },
      64);
  std::array<double, n_layers> made{}, stray{}, total{};
  for (std::size_t e = 0; e < elements; ++e) {
    const auto l = static_cast<std::size_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)));
    made[l] += t.fields.collagen_source[e];
    total[l] += capacity[e];
    if (capacity[e] <= 0) stray[l] += t.fields.collagen_source[e];
  }
  s.place.resize(elements);
  const std::vector<double>& oxidant = t.fields[Substance::oxidant];
  Place reticular_mean;
  double volume = 0;
  for (std::size_t e = 0; e < elements; ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    const auto l = static_cast<std::size_t>(t.grid.layer(element));
    Place& p = s.place[e];
    if (capacity[e] > 0) p.deposition = t.fields.collagen_source[e] / capacity[e] + stray[l] / total[l];
    p.collagenase = t.fields[Substance::collagenase][e];
    p.gelatinase = relative_gelatinase(t, e, l);
    p.clearing = t.fields.clearing[e];
    p.building = t.fields.building[e];
    p.oxidant = oxidant.empty() ? 0.0 : oxidant[e];
    if (l != reticular) continue;
    reticular_mean.collagenase += t.grid.volume(element) * p.collagenase;
    reticular_mean.gelatinase += t.grid.volume(element) * p.gelatinase;
    volume += t.grid.volume(element);
  }
  const double vigour = total[reticular] > 0 && t.homeostasis.deposition[reticular] > 0
                            ? made[reticular] / total[reticular] / t.homeostasis.deposition[reticular]
                            : 0.0;
  s.septal = {t.homeostasis.deposition[0] * vigour, volume > 0 ? reticular_mean.collagenase / volume : 1.0,
              volume > 0 ? reticular_mean.gelatinase / volume : 1.0};
  for (Layer l : mesh::all_layers) {
    const auto i = static_cast<std::size_t>(l);
    const double young = t.homeostasis.recoil[i];
    // Pull per width of skin: as many bundles cross a width as before, so a thinner dermis does not make up for lost
    // elastin.
    const double recoil = tissue::layer_mean(t, l, t.fields.recoil) * tissue::layer_growth(t, l);
    s.native_crimp[i] = young > 0 ? std::pow(recoil / young, law.crimp_power) : 1.0;
  }
  return s;
}

/// Native elastin is lost and, unless something drives it, not made again; what gelatinase and oxidant destroy beyond
/// the loss of ageing comes back as elastotic mass, kept in `cleaved`.
void advance_elastic(Tissue& t, const TurnoverLaw& law, const Place& place, std::size_t f, const Drivers& drivers,
                     double dt, Books& books) {
  Network& n = t.network;
  const double oxidised = law.oxidant_wear * place.oxidant;
  const double loss = drivers.elastin_loss;
  const double worn = (loss * place.gelatinase + oxidised) * dt;
  const double grown = drivers.elastin_gain * dt;
  const double mean = n.mature[f] * mean_decay(worn - grown);
  const double gone = worn * mean, made = grown * mean;
  const double elastotic = law.elastosis * n.calibre[f] * (loss * std::max(0.0, place.gelatinase - 1) + oxidised) * dt;
  n.mature[f] += made - gone;
  n.cleaved[f] += elastotic;
  // A cut strand retracts as far as its neighbours let it and is anchored anew, without stretch.
  if (n.slack[f] < 1) n.slack[f] += (n.slack[f] - 1) * std::expm1(-law.slackening * worn);
  books.elastin_gone += n.weight[f] * gone;
  books.elastin_made += n.weight[f] * (made + elastotic);
}

/// Intact mass of a bundle through the cuts of one step.
struct Cleavage {
  double intact, freed = 0;
  bool any = false;
};

/// The hazard meets the bundle's own thresholds. `mended` is the e-folds by which open cuts are bridged in this step.
Cleavage cleave(Tissue& t, const TurnoverLaw& law, std::size_t f, double hazard, double intact, double mended,
                Books& books) {
  Network& n = t.network;
  Cleavage c{intact};
  n.until_cut[f] -= hazard;
  while (n.until_cut[f] <= 0) {
    core::Draw draw(t.seed, core::Purpose::cleavage, n.id[f], n.cut_ordinal[f]++);
    n.until_cut[f] += draw.exponential();
    const double share = 2 * law.freed_share(n, f) * draw.uniform();
    c.freed += share * c.intact;
    c.intact -= share * c.intact;
    n.cuts[f] += mean_decay(mended);
    c.any = true;
    ++books.cuts;
  }
  return c;
}

void advance_collagen(Tissue& t, const TurnoverLaw& law, const Surroundings& around, std::size_t f, double glycation,
                      double dt, Books& books) {
  Network& n = t.network;
  const Place place = around.along(n, f);
  // Labile pool: fed at a constant rate, leaves exponentially; exact over the step.
  const double made = n.calibre[f] * place.deposition * dt;
  const double leaving = law.mature_rate + law.labile_removal(t.body[tissue::Level::oestradiol]);
  const double labile = n.labile[f] * std::exp(-leaving * dt) + made * mean_decay(leaving * dt);
  const double left = n.labile[f] + made - labile;
  const double matured = left * law.mature_rate / leaving;
  n.labile[f] = labile;

  // Half of what matures is there when the cuts fall.
  const double there = n.mature[f] + matured / 2;
  const double renewed = there > 0 ? std::min(1.0, matured / there) : 0.0;
  const double mended = law.mending * renewed;
  n.cuts[f] *= std::exp(-mended);
  const double hazard =
      t.homeostasis.cleavage_hazard[n.layer[f]] * n.length[f] * place.collagenase * law.exposure_to_cleavage(n, f) * dt;
  const Cleavage cut = cleave(t, law, f, hazard, there, mended, books);
  n.mature[f] = cut.intact + matured / 2;
  // In a wound scavengers take what is dead, linked or not: the part of the fragments that lies in it.
  const double dead = n.cleaved[f] + cut.freed, all = labile + cut.intact + matured / 2 + dead;
  const double scavenged = dead > 0 ? law.scavenging * std::min(1.0, place.clearing * all / dead) : 0.0;
  const double cleared = (law.clearance(place.gelatinase, n.age_links[f]) + scavenged) * dt;
  const double waiting = n.cleaved[f] * std::exp(-cleared) + cut.freed * mean_decay(cleared);
  double gone = left - matured + (n.cleaved[f] + cut.freed - waiting);
  n.cleaved[f] = waiting;

  // New material brings the crimp that recoil keeps, none where a wound is built up under tension, no ripe cross-links
  // and no more AGE than at 25.
  const double kept = n.native_slack[f] > 1 ? around.native_crimp[n.layer[f]] * (1 - place.building) : 1.0;
  const double crimp = 1 + (n.native_slack[f] - 1) * kept;
  n.slack[f] += renewed * (crimp - n.slack[f]);
  n.lox[f] += (law.lox_ceiling - n.lox[f]) * -std::expm1(-dt / law.lox_time()) - renewed * n.lox[f];
  n.age_links[f] += renewed * (1 - n.age_links[f]) + glycation * dt;

  if (cut.any && n.mature[f] + n.labile[f] < law.lost_share * n.calibre[f]) {
    gone += take_away(n, f);
    ++books.lost;
  }
  books.collagen_made += n.weight[f] * made;
  books.collagen_gone += n.weight[f] * gone;
}

}  // namespace

TurnoverReport advance(Tissue& t, const TurnoverLaw& law, const fibre::SegmentsByElement& by, const Drivers& drivers,
                       core::Days dt) {
  Network& n = t.network;
  const Surroundings around = survey(t, law, by);
  std::vector<Books> books((n.n_fibres() + core::chunk_size - 1) / core::chunk_size);
  core::for_chunks(n.n_fibres(), [&](std::size_t begin, std::size_t end) {
    Books& b = books[begin / core::chunk_size];
    for (std::size_t f = begin; f < end; ++f) {
      if (!n.alive[f]) continue;
      if (n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic))
        advance_elastic(t, law, around.along(n, f), f, drivers, dt.count(), b);
      else
        advance_collagen(t, law, around, f, drivers.glycation, dt.count(), b);
    }
  });
  TurnoverReport report;
  for (const Books& b : books) {
    t.ledger.synthesised[Ledger::collagen] += b.collagen_made;
    t.ledger.removed[Ledger::collagen] += b.collagen_gone;
    t.ledger.synthesised[Ledger::elastin] += b.elastin_made;
    t.ledger.removed[Ledger::elastin] += b.elastin_gone;
    report.cuts += b.cuts;
    report.lost += b.lost;
  }
  report.laid = renew(t, law, dt.count());
  return report;
}

}  // namespace hari::remodel
