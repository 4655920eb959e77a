// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

#include "hari/remodel/turnover.hpp"

namespace hari::remodel_test {

using core::Days;
using core::years;
using mesh::Layer;
using remodel::TurnoverLaw;
using tissue::Tissue;

inline TurnoverLaw law() {
  TurnoverLaw l{};
  l.bulk_rate = std::log(2.0) / years(15).count();
  l.mature_rate = 0.0015;
  l.labile_rate = 0.0985;
  l.freed_length = 0.05;
  l.gelatinase_rate = 0.03;
  l.mending = 5;
  l.protection_stress = 1100;
  l.protection_floor = 0.05;
  l.age_retention = 0.5;
  l.oestradiol_gain = 0.6;
  l.lox_ceiling = 1.8;
  l.elastosis = 1;
  l.lost_share = 0.1;
  l.renewal_rate = 1 / years(1).count();
  l.crimp_power = 1;
  l.fibril_modulus = 250e3;
  l.bundle_spread = 0.02;
  return l;
}

/// A reticular slab full of straight level fibres of equal mass, slack spread evenly from 1.0 to 1.2.
inline Tissue slab(std::size_t fibres, std::uint64_t seed = 1) {
  Tissue t;
  t.seed = seed;
  t.age = years(25);
  t.grid = mesh::Grid({0, 1, 2}, {0, 1, 2}, {-1, 0}, {Layer::reticular});
  fibre::Network& n = t.network;
  n.first_vertex.push_back(0);
  for (std::size_t f = 0; f < fibres; ++f) {
    n.id.push_back(f + 1);
    n.kind.push_back(0);
    n.layer.push_back(static_cast<std::uint8_t>(Layer::reticular));
    n.alive.push_back(1);
    n.weight.push_back(2);
    n.length.push_back(0);
    for (auto* column : {&n.labile, &n.cleaved, &n.cuts, &n.until_cut}) column->push_back(0);
    for (auto* column : {&n.calibre, &n.mature}) column->push_back(1);
    const double slack = 1.0 + 0.2 * static_cast<double>(f) / static_cast<double>(fibres);
    n.slack.push_back(slack);
    n.native_slack.push_back(slack);
    n.lox.push_back(1);
    n.age_links.push_back(1);
    n.cut_ordinal.push_back(0);
    n.born.push_back(t.age.count());
    const float y = 0.1F + 1.8F * static_cast<float>(f % 7) / 7;
    for (int v = 0; v <= 4; ++v) {
      n.vertex.insert(n.vertex.end(), {0.5F + 0.25F * static_cast<float>(v), y, -0.5F});
      n.host.push_back(-1);
    }
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
    fibre::place(n, f, t.grid);
  }
  tissue::Fields& fields = t.fields;
  fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  fields.growth.assign(t.grid.n_elements(), 1.0);
  fields[tissue::Substance::collagenase].assign(t.grid.n_elements(), 1.0);
  fields.age_links.assign(t.grid.n_elements(), 1.0);
  t.homeostasis.columns([](const core::ColumnInfo& info, auto& column) {
    column.assign(mesh::n_layers * static_cast<std::size_t>(info.width), 0.0);
  });
  return t;
}

inline void settle(Tissue& t) {
  remodel::settle(t, law());
}

/// What young cells would make: exactly what the settled fibres take, in proportion to the capacity in each element.
inline void feed(Tissue& t, double share) {
  const fibre::Network& n = t.network;
  std::fill(t.fields.collagen_source.begin(), t.fields.collagen_source.end(), 0.0);
  for (std::size_t f = 0; f < n.n_fibres(); ++f)
    for (std::uint32_t s = n.first_vertex[f]; s + 1 < n.first_vertex[f + 1]; ++s)
      t.fields.collagen_source[static_cast<std::size_t>(n.host[s])] +=
          share * n.weight[f] * n.calibre[f] / 4 * t.homeostasis.deposition[n.layer[f]];
}

inline remodel::TurnoverReport live(Tissue& t, double duration_years, double step_days, double share = 1,
                                    const remodel::Drivers& drivers = {}) {
  const auto by = fibre::segments_by_element(t.network, t.grid.n_elements());
  feed(t, share);
  remodel::TurnoverReport total;
  const auto steps = static_cast<int>(years(duration_years).count() / step_days);
  for (int i = 0; i < steps; ++i) {
    const auto r = remodel::advance(t, law(), by, drivers, Days{step_days});
    total.cuts += r.cuts;
    total.lost += r.lost;
    t.age += Days{step_days};
  }
  return total;
}

inline double mean(const std::vector<double>& v) {
  double s = 0;
  for (double x : v) s += x;
  return s / static_cast<double>(v.size());
}

}  // namespace hari::remodel_test
