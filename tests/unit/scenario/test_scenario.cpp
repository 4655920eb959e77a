// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "hari/core/error.hpp"
#include "hari/core/schedule.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/catalogue.hpp"

namespace hari::scenario {
namespace {

const Library& library() {
  static const Library all = load_library(data_directory());
  return all;
}

const std::string least =
    "title = \"x\"\n[subject]\nsex = \"male\"\nsite = \"cheek\"\n[span]\nfrom = \"25 years\"\nto = \"75 years\"\n";

Scenario parsed(const std::string& more = "", const std::vector<std::string>& sets = {}, bool quick = false) {
  return parse_scenario(least + more, "some/folder/least.toml", library(), sets, quick);
}

void expect_equal(const Scenario& a, const Scenario& b) {
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.story, b.story);
  EXPECT_EQ(a.subject, b.subject);
  EXPECT_EQ(a.block, b.block);
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.start, b.start);
  EXPECT_EQ(a.exposures, b.exposures);
  EXPECT_EQ(a.treatments, b.treatments);
  EXPECT_EQ(a.cutometer, b.cutometer);
  EXPECT_EQ(a.store, b.store);
  EXPECT_EQ(a.clock, b.clock);
  EXPECT_EQ(a.overrides, b.overrides);
  for (const auto& [name, p] : a.parameters.all()) EXPECT_EQ(p.value, b.parameters.find(name)->value) << name;
}

std::string message(const std::string& more, const std::vector<std::string>& sets) {
  try {
    parsed(more, sets);
  } catch (const core::ScenarioError& e) {
    return e.what();
  }
  return "accepted";
}

TEST(Scenario, MakesEveryExposureOfTheCatalogue) {
  for (const Entry& e : catalogue()) {
    if (e.category != Category::exposure || e.name == "menopause") continue;
    const Scenario s = parsed("[[exposure]]\nkind = \"" + std::string(e.name) + "\"\n");
    const auto acting = interventions(s);
    ASSERT_EQ(acting.size(), 1u);
    EXPECT_EQ(acting[0]->name(), e.name);
  }
}

TEST(Scenario, GivesTheSunTheSubjectsSkinAndSeason) {
  const auto oxidant_of = [](const std::string& sets) {
    const Scenario s = parsed("[[exposure]]\nkind = \"ultraviolet\"\n", {sets});
    double sum = 0;
    for (const auto& source : interventions(s)[0]->over(s.span.from, s.span.from + core::Days(30)).sources)
      if (source.substance == tissue::Substance::oxidant) sum += source.rate;
    return sum;
  };
  EXPECT_GT(oxidant_of("subject.phototype=1"), oxidant_of("subject.phototype=6"));
  EXPECT_GT(oxidant_of("subject.start_month=7"), oxidant_of("subject.start_month=12"));
  EXPECT_GT(oxidant_of("subject.site=\"cheek\""), oxidant_of("subject.site=\"volar_forearm\""));
}

TEST(StateIdentity, HoldsWhereTheCalendarBegins) {
  // Half a year later the same month stands at another age: the seasons on the way to 50 are others.
  const auto begun_at = [](const char* from) {
    return state_identity(parsed("[[exposure]]\nkind = \"ultraviolet\"\n", {std::string("span.from=") + from}),
                          core::years(50));
  };
  EXPECT_TRUE(begun_at("30 years") != begun_at("30.5 years"));
  EXPECT_TRUE(begun_at("30 years") == begun_at("30.0 years"));
}

TEST(Scenario, FillsInEveryDefault) {
  const Scenario s = parsed();
  EXPECT_EQ(s.name, "least");
  EXPECT_EQ(s.folder, "some/folder");
  EXPECT_EQ(s.text, least);
  EXPECT_EQ(s.subject.sex, Sex::male);
  EXPECT_EQ(s.block,
            (Block{.width = 4, .subcutis = 0.75, .fibres = 100000, .cells = 50000, .elements_across = 20, .seed = 1}));
  EXPECT_DOUBLE_EQ(s.span.from.count(), 25 * 365.2425);
  EXPECT_FALSE(s.start);
  EXPECT_TRUE(s.exposures.empty());
  EXPECT_DOUBLE_EQ(s.cutometer.suction, 45);
  EXPECT_EQ(s.cutometer.domain, "automatic");
  EXPECT_DOUBLE_EQ(s.cutometer.aperture, 2);
  EXPECT_EQ(s.cutometer.on, core::Seconds(3));
  EXPECT_EQ(s.cutometer.cycles, 3);
  EXPECT_FALSE(s.cutometer.coarse_mesh);
  EXPECT_DOUBLE_EQ(core::in_years(s.cutometer.every), 10);
  EXPECT_DOUBLE_EQ(core::in_years(s.store.checkpoint_every), 1);
  EXPECT_EQ(s.clock.finest, core::Days(1));
  EXPECT_EQ(s.clock.coarsest, core::Days(30));
  EXPECT_DOUBLE_EQ(s.clock.growth, 1.5);
}

