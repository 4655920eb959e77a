// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/tissue/tissue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::tissue {
namespace {

using mesh::Layer;

bool is_elastic(const fibre::Network& n, std::size_t f) {
  return n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic);
}

bool in_dermis(const fibre::Network& n, std::size_t f) {
  return mesh::is_dermis(static_cast<Layer>(n.layer[f]));
}

}  // namespace

double mass_in_block(const Tissue& t, std::size_t account) {
  if (account == Ledger::hyaluronan)
    return core::ordered_sum(t.grid.n_elements(), [&](std::size_t e) {
      double all = t.fields.hyaluronan(e);
      for (Substance gel : hyaluronan_gels)
        if (!t.fields[gel].empty()) all += t.fields[gel][e];
      return all * t.grid.volume(static_cast<mesh::ElementIndex>(e));
    });
  const fibre::Network& n = t.network;
  const bool elastin = account == Ledger::elastin;
  return core::ordered_sum(n.n_fibres(), [&](std::size_t f) {
    return is_elastic(n, f) == elastin ? n.weight[f] * (n.labile[f] + n.mature[f] + n.cleaved[f]) : 0.0;
  });
}

double ledger_error(const Tissue& t, std::size_t account) {
  const double now = mass_in_block(t, account);
  const Ledger& l = t.ledger;
  const double due = l.initial[account] + l.synthesised[account] + l.injected[account] - l.removed[account];
  return now > 0 ? (now - due) / now : now - due;
}

double layer_mean(const Tissue& t, Layer layer, std::span<const double> column) {
  double volume = 0, sum = 0;
  for (std::size_t e = 0; e < t.grid.n_elements(); ++e) {
    const auto element = static_cast<mesh::ElementIndex>(e);
    if (t.grid.layer(element) != layer) continue;
    volume += t.grid.volume(element);
    sum += t.grid.volume(element) * column[e];
  }
  return volume > 0 ? sum / volume : 0.0;
}

double layer_hyaluronan(const Tissue& t, Layer layer) {
  double sum = 0;
  for (Substance s : hyaluronan_classes)
    if (!t.fields[s].empty()) sum += layer_mean(t, layer, t.fields[s]);
  return sum;
}

double layer_growth(const Tissue& t, Layer layer) {
  return layer_mean(t, layer, t.fields.growth);
}

Composition composition(const Tissue& t) {
  Composition c;
  double dermis = 0, water = 0;
  for (Layer l : {Layer::reticular, Layer::papillary, Layer::epidermis}) {
    const double h = t.grid.has(l) ? t.grid.slab(l).thickness() * layer_growth(t, l) : 0.0;
    c.thickness += h;
    (mesh::is_dermis(l) ? dermis : c.epidermis) += h;
  }
  const double area_cm2 = t.grid.area() / 100;
  const fibre::Network& n = t.network;
  const auto collagen_mass = [&](std::size_t f) {
    return !is_elastic(n, f) && in_dermis(n, f) ? n.weight[f] * (n.labile[f] + n.mature[f] + n.cleaved[f]) : 0.0;
  };
  const auto elastic_mass = [&](std::size_t f, const std::vector<double>& column) {
    return is_elastic(n, f) && in_dermis(n, f) ? n.weight[f] * column[f] : 0.0;
  };
  const double collagen = core::ordered_sum(n.n_fibres(), collagen_mass);
  if (collagen > 0) {
    c.type_three =
        core::ordered_sum(n.n_fibres(),
                          [&](std::size_t f) { return collagen_mass(f) * t.homeostasis.type_three[n.layer[f]]; }) /
        collagen;
    c.cleaved = core::ordered_sum(n.n_fibres(),
                                  [&](std::size_t f) {
                                    return !is_elastic(n, f) && in_dermis(n, f) ? n.weight[f] * n.cleaved[f] : 0.0;
                                  }) /
                collagen;
  }
  c.collagen = collagen / 1000 / area_cm2;
  c.elastin =
      core::ordered_sum(n.n_fibres(), [&](std::size_t f) { return elastic_mass(f, n.mature); }) / 1000 / area_cm2;
  c.elastotic =
      core::ordered_sum(n.n_fibres(), [&](std::size_t f) { return elastic_mass(f, n.cleaved); }) / 1000 / area_cm2;
  c.hyaluronan = mass_in_block(t, Ledger::hyaluronan) / area_cm2;
  const auto per_surface = [&](Substance s) {
    double sum = 0;
    for (std::size_t e = 0; e < t.fields[s].size(); ++e)
      sum += t.fields[s][e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
    return sum / area_cm2;
  };
  for (std::size_t i = 0; i < hyaluronan_classes.size(); ++i)
    c.hyaluronan_by_class[i] = per_surface(hyaluronan_classes[i]);
  for (Substance gel : hyaluronan_gels) c.gel_hyaluronan += per_surface(gel);
  for (std::size_t e = 0; e < t.fields.water.size(); ++e)
    water += t.fields.water[e] * t.fields.growth[e] * t.grid.volume(static_cast<mesh::ElementIndex>(e));
  c.hydration = dermis > 0 ? water / (dermis * t.grid.area()) : 0.0;

  double fibroblasts = 0, senescent = 0, spread = 0;
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    if (t.cells.kind[i] == static_cast<std::uint8_t>(CellKind::stem_cell)) continue;
    fibroblasts += 1;
    spread += t.cells.spread[i];
    if (t.cells.state[i] == static_cast<std::uint8_t>(CellState::senescent)) senescent += 1;
  }
  if (fibroblasts > 0) {
    c.fibroblasts = fibroblasts * t.cells.weight[0] / (dermis * t.grid.area());
    c.senescent_fraction = senescent / fibroblasts;
    c.spread = spread / fibroblasts;
  }
  return c;
}

