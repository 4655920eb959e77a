// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include "fibre_problem.hpp"
#include "hari/anatomy/block.hpp"
#include "hari/scenario/parameters.hpp"

namespace hari::bench {
namespace {

// S3: the block's generator, its fibres averaged over directions and summed segment by segment, one state of the mesh.
class EmbeddedFibres : public testing::Test {
 protected:
  static mechanics::FibreLaw law_without_slip(const core::ParameterSet& parameters) {
    auto law = mechanics::FibreLaw::from(parameters);
    law.slip = {};  // the sum over segments knows none
    return law;
  }
  const core::ParameterSet parameters = scenario::load_parameters(scenario::data_directory());
  const mechanics::FibreLaw law = law_without_slip(parameters);
  const tissue::Tissue block =
      anatomy::build({.width_mm = mesh::benchmark_spec(1).half_width, .fibres = 20000, .cells = 100}, parameters);
  const std::vector<mechanics::LayerMaterial> averaged = fibrous_skin(block.network, block.grid, law);
  const mechanics::LayerMaterial& dermis = averaged[static_cast<std::size_t>(fibrous)];
};

TEST_F(EmbeddedFibres, HaveInTheMeanTheStressOfTheirAverageWithinTwoPercentAndHoldADermisOfGelBack) {
  const State s(1, 2, averaged);
  EXPECT_NEAR(s.apex, 0.3755, 0.002);  // bench/fibres: 0.3752 to 0.3755 mm at 1e4 to 1e6 fibres
  const ColumnSearch search(s.mesh, fibrous);
  const DirectFibres fibres(block.network, block.grid, fibrous, law, s.mesh, search);
  EXPECT_EQ(fibres.lost(), 0u);
  EXPECT_GT(fibres.size(), 50000u);
  EXPECT_LT(compare(s, dermis, search, fibres).whole, 0.02);
}

}  // namespace
}  // namespace hari::bench
