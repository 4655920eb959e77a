// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/remodel/ablate.hpp"

#include <numbers>
#include <vector>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "renew.hpp"

namespace hari::remodel {
namespace {

void check(const Wound& w, std::size_t elements) {
  core::expect(w.removed.size() == elements && w.denatured.size() == elements, "a wound has one row per element");
  for (std::size_t e = 0; e < elements; ++e)
    core::expect(w.removed[e] >= 0 && w.denatured[e] >= 0 && w.removed[e] + w.denatured[e] <= 1 + 1e-12,
                 "shares of a wound lie between 0 and 1, their sum too");
  core::expect(w.shrinkage >= 0 && w.shrinkage < 1, "denatured collagen keeps some of its length");
  core::expect(w.column > 0, "columns of a wound have a diameter");
}

struct Gone {
  double collagen = 0, elastin = 0;
  std::size_t lost = 0;
};

void burn(tissue::Tissue& t, const TurnoverLaw& law, const Wound& wound, std::size_t f, Gone& gone) {
  fibre::Network& n = t.network;
  const std::uint32_t segments = fibre::n_segments(n, f);
  double removed = 0, denatured = 0;
  for (std::uint32_t s = n.first_vertex[f]; s < n.first_vertex[f] + segments; ++s) {
    removed += wound.removed[static_cast<std::size_t>(n.host[s])];
    denatured += wound.denatured[static_cast<std::size_t>(n.host[s])];
  }
  removed /= segments;
  denatured /= segments;
  const double hurt = removed + denatured;
  if (hurt <= 0) return;
  const bool elastic = n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
  const double sound = n.mature[f] + n.labile[f];
  n.mature[f] *= 1 - hurt;
  n.labile[f] *= 1 - hurt;
  double mass = removed * (sound + n.cleaved[f]);
  n.cleaved[f] *= 1 - removed;
  if (elastic)
    mass += denatured * sound;  // nothing holds it: it goes with the debris
  else
    n.cleaved[f] += denatured * sound;
  // The body holds the area: what shrinks stretches every fibre about it, as if that were shorter.
  n.slack[f] *= 1 - wound.shrinkage * denatured;
  n.native_slack[f] *= 1 - wound.shrinkage * denatured;
  // A line meets 4 p / (pi d) discs per length that have diameter d and cover the share p of its plane.
  n.cuts[f] += 4 * hurt / (std::numbers::pi * wound.column) * n.length[f];
  if (n.mature[f] + n.labile[f] < law.lost_share * n.calibre[f]) {
    mass += take_away(n, f);
    ++gone.lost;
  }
  (elastic ? gone.elastin : gone.collagen) += n.weight[f] * mass;
}

}  // namespace

WoundReport ablate(tissue::Tissue& t, const TurnoverLaw& law, const Wound& wound) {
  check(wound, t.grid.n_elements());
  const std::size_t n = t.network.n_fibres();
  std::vector<Gone> parts((n + core::chunk_size - 1) / core::chunk_size);
  core::for_chunks(n, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f)
      if (t.network.alive[f]) burn(t, law, wound, f, parts[begin / core::chunk_size]);
  });
  WoundReport report;
  for (const Gone& g : parts) {
    report.collagen += g.collagen;
    report.elastin += g.elastin;
    report.lost += g.lost;
  }
  t.ledger.removed[tissue::Ledger::collagen] += report.collagen;
  t.ledger.removed[tissue::Ledger::elastin] += report.elastin;
  return report;
}

}  // namespace hari::remodel
