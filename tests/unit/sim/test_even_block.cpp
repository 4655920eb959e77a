// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "hari/anatomy/block.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "hari/mechanics/skin_map.hpp"
#include "hari/scenario/parameters.hpp"
#include "hari/sim/simulation.hpp"

namespace {

using namespace hari;

/// Else every reading of a young block would be solved on the whole for nothing but the noise of few cells. Old skin is
/// another matter: where collagen is cut cells collapse, and what they then make parts patches from each other.
TEST(Block, OfQuickSizeCountsAsEvenWhenYoung) {
  const auto parameters = scenario::load_parameters(std::string(HARI_SOURCE_DIR) + "/data");
  const mechanics::FibreLaw law = mechanics::FibreLaw::from(parameters);
  sim::Simulation::Interventions ageing;
  ageing.push_back(exposure::make_intrinsic_ageing({.speed = 1}, parameters));
  const anatomy::BlockSpec quick{.subcutis_mm = 0.75, .elements_across = 10, .fibres = 10000, .cells = 5000, .seed = 2};
  sim::Simulation s(anatomy::build(quick, parameters), parameters, std::move(ageing), {});
  s.settle();
  EXPECT_LT(mechanics::unevenness(s.tissue(), law), mechanics::even_enough);
}

}  // namespace
