// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// What a block of skin makes of treatments: the chain from a prescription to the rules of cells.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>

#include "hari/anatomy/block.hpp"
#include "hari/sim/apply_acts.hpp"
#include "hari/sim/simulation.hpp"
#include "hari/sim/wounds.hpp"
#include "hari/treatment/mechanism.hpp"
#include "prescribed.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using mesh::Layer;
using sim::Simulation;
using tissue::Substance;
using tissue::Tissue;

const Tissue& young() {
  static const Tissue block = [] {
    const anatomy::BlockSpec spec{.site = "cheek",
                                  .male = false,
                                  .width_mm = 2,
                                  .subcutis_mm = 0.75,
                                  .elements_across = 3,
                                  .fibres = 1500,
                                  .cells = 800,
                                  .seed = 1};
    Simulation s(anatomy::build(spec, data()), data(), {}, {});
    s.settle();
    return s.tissue();
  }();
  return block;
}

using Numbers = std::map<std::string, double>;

/// A session of this mechanism some days after the block stands.
Prescription plan(const char* mechanism, const Numbers& numbers, double day = 0, Arm arm = Arm::treated) {
  Prescription rx = prescribed(find_mechanism(mechanism)->schema(), {young().age + Days{day}}, numbers);
  rx.arm = arm;
  return rx;
}

Tissue after(const std::vector<Prescription>& plans, Days time, const std::function<void(const Tissue&)>& see = {}) {
  Simulation::Interventions acting;
  for (const Prescription& rx : plans) acting.push_back(find_mechanism(rx.name)->make(rx, data()));
  Simulation s(young(), data(), std::move(acting), {Days{0.5}, Days{2}, 1.2});
  s.advance_to(young().age + time, [&](const Simulation& now) {
    if (see) see(now.tissue());
  });
  return s.tissue();
}

/// Most that was secreted in one step [ug/day], after so many days of a course or session.
double collagen_made(const char* mechanism, const Numbers& numbers, Arm arm) {
  double most = 0;
  after({plan(mechanism, numbers, 0, arm)}, Days{2}, [&](const Tissue& t) {
    const auto& made = t.fields.collagen_source;
    most = std::max(most, std::accumulate(made.begin(), made.end(), 0.0));
  });
  return most;
}

TEST(Response, MoreCollagenIsMadeUnderEverySignalOfABooster) {
  struct Case {
    const char* mechanism;
    Numbers numbers;
  };
  const Case cases[] = {
      {"depot", {{"polynucleotide", 20}}},    {"depot", {{"amino_acids", 50}}}, {"depot", {{"peptide", 0.01}}},
      {"depot", {{"hyaluronan_middle", 16}}}, {"needling", {{"exosome", 1}}},   {"topical", {{"retinoid", 1}}},
  };
  for (const Case& c : cases) {
    // The sham arm is pricked alike, so that only what is brought in differs.
    const double treated = collagen_made(c.mechanism, c.numbers, Arm::treated),
                 sham = collagen_made(c.mechanism, c.numbers, Arm::sham);
    const std::string what = c.mechanism + (" with " + c.numbers.begin()->first);
    std::printf("%s: %+.2f %%\n", what.c_str(), 100 * (treated / sham - 1));
    EXPECT_GT(treated, 1.001 * sham) << what;
    EXPECT_LT(treated, 3 * sham) << what;
  }
}

TEST(Response, NeedlesBeforeTheSolutionLetInWhatNeedlesAfterItDoNot) {
  const auto entered = [](double needles, double solution) {
    double most = 0;
    after({plan("needling", {}, needles), plan("needling", {{"needle_density", 0}, {"exosome", 1}}, solution)}, Days{4},
          [&](const Tissue& t) {
            const auto& amount = t.fields[Substance::exosome];
            most = std::max(most, std::accumulate(amount.begin(), amount.end(), 0.0));
          });
    return most;
  };
  const double before = entered(1, 1.01), after_it = entered(2, 1), too_early = entered(1, 3);
  EXPECT_GT(before, 0);
  EXPECT_LT(after_it, 1e-6 * before);   // the solution was washed off when the needles came
  EXPECT_LT(too_early, 1e-6 * before);  // the channels were shut when the solution came
}

TEST(Response, OfALaserSaturatesWithItsDensity) {
  const auto answer = [](double density) {
    const Tissue t = after({plan("fractional_ablation", {{"density", density}})}, Days{1});
    return tissue::layer_mean(t, Layer::papillary, t.fields.alarmed) +
           tissue::layer_mean(t, Layer::papillary, t.fields.clearing);
  };
  const double one = answer(1), two = answer(2), four = answer(4);
  EXPECT_GT(one, 0);
  EXPECT_GT(two, one);
  EXPECT_GT(four, two);
  EXPECT_LT(four - two, 1.7 * (two - one));  // proportion would give twice
  EXPECT_LT(four, 3.5 * one);
}

TEST(Response, MildHeatStartsBuildingWithoutAlarm) {
  const auto heat = [](double energy) { return plan("thermal_sheet", {{"energy", energy}}); };
  const auto heated = [&](double energy) {
    Tissue t = young();
    sim::apply_acts(t, remodel::TurnoverLaw::from(data()), sim::WoundLaw::from(data()),
                    find_mechanism("thermal_sheet")->make(heat(energy), data())->acts(t.age, t.age + Days{1}));
    return t;
  };
  // The strongest pulse that leaves the epidermis in place.
  double energy = 100;
  while (heated(1.1 * energy).barrier.dressed(young().age) < 0.01) energy *= 1.1;
  ASSERT_LT(energy, 1500);
  const Tissue t = heated(energy);
  const double alarmed = tissue::layer_mean(t, Layer::papillary, t.fields.alarmed),
               building = tissue::layer_mean(t, Layer::papillary, t.fields.building);
  std::printf("%.0f mJ: alarmed %.2g, building %.2g\n", energy, alarmed, building);
  EXPECT_GT(building, 1e-3);
  EXPECT_GT(building, 5 * alarmed);
  const auto tgf_beta = [](const Tissue& now) {
    return tissue::layer_mean(now, Layer::papillary, now.fields[Substance::tgf_beta]);
  };
  EXPECT_GT(tgf_beta(after({heat(energy)}, Days{1})), (1 + 1e-4) * tgf_beta(after({}, Days{1})));
}

TEST(Response, HeatThatIsSupposedToSpareTheEpidermisHurtsTheDermisAsBefore) {
  Prescription rx = plan("thermal_sheet", {});
  const auto shedding = [](const Tissue& t) { return t.barrier.dressed(t.age) + t.barrier.open(t.age); };
  const Tissue known = after({rx}, Days{1});
  rx.hypotheses = {"deep_without_epidermal_loss"};
  const Tissue supposed = after({rx}, Days{1});
  EXPECT_GT(shedding(known), 0.5);
  EXPECT_EQ(shedding(supposed), 0);
  const auto hurt = [](const Tissue& t, Layer l) { return tissue::layer_mean(t, l, t.fields.alarmed); };
  EXPECT_GT(hurt(known, Layer::epidermis), 0.1);
  EXPECT_EQ(hurt(supposed, Layer::epidermis), 0);
  EXPECT_GT(hurt(supposed, Layer::papillary), 0);
  EXPECT_DOUBLE_EQ(hurt(supposed, Layer::papillary), hurt(known, Layer::papillary));
}

}  // namespace
}  // namespace hari::treatment