TEST(Scenario, AcceptsBothEndsOfARangeInAnyUnit) {
  for (const char* suction : {"20 mbar", "500 mbar", "2 kPa", "50 kPa", "5e4 Pa", "0.5 bar"})
    EXPECT_EQ(message("", {"probe.cutometer.suction=" + std::string(suction)}), "accepted") << suction;
  EXPECT_NE(message("", {"probe.cutometer.suction=500.01 mbar"}), "accepted");
}

TEST(Scenario, HandsTheDomainOnToTheCutometer) {
  EXPECT_EQ(cutometer_protocol(parsed("[probe.cutometer]\ndomain = \"whole\"\n")).domain, probe::Domain::whole);
  EXPECT_EQ(cutometer_protocol(parsed()).domain, probe::Domain::automatic);
}

TEST(Scenario, SpeaksEveryScriptInQuotesAndComments) {
  const Scenario s = parsed("# \xC2\xB5 and \xE3\x83\x8F\n[block]\nsubcutis = \"800 \xC2\xB5m\"\n");
  EXPECT_DOUBLE_EQ(s.block.subcutis, 0.8);
  EXPECT_EQ(parse_scenario("\xEF\xBB\xBF" + least, "marked.toml", library()).title, "x");
}

TEST(Scenario, LetsNumbersOfTheFileWinOverItsPreset) {
  const Scenario s = parsed("[block]\npreset = \"quick\"\ncells = 7000\n");
  EXPECT_EQ(s.block.fibres, 10000u);
  EXPECT_EQ(s.block.cells, 7000u);
  EXPECT_EQ(s.block.elements_across, 10);
  EXPECT_TRUE(s.cutometer.coarse_mesh);
}

TEST(Scenario, LetsQuickWinOverTheFileAndSetOverQuick) {
  const std::string file =
      "[block]\nfibres = 200000\nelements_across = 40\nseed = 9\n[probe.cutometer]\nmesh = \"default\"\n";
  const Scenario s = parsed(file, {"block.fibres=12345"}, true);
  EXPECT_EQ(s.block.fibres, 12345u);
  EXPECT_EQ(s.block.cells, 5000u);
  EXPECT_EQ(s.block.elements_across, 10);
  EXPECT_EQ(s.block.seed, 9u);
  EXPECT_TRUE(s.cutometer.coarse_mesh);
}

TEST(Scenario, MustBeRightUnderQuickToo) {
  EXPECT_THROW(parsed("[block]\nfibres = 3\n", {}, true), core::ScenarioError);
  EXPECT_THROW(parsed("[probe]\ncutometer = 3\n", {}, true), core::ScenarioError);
}

TEST(Scenario, ObeysSetAsIfItStoodInTheFile) {
  const Scenario s =
      parsed("[[exposure]]\nkind = \"intrinsic_ageing\"\n[parameters]\ncollagen.half_life = \"11 years\"\n",
             {"block.seed=3", "probe.cutometer.suction=300 mbar", "parameters.collagen.half_life=\"12 years\"",
              "exposure.intrinsic_ageing.speed=2", "subject.sex=female", "title=with a space = and more",
              "probe.cutometer.at=[\"30 years\", \"31 years\"]"});
  EXPECT_EQ(s.block.seed, 3u);
  EXPECT_DOUBLE_EQ(s.cutometer.suction, 30);
  EXPECT_DOUBLE_EQ(s.parameters.value("collagen.half_life", "year"), 12);
  EXPECT_DOUBLE_EQ(s.exposures.at(0).number("speed"), 2);
  EXPECT_EQ(s.subject.sex, Sex::female);
  EXPECT_EQ(s.title, "with a space = and more");
  EXPECT_EQ(s.cutometer.at.size(), 2u);
}

TEST(Scenario, NamesSetInItsErrors) {
  EXPECT_NE(
      message("", {"block.sed=3"}).find("--set block.sed=3: unknown key \"sed\" in [block]; did you mean \"seed\"?"),
      std::string::npos);
  EXPECT_NE(message("", {"block.width=3 s"}).find("--set block.width=3 s: \"width\" is \"3 s\"; a length is expected"),
            std::string::npos);
  for (const char* set : {"", "=", "x", "block=1", "a.b.c.d.e.f=1", "title.x=1", "exposure.filler.volume=1",
                          "block..seed=1", "block.seed=1\n[x]", "parameters.=3"})
    EXPECT_THROW(parsed("", {set}), core::ScenarioError) << set;
}