std::vector<core::ColumnGroup> snapshot(const Tissue& t) {
  std::vector<std::uint8_t> layers;
  for (Layer l : t.grid.layer_of_k()) layers.push_back(static_cast<std::uint8_t>(l));
  std::vector<core::ColumnGroup> groups;
  groups.push_back({"tissue",
                    {{{"age", "day", "age of the subject"}, std::vector<double>{t.age.count()}},
                     {{"seed", "1", "of every draw"}, std::vector<std::uint64_t>{t.seed}}}});
  groups.push_back({"grid",
                    {{{"x", "mm", "node planes"}, t.grid.x()},
                     {{"y", "mm", "node planes"}, t.grid.y()},
                     {{"z", "mm", "node planes, the surface is 0"}, t.grid.z()},
                     {{"layer_of_k", "1", "layer of each sheet of elements, deepest first"}, layers}}});
  groups.push_back(core::take_columns("fibres", t.network));
  groups.push_back(core::take_columns("cells", t.cells));
  groups.push_back(core::take_columns("fields", t.fields));
  groups.push_back(core::take_columns("body", t.body));
  groups.push_back(core::take_columns("barrier", t.barrier));
  groups.push_back(core::take_columns("homeostasis", t.homeostasis));
  groups.push_back(core::take_columns("ledger", t.ledger));
  return groups;
}

namespace {

const core::ColumnGroup& find_group(const std::vector<core::ColumnGroup>& groups, const std::string& name) {
  for (const core::ColumnGroup& g : groups)
    if (g.name == name) return g;
  throw core::IoError(fmt::format("the stored state has no group \"{}\"", name));
}

template <class T>
const std::vector<T>& values(const core::ColumnGroup& group, const std::string& name) {
  const auto* v = std::get_if<std::vector<T>>(&core::find_column(group, name).values);
  if (!v) core::column_type_differs(group, name);
  return *v;
}

/// Rows of a state must agree, else a stored file could lead outside memory; and no law knows a number that is none.
template <class State>
void check_columns(State& state, const std::string& group,
                   std::initializer_list<std::pair<std::string_view, std::size_t>> rows, std::size_t usual) {
  state.columns([&](const core::ColumnInfo& info, auto& v) {
    std::size_t due = usual;
    for (const auto& [name, n] : rows)
      if (name == info.name) due = n;
    if (v.size() != due)
      throw core::IoError(
          fmt::format("stored column \"{}/{}\" has {} rows; {} are expected", group, info.name, v.size(), due));
    if constexpr (std::is_floating_point_v<typename std::decay_t<decltype(v)>::value_type>)
      for (const auto x : v)
        if (!std::isfinite(x))
          throw core::IoError(fmt::format("stored column \"{}/{}\" holds {}", group, info.name, x));
  });
}

void check_range(bool holds, std::string_view what) {
  if (!holds) throw core::IoError(fmt::format("the stored state is damaged: {}", what));
}

/// @param last  the last of the names that `words` may stand for
template <class Word>
void check_words(const std::vector<std::uint8_t>& words, Word last, std::string_view what) {
  check_range(std::ranges::all_of(words, [&](std::uint8_t w) { return w <= static_cast<std::uint8_t>(last); }), what);
}

/// What is left of an exponential draw, or what a step overshot it by: tens at most, and laws draw until it is made up.
void check_hazards(const std::vector<double>& hazards, std::string_view what) {
  constexpr double most = 1e6;
  check_range(std::ranges::all_of(hazards, [](double x) { return std::abs(x) < most; }), what);
}

}  // namespace

