// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <algorithm>
#include <array>
#include <cmath>

#include "hari/core/draw.hpp"
#include "hari/core/parallel.hpp"
#include "hari/remodel/turnover.hpp"

namespace hari::remodel {
namespace {

using fibre::Network;
using mesh::Layer;
using mesh::n_layers;
using tissue::Ledger;
using tissue::Tissue;

constexpr auto reticular = static_cast<std::size_t>(Layer::reticular);

/// (1 - exp(-x)) / x: the mean over a step of what decays during it.
double mean_decay(double x) {
  return x > 1e-8 ? -std::expm1(-x) / x : 1 - x / 2;
}

/// What one chunk of fibres did; chunks are added in order.
struct Books {
  double collagen_made = 0, collagen_gone = 0, elastin_gone = 0;
  std::size_t cuts = 0, lost = 0;
};

/// What a fibre meets at its place.
struct Surroundings {
  std::vector<double> deposition;                    ///< per element: laid down per native mass [1/day]
  std::array<double, n_layers> native_crimp{};       ///< per layer: share of its young crimp new collagen is given [-]
  const std::vector<double>* collagenase = nullptr;  ///< per element
  double septal_collagenase = 0,
         septal_deposition = 0;  ///< of the fat: its few cells act as those of the reticular dermis
};

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
  s.deposition.assign(elements, 0.0);
  for (std::size_t e = 0; e < elements; ++e) {
    const auto l = static_cast<std::size_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)));
    if (capacity[e] > 0) s.deposition[e] = t.fields.collagen_source[e] / capacity[e] + stray[l] / total[l];
  }
  const double vigour = total[reticular] > 0 && t.homeostasis.deposition[reticular] > 0
                            ? made[reticular] / total[reticular] / t.homeostasis.deposition[reticular]
                            : 0.0;
  s.septal_deposition = t.homeostasis.deposition[0] * vigour;
  s.collagenase = &t.fields[tissue::Substance::collagenase];
  s.septal_collagenase = tissue::layer_mean(t, Layer::reticular, t.fields[tissue::Substance::collagenase]);
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

void advance_elastic(Tissue& t, std::size_t f, double loss, double dt, Books& books) {
  Network& n = t.network;
  const double gone = -n.mature[f] * std::expm1(-loss * dt);
  n.mature[f] -= gone;
  books.elastin_gone += n.weight[f] * gone;
}

void advance_collagen(Tissue& t, const TurnoverLaw& law, const Surroundings& around, std::size_t f, double glycation,
                      double dt, Books& books) {
  Network& n = t.network;
  double deposition = around.septal_deposition, collagenase = around.septal_collagenase;
  if (n.layer[f] != 0) {
    deposition = collagenase = 0;
    const std::uint32_t segments = fibre::n_segments(n, f);
    for (std::uint32_t s = n.first_vertex[f]; s < n.first_vertex[f] + segments; ++s) {
      const auto e = static_cast<std::size_t>(n.host[s]);
      deposition += around.deposition[e];
      collagenase += (*around.collagenase)[e];
    }
    deposition /= segments;
    collagenase /= segments;
  }
  // Labile pool: fed at a constant rate, leaves exponentially; exact over the step.
  const double made = n.calibre[f] * deposition * dt;
  const double leaving = law.mature_rate + law.labile_rate;
  const double labile = n.labile[f] * std::exp(-leaving * dt) + made * mean_decay(leaving * dt);
  const double left = n.labile[f] + made - labile;
  const double matured = left * law.mature_rate / leaving;
  n.labile[f] = labile;

  // Cleavage: the hazard meets the fibre's own thresholds; half of what matures is there when the cuts fall.
  n.until_cut[f] -=
      t.homeostasis.cleavage_hazard[n.layer[f]] * n.length[f] * collagenase * law.exposure_to_cleavage(n, f) * dt;
  double intact = n.mature[f] + matured / 2, cut = 0;
  const double renewed = intact > 0 ? std::min(1.0, matured / intact) : 0.0;
  const double mended = law.mending * renewed;
  n.cuts[f] *= std::exp(-mended);
  bool was_cut = false;
  while (n.until_cut[f] <= 0) {
    core::Draw draw(t.seed, core::Purpose::cleavage, n.id[f], n.cut_ordinal[f]++);
    n.until_cut[f] += draw.exponential();
    const double share = 2 * law.freed_share(n, f) * draw.uniform();
    cut += share * intact;
    intact -= share * intact;
    n.cuts[f] += mean_decay(mended);
    was_cut = true;
    ++books.cuts;
  }
  n.mature[f] = intact + matured / 2;
  const double waiting =
      n.cleaved[f] * std::exp(-law.gelatinase_rate * dt) + cut * mean_decay(law.gelatinase_rate * dt);
  double gone = left - matured + (n.cleaved[f] + cut - waiting);
  n.cleaved[f] = waiting;

  // New material brings the crimp that recoil keeps, young cross-links and no more AGE than at 25.
  const double crimp = 1 + (n.native_slack[f] - 1) * (n.native_slack[f] > 1 ? around.native_crimp[n.layer[f]] : 1.0);
  n.slack[f] += renewed * (crimp - n.slack[f]);
  n.lox[f] += renewed * (1 - n.lox[f]);
  n.age_links[f] += renewed * (1 - n.age_links[f]) + glycation * dt;

  if (was_cut && n.mature[f] + n.labile[f] < law.lost_share * n.calibre[f]) {
    gone += n.mature[f] + n.labile[f] + n.cleaved[f];
    n.mature[f] = n.labile[f] = n.cleaved[f] = 0;
    n.alive[f] = 0;
    ++books.lost;
  }
  books.collagen_made += n.weight[f] * made;
  books.collagen_gone += n.weight[f] * gone;
}

