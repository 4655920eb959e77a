// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <array>
#include <cmath>

#include "hari/core/draw.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/remodel/turnover.hpp"

namespace hari::remodel {
namespace {

using mesh::Layer;
using mesh::n_layers;

bool is_collagen(const fibre::Network& n, std::size_t f) {
  return n.kind[f] != static_cast<std::uint8_t>(fibre::Kind::elastic);
}

/// What a fibre is worth of its mean, and its open cuts, after a long past of feeding and cutting.
struct Past {
  double mass = 1, cuts = 0;
};

// Time runs in units of hazard: between cuts the fibre grows evenly and cuts mend with what is renewed. Sixty cuts
// leave 5 % of the memory of the start at the default share, and less at larger ones.
Past stationary_past(core::Draw& draw, const TurnoverLaw& law, double share) {
  Past p{1, 1 / (law.mending * share)};
  for (int event = 0; event < 60; ++event) {
    const double grown = p.mass + share * draw.exponential();
    p.cuts = p.cuts * std::pow(p.mass / grown, law.mending) + 1;
    p.mass = grown * (1 - 2 * share * draw.uniform());
  }
  const double grown = p.mass + share * draw.exponential();
  p.cuts *= std::pow(p.mass / grown, law.mending);
  p.mass = grown;
  return p;
}

/// Young collagenase along each fibre, as its depth sets it: cells wander, so only depth lasts. Septa of the fat are
/// tended like the reticular dermis above them; see advance().
std::vector<double> lasting_collagenase(const tissue::Tissue& t) {
  const mesh::Grid& g = t.grid;
  std::vector<double> of_sheet(static_cast<std::size_t>(g.nz()));
  const auto per_sheet = static_cast<std::size_t>(g.nx() * g.ny());
  for (std::size_t e = 0; e < g.n_elements(); ++e)
    of_sheet[e / per_sheet] +=
        t.fields[tissue::Substance::collagenase][e] * g.volume(static_cast<mesh::ElementIndex>(e));
  for (std::size_t k = 0; k < of_sheet.size(); ++k) of_sheet[k] /= g.area() * (g.z()[k + 1] - g.z()[k]);
  const double septal = tissue::layer_mean(t, Layer::reticular, t.fields[tissue::Substance::collagenase]);
  const fibre::Network& n = t.network;
  std::vector<double> of_fibre(n.n_fibres(), septal);
  core::for_each_index(n.n_fibres(), [&](std::size_t f) {
    if (n.layer[f] == 0) return;
    double sum = 0;
    const std::uint32_t segments = fibre::n_segments(n, f);
    for (std::uint32_t s = n.first_vertex[f]; s < n.first_vertex[f] + segments; ++s)
      sum += of_sheet[static_cast<std::size_t>(n.host[s]) / per_sheet];
    of_fibre[f] = sum / segments;
  });
  return of_fibre;
}

}  // namespace

void settle(tissue::Tissue& t, const TurnoverLaw& law) {
  fibre::Network& n = t.network;
  const std::vector<double> collagenase = lasting_collagenase(t);
  std::array<double, n_layers> mass{}, exposed{}, hazard{}, deposition{};
  for (std::size_t f = 0; f < n.n_fibres(); ++f) {
    if (!is_collagen(n, f)) continue;
    core::expect(collagenase[f] > 0, "settle needs the young collagenase field");
    mass[n.layer[f]] += n.weight[f] * n.mature[f];
    exposed[n.layer[f]] += n.weight[f] * n.mature[f] * law.exposure_to_cleavage(n, f) * collagenase[f] * n.length[f] *
                           law.freed_share(n, f);
  }
  for (std::size_t l = 0; l < n_layers; ++l) {
    if (mass[l] <= 0) continue;
    // The layer's mean rate of removal is the bulk rate; a fibre's own follows its exposure.
    hazard[l] = law.bulk_rate * mass[l] / exposed[l];
    deposition[l] = law.bulk_rate * (law.mature_rate + law.labile_rate) / law.mature_rate;
  }
  core::for_each_index(n.n_fibres(), [&](std::size_t f) {
    n.until_cut[f] = core::Draw(t.seed, core::Purpose::cleavage, n.id[f], 0).exponential();
    n.cut_ordinal[f] = 1;
    if (!is_collagen(n, f)) return;
    core::Draw draw(t.seed, core::Purpose::fibre_state, n.id[f], 0);
    const double share = law.freed_share(n, f);
    const double removal =
        hazard[n.layer[f]] * collagenase[f] * law.exposure_to_cleavage(n, f) * n.length[f] * share;  // [1/day]
    // Of one unit of collagen, how much is intact when what matures balances what is cut and what is cut is cleared.
    const double labile = removal / law.mature_rate, cleaved = removal / law.clearance(1, n.age_links[f]);
    const double intact = n.mature[f] / (1 + labile + cleaved);
    const Past past = stationary_past(draw, law, share);
    n.mature[f] = intact * past.mass;
    n.labile[f] = intact * labile;
    n.cleaved[f] = intact * cleaved;
    n.cuts[f] = past.cuts;
    n.lox[f] = law.lox_ceiling / (1 + law.lox_time() * removal);  // ripening balances renewal
    n.calibre[f] = intact * removal / law.bulk_rate;
  });
  for (std::size_t l = 0; l < n_layers; ++l) {
    t.homeostasis.deposition[l] = deposition[l];
    t.homeostasis.cleavage_hazard[l] = hazard[l];
    // A cut is mended once 1 / mending of the bundle has been renewed, and each frees the same length.
    t.homeostasis.open_cuts[l] = 1 / (law.mending * law.freed_length);
  }
}

}  // namespace hari::remodel
