// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <tuple>

#include "hari/core/error.hpp"
#include "hari/tissue/tissue.hpp"

namespace {

using hari::mesh::Layer;
using hari::tissue::Tissue;

Tissue block() {
  Tissue t;
  t.grid =
      hari::mesh::Grid({0, 1, 2}, {0, 2}, {-2, -1, -0.2, 0}, {Layer::hypodermis, Layer::reticular, Layer::epidermis});
  t.fields.columns([&](const auto&, auto& column) { column.assign(t.grid.n_elements(), 0.0); });
  t.fields.growth.assign(t.grid.n_elements(), 1.0);
  t.homeostasis.columns([](const auto& info, auto& column) {
    column.assign(hari::mesh::n_layers * static_cast<std::size_t>(info.width), 0.0);
  });
  t.cells.weight = {10};
  auto& n = t.network;
  n.first_vertex = {0, 2, 4};
  n.id = {1, 2};
  n.kind = {0, 1};
  n.layer = {1, 1};
  n.alive = {1, 1};
  for (auto* column : {&n.length, &n.calibre, &n.labile, &n.cleaved, &n.slack, &n.native_slack, &n.lox, &n.age_links,
                       &n.cuts, &n.until_cut, &n.born})
    column->assign(2, 1.0);
  n.weight = {2, 4};
  n.mature = {3, 5};
  n.cut_ordinal = {0, 0};
  n.vertex = {0.1F, 1, -0.5F, 0.6F, 1, -0.5F, 1.1F, 1, -0.5F, 1.6F, 1, -0.5F};
  n.host = {-1, -1, -1, -1};
  for (std::size_t f : {0u, 1u}) hari::fibre::place(n, f, t.grid);
  return t;
}

TEST(Composition, CountsWhatTheDermisHolds) {
  Tissue t = block();
  t.fields.growth.assign(t.grid.n_elements(), 0.5);
  t.fields[hari::tissue::Substance::hyaluronan_high].assign(t.grid.n_elements(), 2);
  const auto c = hari::tissue::composition(t);
  EXPECT_DOUBLE_EQ(c.thickness, 0.5);                          // 0.8 mm of dermis and 0.2 of epidermis, halved
  EXPECT_DOUBLE_EQ(c.collagen, 2 * (3 + 1 + 1) / 1e3 / 0.04);  // ug over 4 mm2, in mg/cm2
  EXPECT_DOUBLE_EQ(c.elastin, 4 * 5 / 1e3 / 0.04);             // functional elastin only
  EXPECT_DOUBLE_EQ(c.hyaluronan, 2 * 8 / 0.04);
}

TEST(LayerMean, WeighsByVolume) {
  Tissue t = block();
  std::vector<double> column(t.grid.n_elements(), 1.0);
  column[static_cast<std::size_t>(t.grid.index(1, 0, 1))] = 3;
  EXPECT_DOUBLE_EQ(hari::tissue::layer_mean(t, Layer::reticular, column), 2);
  EXPECT_EQ(hari::tissue::layer_mean(t, Layer::papillary, column), 0);
}

TEST(Snapshot, RestoresEveryColumn) {
  const Tissue t = block();
  const auto groups = hari::tissue::snapshot(t);
  const auto again = hari::tissue::snapshot(hari::tissue::restore(groups));
  ASSERT_EQ(groups.size(), again.size());
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (std::size_t c = 0; c < groups[g].columns.size(); ++c)
      EXPECT_TRUE(groups[g].columns[c].values == again[g].columns[c].values) << groups[g].columns[c].info.name;
}

/// What a whole state becomes with one column in place of its own.
std::vector<hari::core::ColumnGroup> broken(const std::string& group, const std::string& column,
                                            const hari::core::ColumnValues& values) {
  Tissue t = block();
  t.cells.columns([](const auto& info, auto& v) { v.resize(static_cast<std::size_t>(info.width)); });  // one cell
  auto groups = hari::tissue::snapshot(t);
  for (auto& g : groups)
    if (g.name == group)
      for (auto& c : g.columns)
        if (c.info.name == column) c.values = values;
  return groups;
}

TEST(Snapshot, RefusesWhatNoTissueHolds) {
  using Doubles = std::vector<double>;
  using Bytes = std::vector<std::uint8_t>;
  constexpr double none = std::numeric_limits<double>::quiet_NaN(), infinite = HUGE_VAL;
  EXPECT_NO_THROW(hari::tissue::restore(broken("fibres", "until_cut", Doubles{-5, 40})));
  const std::tuple<const char*, const char*, hari::core::ColumnValues> cases[]{
      {"tissue", "age", Doubles{none}},
      {"tissue", "age", Doubles{-1}},
      {"tissue", "age", Doubles{1e6}},
      {"grid", "z", Doubles{-infinite, -1, -0.2, 0}},
      {"fibres", "kind", Bytes{0, 200}},
      {"fibres", "until_cut", Doubles{1, -1e300}},
      {"fibres", "slack", Doubles{1, infinite}},
      {"cells", "kind", Bytes{3}},
      {"cells", "state", Bytes{9}},
      {"cells", "position", Doubles{0, none, 0}},
      {"cells", "velocity", std::vector<float>{0, 0, static_cast<float>(infinite)}},
      {"cells", "until_division", Doubles{-1e300}},
      {"cells", "until_death", Doubles{1e300}},
      {"fields", "growth", Doubles(6, none)},
      {"body", "level", Doubles(hari::tissue::n_levels, none)}};
  for (const auto& [group, column, values] : cases)
    EXPECT_THROW(hari::tissue::restore(broken(group, column, values)), hari::core::IoError) << group << "/" << column;
}

TEST(Snapshot, RefusesWhatWouldLeadOutsideMemory) {
  EXPECT_THROW(hari::tissue::restore(broken("fibres", "host", std::vector<std::int32_t>{999, -1, 0, -1})),
               hari::core::IoError);
  EXPECT_THROW(hari::tissue::restore(broken("fibres", "mature", std::vector<double>{1})), hari::core::IoError);
  EXPECT_THROW(hari::tissue::restore(broken("fibres", "first_vertex", std::vector<std::uint32_t>{0, 4, 2})),
               hari::core::IoError);
  EXPECT_THROW(hari::tissue::restore(broken("fibres", "weight", std::vector<float>{1, 1})), hari::core::IoError);
  EXPECT_THROW(hari::tissue::restore(broken("grid", "layer_of_k", std::vector<std::uint8_t>{7, 1, 3})),
               hari::core::IoError);
  EXPECT_THROW(hari::tissue::restore(broken("grid", "x", std::vector<double>{0, 0, 2})), hari::core::IoError);
  auto missing = hari::tissue::snapshot(block());
  missing.pop_back();
  EXPECT_THROW(hari::tissue::restore(missing), hari::core::IoError);
}

}  // namespace
