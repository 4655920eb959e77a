// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "passage.hpp"

#include <algorithm>
#include <unordered_map>

#include "hari/core/error.hpp"
#include "warp.hpp"

namespace hari::picture {
namespace {

constexpr std::uint32_t moment = 96;  // purpose of `chance`, beside those of bodies.cpp and bundles.cpp

double between(double a, double b, double t) {
  return a + t * (b - a);
}

/// Of a passage, for what happens once: a smooth step over a fifth of it, somewhere.
double own_share(std::uint64_t id, double share) {
  constexpr double length = 0.2;
  const double begin = (1 - length) * chance(id, moment), t = std::clamp((share - begin) / length, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

template <class Alive>
void list(std::unordered_map<std::uint64_t, std::int64_t>& rows, const std::vector<std::uint64_t>& id, Alive&& alive) {
  rows.reserve(id.size());
  for (std::size_t i = 0; i < id.size(); ++i)
    if (alive(i)) rows.emplace(id[i], static_cast<std::int64_t>(i));
}

/// Pairs in the order of `from`, then what is new.
template <class P, class AliveA, class AliveB>
std::vector<P> matched(const std::vector<std::uint64_t>& a, AliveA&& alive_a, const std::vector<std::uint64_t>& b,
                       AliveB&& alive_b) {
  std::unordered_map<std::uint64_t, std::int64_t> in_b;
  list(in_b, b, alive_b);
  std::vector<P> pairs;
  std::vector<std::uint8_t> taken(b.size(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!alive_a(i)) continue;
    const auto at = in_b.find(a[i]);
    pairs.push_back({static_cast<std::int64_t>(i), at == in_b.end() ? -1 : at->second});
    if (at != in_b.end()) taken[static_cast<std::size_t>(at->second)] = 1;
  }
  for (std::size_t i = 0; i < b.size(); ++i)
    if (alive_b(i) && !taken[i]) pairs.push_back({-1, static_cast<std::int64_t>(i)});
  return pairs;
}

void blend(const std::vector<double>& a, const std::vector<double>& b, double t, std::vector<double>& out) {
  out.resize(b.size());
  for (std::size_t i = 0; i < b.size(); ++i) out[i] = i < a.size() ? between(a[i], b[i], t) : b[i];
}

}  // namespace

Passage::Passage(std::shared_ptr<const tissue::Tissue> from, std::shared_ptr<const tissue::Tissue> to)
    : from_(std::move(from)), to_(std::move(to)) {
  core::expect(from_->grid.n_elements() == to_->grid.n_elements(), "both frames are of one block");
  const auto& a = from_->network;
  const auto& b = to_->network;
  fibres_ = matched<Pair>(
      a.id, [&](std::size_t i) { return a.alive[i] != 0; }, b.id, [&](std::size_t i) { return b.alive[i] != 0; });
  const auto all = [](std::size_t) { return true; };
  cells_ = matched<Pair>(from_->cells.id, all, to_->cells.id, all);
}

void Passage::fibres(double share, tissue::Tissue& out) const {
  const fibre::Network &a = from_->network, &b = to_->network;
  fibre::Network& n = out.network;
  n.first_vertex.push_back(0);
  for (const Pair& p : fibres_) {
    const fibre::Network& any = p.to >= 0 ? b : a;
    const auto row = static_cast<std::size_t>(p.to >= 0 ? p.to : p.from);
    const auto i = static_cast<std::size_t>(std::max<std::int64_t>(p.from, 0));
    const bool both = p.from >= 0 && p.to >= 0;
    const double own = own_share(any.id[row], share);
    // What comes or goes does so by its mass.
    const double there = both ? 1 : p.to >= 0 ? own : 1 - own;
    const auto mean = [&](const std::vector<double>& va, const std::vector<double>& vb, double t) {
      return both ? between(va[i], vb[row], t) : p.to >= 0 ? vb[row] : va[row];
    };
    n.id.push_back(any.id[row]);
    n.kind.push_back(any.kind[row]);
    n.layer.push_back(any.layer[row]);
    n.alive.push_back(1);
    n.weight.push_back(any.weight[row]);
    n.length.push_back(mean(a.length, b.length, share));
    n.calibre.push_back(mean(a.calibre, b.calibre, share));
    n.labile.push_back(there * mean(a.labile, b.labile, share));
    n.mature.push_back(there * mean(a.mature, b.mature, share));
    n.cleaved.push_back(there * mean(a.cleaved, b.cleaved, share));
    n.slack.push_back(mean(a.slack, b.slack, share));
    n.native_slack.push_back(any.native_slack[row]);
    n.age_links.push_back(mean(a.age_links, b.age_links, share));
    n.cuts.push_back(mean(a.cuts, b.cuts, own));
    const std::size_t first = any.first_vertex[row], last = any.first_vertex[row + 1];
    const bool same = both && a.first_vertex[i + 1] - a.first_vertex[i] == last - first;
    for (std::size_t v = first; v < last; ++v) {
      for (std::size_t c = 0; c < 3; ++c) {
        const double here = any.vertex[3 * v + c];
        const double was = same ? a.vertex[3 * (a.first_vertex[i] + v - first) + c] : here;
        n.vertex.push_back(static_cast<float>(between(was, here, share)));
      }
      n.host.push_back(any.host[v]);
    }
    n.first_vertex.push_back(static_cast<std::uint32_t>(n.host.size()));
  }
}

void Passage::cells(double share, Moment& out) const {
  const tissue::CellPopulation &a = from_->cells, &b = to_->cells;
  tissue::CellPopulation& c = out.tissue.cells;
  c.weight = b.weight;
  const auto old = [](const tissue::CellPopulation& of, std::size_t i) {
    return static_cast<tissue::CellState>(of.state[i]) == tissue::CellState::senescent ? 1.0 : 0.0;
  };
  for (const Pair& p : cells_) {
    const tissue::CellPopulation& any = p.to >= 0 ? b : a;
    const auto row = static_cast<std::size_t>(p.to >= 0 ? p.to : p.from);
    const auto i = static_cast<std::size_t>(std::max<std::int64_t>(p.from, 0));
    const bool both = p.from >= 0 && p.to >= 0;
    const double own = own_share(any.id[row], share);
    out.cells.presence.push_back(both ? 1 : p.to >= 0 ? own : 1 - own);
    out.cells.senescence.push_back(both ? between(old(a, i), old(b, row), own) : old(any, row));
    c.id.push_back(any.id[row]);
    c.kind.push_back(any.kind[row]);
    c.state.push_back(any.state[row]);
    c.element.push_back(any.element[row]);
    c.spread.push_back(both ? between(a.spread[i], b.spread[row], share) : any.spread[row]);
    double along = 0;  // an axis has no sense of direction
    for (std::size_t k = 0; k < 3 && both; ++k) along += a.axis[3 * i + k] * b.axis[3 * row + k];
    for (std::size_t k = 0; k < 3; ++k) {
      c.position.push_back(both ? between(a.position[3 * i + k], b.position[3 * row + k], share)
                                : any.position[3 * row + k]);
      c.axis.push_back(both ? between((along < 0 ? -1 : 1) * a.axis[3 * i + k], b.axis[3 * row + k], share)
                            : any.axis[3 * row + k]);
    }
  }
}

Moment Passage::at(double share) const {
  share = std::clamp(share, 0.0, 1.0);
  Moment out;
  out.tissue.age = core::Days{between(from_->age.count(), to_->age.count(), share)};
  out.tissue.seed = to_->seed;
  out.tissue.grid = to_->grid;
  out.tissue.homeostasis = to_->homeostasis;
  blend(from_->fields.growth, to_->fields.growth, share, out.tissue.fields.growth);
  for (std::size_t s = 0; s < tissue::n_substances; ++s)
    blend(from_->fields.amount[s], to_->fields.amount[s], share, out.tissue.fields.amount[s]);
  fibres(share, out.tissue);
  cells(share, out);
  return out;
}

}  // namespace hari::picture
