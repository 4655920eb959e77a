// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "scene.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "hand_made_run.hpp"

namespace hari::report {
namespace {

using testing::Scratch;
using testing::write_run;

template <class T>
T at(const std::string& bytes, std::size_t offset) {
  T value{};
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

TEST(Scene, HoldsPointsWhereTheyAreNow) {
  Scratch scratch;
  const io::Stored frame = io::read_frame(write_run(scratch / "run"), 0);
  const Scene scene = scene_of(frame, 100, 100);
  EXPECT_EQ(scene.fibres, 3u);
  EXPECT_EQ(scene.cells, 4u);
  EXPECT_EQ(at<std::uint32_t>(scene.bytes, 0), 3u);
  const std::size_t points = 24 + 4 * 3;
  EXPECT_EQ(scene.bytes.size(), points + 6 * 7 + 8 * 4);
  // The first vertex of the first fibre lies at x = 0.2; the block reaches from 0, and its largest extent is 4 mm of
  // depth.
  const double x = (at<std::int16_t>(scene.bytes, points) / 32767.0 + 1) / 2 * at<float>(scene.bytes, 20);
  EXPECT_FLOAT_EQ(at<float>(scene.bytes, 20), 4);
  EXPECT_NEAR(x, 0.2, 1e-4);
}

TEST(Scene, TakesNoMoreThanAsked) {
  Scratch scratch;
  const io::Stored frame = io::read_frame(write_run(scratch / "run"), 0);
  EXPECT_LE(scene_of(frame, 2, 1).fibres, 2u);
  EXPECT_LE(scene_of(frame, 2, 1).cells, 1u);
}

TEST(Scene, TellsFibroblastsSenescentAndStemCellsApart) {
  Scratch scratch;
  io::Stored frame = io::read_frame(write_run(scratch / "run"), 0);
  for (core::ColumnGroup& g : frame.groups)
    for (core::Column& c : g.columns) {
      if (g.name == "cells" && c.info.name == "kind") c.values = std::vector<std::uint8_t>{0, 1, 2, 1};
      if (g.name == "cells" && c.info.name == "state") c.values = std::vector<std::uint8_t>{0, 1, 0, 2};
    }
  const Scene scene = scene_of(frame, 100, 100);
  std::vector<int> looks;
  for (std::size_t c = 0; c < 4; ++c) looks.push_back(at<std::uint8_t>(scene.bytes, 24 + 4 * 3 + 6 * 7 + 8 * c + 6));
  EXPECT_EQ(looks, (std::vector<int>{0, 1, 2, 0}));
}

TEST(Scene, LeavesEmptySlotsOut) {
  Scratch scratch;
  io::Stored frame = io::read_frame(write_run(scratch / "run"), 0);
  for (core::ColumnGroup& g : frame.groups)
    for (core::Column& c : g.columns)
      if (g.name == "fibres" && c.info.name == "alive") std::get<std::vector<std::uint8_t>>(c.values)[1] = 0;
  EXPECT_EQ(scene_of(frame, 100, 100).fibres, 2u);
}

}  // namespace
}  // namespace hari::report
