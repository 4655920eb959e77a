// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// The skin everything starts from, at 25 and at quick size, against what is measured. A change of a law or a number
// that takes it out of these bands turns this red, whatever it does to the years after.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "hari/mechanics/laws.hpp"
#include "hari/probe/cutometer.hpp"
#include "hari/probe/r_parameters.hpp"
#include "hari/scenario/assemble.hpp"

namespace hari::scenario {
namespace {

struct Young {
  probe::RParameters r;
  double unrestored, tension;
};

Young young_skin(const std::string& site, int seed, bool ramp) {
  const std::vector<std::string> sets{"block.seed=" + std::to_string(seed)};
  const Scenario s = parse_scenario("title = \"Young\"\n[subject]\nsex = \"female\"\nsite = \"" + site +
                                        "\"\n[span]\nfrom = \"25 years\"\nto = \"26 years\"\n[probe.cutometer]\n",
                                    site, load_library(data_directory()), sets,
                                    /*quick=*/true);
  const mechanics::Laws laws = mechanics::Laws::from(s.parameters);
  const mechanics::Skin skin = mechanics::average_skin(young(s).tissue(), laws);
  probe::CutometerProtocol p{.cycles = 1, .mesh = mesh::Resolution::coarse};
  Young y{.r = probe::r_parameters(probe::measure(p, skin, laws.instrument)),
          .unrestored = NAN,
          .tension = mechanics::dermal_tension(skin)};
  if (!ramp) return y;
  p.mode = probe::SuctionMode::ramp;  // 25 mbar/s to 450 mbar and back
  p.on = p.off = core::Seconds(18);
  y.unrestored = probe::loop(probe::measure(p, skin, laws.instrument)).unrestored;
  return y;
}

class YoungSkin : public testing::TestWithParam<const char*> {};

TEST_P(YoungSkin, ReadsWhatStudiesRead) {
  const Young y = young_skin(GetParam(), 1, true);
  const auto within = [](const char* what, double value, double low, double high) {
    testing::Test::RecordProperty(what, std::to_string(value));
    EXPECT_GE(value, low) << what;
    EXPECT_LE(value, high) << what;
  };
  // The joint region of data/report/bands.toml at 25; R0 is AG019.
  within("R0_mm", y.r.R0, 0.20, 0.33);
  within("R2", y.r.R2, 0.74, 0.90);
  within("R5", y.r.R5, 0.77, 0.93);
  within("R6", y.r.R6, 0.35, 0.70);
  within("R7", y.r.R7, 0.47, 0.63);
  within("tension_kPa", y.tension, 8.5, 18.5);     // 13.5 +- 5, forearm
  within("unrestored", y.unrestored, 0.38, 0.46);  // 0.42 +- 0.04, MECH-008
}

TEST_P(YoungSkin, DiffersLittleFromSeedToSeed) {
  constexpr int seeds = 5;
  double sum[3]{}, square[3]{};
  for (int seed = 1; seed <= seeds; ++seed) {
    const probe::RParameters r = young_skin(GetParam(), seed, false).r;
    const double value[3]{r.R0, r.R2, r.R7};
    for (int i = 0; i < 3; ++i) {
      sum[i] += value[i];
      square[i] += value[i] * value[i];
    }
  }
  constexpr double most[3]{0.02, 0.01, 0.01};
  constexpr const char* name[3]{"SD_R0", "SD_R2", "SD_R7"};
  for (int i = 0; i < 3; ++i) {
    const double mean = sum[i] / seeds, sd = std::sqrt((square[i] - seeds * mean * mean) / (seeds - 1)) / mean;
    RecordProperty(name[i], std::to_string(sd));
    EXPECT_LT(sd, most[i]) << name[i];
  }
}

INSTANTIATE_TEST_SUITE_P(At, YoungSkin, testing::Values("cheek", "volar_forearm"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace hari::scenario