TEST(Scenario, TakesParameterNamesQuotedOrBare) {
  const Scenario quoted = parsed("[parameters]\n\"collagen.half_life\" = \"12 years\"\n");
  const Scenario bare = parsed("[parameters.collagen]\nhalf_life = \"12 years\"\n");
  expect_equal(quoted, bare);
  ASSERT_EQ(quoted.overrides.size(), 1u);
  EXPECT_DOUBLE_EQ(quoted.overrides[0].value, 12);
}

TEST(Resolved, ReadsBackAsAnEqualScenario) {
  const Scenario a = parsed(
      "[start]\nrun = \"other \\\"run\\\"\"\nage = \"25 years\"\n[[exposure]]\nkind = \"intrinsic_ageing\"\nspeed = "
      "0.1\n"
      "[probe.cutometer]\nsuction = \"0.3 bar\"\nat = [\"400 months\", \"31.7 years\"]\n[clock]\ngrowth = 1.1\n"
      "[parameters]\n\"collagen.half_life\" = \"4000 days\"\n",
      {"story=\"\"\"two\nlines with \\\\ and \\\"quotes\\\"\"\"\""}, true);
  ASSERT_NE(a.story.find('\n'), std::string::npos);
  const std::string text = resolved(a);
  const Scenario b = parse_scenario(text, "some/folder/least.toml", library());
  expect_equal(a, b);
  EXPECT_EQ(resolved(b), text);
}

TEST(Resolved, ReadsBackHoweverLongItIs) {
  // What a run keeps is longer than the file that it came from.
  std::string many;
  for (int i = 0; i < 30; ++i) many += "[[treatment]]\nkind = \"jalupro_super_hydro\"\nstart = \"30 years\"\n";
  for (const Scenario& a : {parsed("", {"story='" + std::string(64000, 'x') + "'"}), parsed(many)}) {
    const std::string text = resolved(a);
    ASSERT_GT(text.size(), 64u * 1024);
    const Scenario b = parse_scenario(text, "some/folder/least.toml", library());
    expect_equal(a, b);
  }
}

TEST(Resolved, NamesAFileOfAnyNameOnOneLine) {
  const Scenario a = parse_scenario(least, "old\n\x1b[31mcaf\xe9.toml", library());
  const std::string text = resolved(a);
  EXPECT_TRUE(text.starts_with("# old??[31mcaf?, with every default")) << text.substr(0, 60);
  expect_equal(a, parse_scenario(text, "again.toml", library()));
}

TEST(Resolved, ReadsBackForEveryScenarioOfTheProject) {
  for (const char* name : {"ageing_cheek", "ageing_forearm", "frozen_at_25", "from_fifty"}) {
    const Scenario a = read_scenario(std::string(HARI_SOURCE_DIR "/scenarios/") + name + ".toml");
    expect_equal(a, parse_scenario(resolved(a), "again.toml", library()));
  }
}

TEST(Ages, HoldBothEndsAndEachAgeOnce) {
  const Span span{core::years(25), core::years(75)};
  const std::vector<core::Days> extra{core::years(30), core::years(45)};
  const auto all = ages(span, core::years(10), extra);
  const std::vector<double> expected{25, 30, 35, 45, 55, 65, 75};
  ASSERT_EQ(all.size(), expected.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_NEAR(core::in_years(all[i]), expected[i], 1e-9);
  EXPECT_EQ(all.front(), span.from);
  EXPECT_EQ(all.back(), span.to);
  EXPECT_EQ(ages(span, core::years(50)).size(), 2u);
  EXPECT_EQ(ages(span, core::years(7)).size(), 9u);
}

// Else it would be the round-off that says whether a reading sees the skin before or after it is treated.
TEST(Ages, AReadingAndASessionOfOneAgeAreOneMoment) {
  const auto readings = ages({core::years(25), core::years(84)}, core::years(0.5));
  for (int half = 51; half < 168; ++half) {
    const auto session = core::session_ages({.starts = {core::years(0.5 * half)}}, core::Days::max());
    EXPECT_TRUE(std::ranges::binary_search(readings, session.front())) << 0.5 * half << " years";
  }
}

TEST(MemoryEstimate, GrowsWithEachPart) {
  const auto estimate = [&](const std::string& set) {
    return memory_estimate(read_scenario(HARI_SOURCE_DIR "/scenarios/ageing_cheek.toml", std::span(&set, 1), true));
  };
  const double small = estimate("block.fibres=10000");
  for (const char* more :
       {"block.fibres=20000", "block.cells=20000", "block.elements_across=40", "probe.cutometer.mesh=default",
        "store.frames_every=\"1 day\"", "probe.cutometer.every=\"1 day\""})
    EXPECT_GT(estimate(more), small + 5e6) << more;
  EXPECT_LT(estimate("probe.cutometer.domain=quarter"), small);
}

}  // namespace
}  // namespace hari::scenario