/// A straight young bundle through a fibroblast of the same layer, along its axis, in the slot of a lost one.
void lay(Tissue& t, std::size_t f, std::size_t cell) {
  Network& n = t.network;
  tissue::CellPopulation& c = t.cells;
  n.id[f] = core::child_id(c.id[cell], c.ordinal[cell]++);
  n.alive[f] = 1;
  n.cuts[f] = 0;
  n.slack[f] = n.native_slack[f];
  n.lox[f] = n.age_links[f] = 1;
  n.born[f] = t.age.count();
  n.until_cut[f] = core::Draw(t.seed, core::Purpose::cleavage, n.id[f], 0).exponential();
  n.cut_ordinal[f] = 1;
  const mesh::Slab slab = t.grid.slab(static_cast<Layer>(n.layer[f]));
  const double half = n.length[f] / 2;
  const std::uint32_t segments = fibre::n_segments(n, f);
  for (std::uint32_t v = 0; v <= segments; ++v) {
    const double along = -half + n.length[f] * v / segments;
    double unused = 1;
    const std::size_t row = 3 * (std::size_t{n.first_vertex[f]} + v);
    const double x = c.position[3 * cell] + along * c.axis[3 * cell];
    const double y = c.position[3 * cell + 1] + along * c.axis[3 * cell + 1];
    const double z = c.position[3 * cell + 2] + along * c.axis[3 * cell + 2];
    n.vertex[row] = static_cast<float>(mesh::reflect(x, t.grid.x().front(), t.grid.x().back(), unused));
    n.vertex[row + 1] = static_cast<float>(mesh::reflect(y, t.grid.y().front(), t.grid.y().back(), unused));
    n.vertex[row + 2] = static_cast<float>(mesh::reflect(z, slab.bottom, slab.top, unused));
  }
  fibre::place(n, f, t.grid);
}

/// Empty slots are refilled at the renewal rate times the layer's vigour, by a fibroblast drawn from the same layer.
std::size_t renew(Tissue& t, const TurnoverLaw& law, double dt) {
  Network& n = t.network;
  std::size_t laid = 0;
  std::array<std::vector<std::size_t>, n_layers> builders;
  bool looked = false;
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (n.alive[f]) continue;
    if (!looked) {
      for (std::size_t i = 0; i < t.cells.size(); ++i)
        if (t.cells.kind[i] != static_cast<std::uint8_t>(tissue::CellKind::stem_cell) &&
            t.cells.state[i] == static_cast<std::uint8_t>(tissue::CellState::active))
          builders[static_cast<std::size_t>(t.grid.layer(t.cells.element[i]))].push_back(i);
      looked = true;
    }
    const auto& candidates = builders[n.layer[f]];
    core::Draw draw(t.seed, core::Purpose::fibre_birth, n.id[f], n.cut_ordinal[f]++);
    if (candidates.empty() || draw.uniform() > -std::expm1(-law.renewal_rate * dt)) continue;
    const auto pick = static_cast<std::size_t>(draw.uniform() * static_cast<double>(candidates.size()));
    lay(t, f, candidates[pick]);
    ++laid;
  }
  return laid;
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
        advance_elastic(t, f, drivers.elastin_loss, dt.count(), b);
      else
        advance_collagen(t, law, around, f, drivers.glycation, dt.count(), b);
    }
  });
  TurnoverReport report;
  for (const Books& b : books) {
    t.ledger.synthesised[Ledger::collagen] += b.collagen_made;
    t.ledger.removed[Ledger::collagen] += b.collagen_gone;
    t.ledger.removed[Ledger::elastin] += b.elastin_gone;
    report.cuts += b.cuts;
    report.lost += b.lost;
  }
  report.laid = renew(t, law, dt.count());
  return report;
}

void grow(Tissue& t, const TurnoverLaw& law) {
  for (Layer l : {Layer::reticular, Layer::papillary}) {
    const auto i = static_cast<std::size_t>(l);
    if (!t.grid.has(l) || t.homeostasis.collagen_density[i] <= 0 || t.homeostasis.hyaluronan[i] <= 0) continue;
    const double collagen = tissue::layer_mean(t, l, t.fields.collagen_density) / t.homeostasis.collagen_density[i];
    const double hyaluronan = tissue::layer_hyaluronan(t, l) / t.homeostasis.hyaluronan[i];
    const double growth = law.collagen_charge * collagen + (1 - law.collagen_charge) * hyaluronan;
    for (std::size_t e = 0; e < t.grid.n_elements(); ++e)
      if (t.grid.layer(static_cast<mesh::ElementIndex>(e)) == l) t.fields.growth[e] = growth;
  }
}

}  // namespace hari::remodel