Tissue restore(const std::vector<core::ColumnGroup>& groups) {
  Tissue t;
  const core::ColumnGroup& head = find_group(groups, "tissue");
  check_range(values<double>(head, "age").size() == 1 && values<std::uint64_t>(head, "seed").size() == 1,
              "no age or seed");
  t.age = core::Days{values<double>(head, "age")[0]};
  const core::Days longest_life = core::years(130);
  check_range(t.age >= core::Days{0} && t.age <= longest_life, "an age that nobody has");
  t.seed = values<std::uint64_t>(head, "seed")[0];
  const core::ColumnGroup& grid = find_group(groups, "grid");
  std::vector<Layer> layers;
  for (std::uint8_t l : values<std::uint8_t>(grid, "layer_of_k")) {
    check_range(l < mesh::n_layers, "an unknown layer");
    layers.push_back(static_cast<Layer>(l));
  }
  try {
    t.grid = mesh::Grid(values<double>(grid, "x"), values<double>(grid, "y"), values<double>(grid, "z"), layers);
  } catch (const core::ModelError& e) {
    throw core::IoError(fmt::format("the stored state is damaged: {}", e.what()));
  }
  for (const auto* planes : {&t.grid.x(), &t.grid.y(), &t.grid.z()})  // they ascend
    check_range(std::isfinite(planes->front()) && std::isfinite(planes->back()), "a grid without end");
  core::put_columns(find_group(groups, "fibres"), t.network);
  core::put_columns(find_group(groups, "cells"), t.cells);
  core::put_columns(find_group(groups, "fields"), t.fields);
  core::put_columns(find_group(groups, "body"), t.body);
  core::put_columns(find_group(groups, "barrier"), t.barrier);
  core::put_columns(find_group(groups, "homeostasis"), t.homeostasis);
  core::put_columns(find_group(groups, "ledger"), t.ledger);

  const std::size_t elements = t.grid.n_elements(), fibres = t.network.n_fibres(), vertices = t.network.n_vertices();
  check_columns(t.network, "fibres", {{"first_vertex", fibres + 1}, {"vertex", 3 * vertices}, {"host", vertices}},
                fibres);
  check_columns(
      t.cells, "cells",
      {{"weight", 1}, {"position", 3 * t.cells.size()}, {"axis", 3 * t.cells.size()}, {"velocity", 3 * t.cells.size()}},
      t.cells.size());
  check_columns(t.fields, "fields", {}, elements);
  check_columns(t.body, "body", {}, n_levels);
  check_columns(t.barrier, "barrier", {}, t.barrier.size());
  const std::size_t of_each = mesh::n_layers * n_substances;
  check_columns(t.homeostasis, "homeostasis", {{"per_cell", of_each}, {"signal", of_each}}, mesh::n_layers);
  check_columns(t.ledger, "ledger", {}, Ledger::n_accounts);
  check_words(t.network.kind, fibre::Kind::retinaculum, "an unknown kind of fibre");
  check_words(t.cells.kind, CellKind::stem_cell, "an unknown kind of cell");
  check_words(t.cells.state, CellState::myofibroblast, "an unknown state of a cell");
  for (const auto* hazards : {&t.network.until_cut, &t.cells.until_division, &t.cells.until_death,
                              &t.cells.until_senescence, &t.cells.until_change})
    check_hazards(*hazards, "a hazard that no draw leaves");
  const auto inside = [&](std::int32_t e) { return e >= 0 && static_cast<std::size_t>(e) < elements; };
  check_range(t.network.first_vertex.front() == 0 && t.network.first_vertex.back() == vertices, "fibre vertices");
  for (std::size_t f = 0; f < fibres; ++f) {
    const std::uint32_t a = t.network.first_vertex[f], b = t.network.first_vertex[f + 1];
    check_range(a < b && b <= vertices && t.network.layer[f] < mesh::n_layers, "a fibre without vertices or layer");
    for (std::uint32_t s = a; s + 1 < b; ++s) check_range(inside(t.network.host[s]), "a segment outside the grid");
  }
  for (std::int32_t e : t.cells.element) check_range(inside(e), "a cell outside the grid");
  return t;
}

}  // namespace hari::tissue
