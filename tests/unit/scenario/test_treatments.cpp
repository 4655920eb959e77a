// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <set>

#include "hari/core/error.hpp"
#include "hari/scenario/assemble.hpp"

namespace hari::scenario {
namespace {

const Library& library() {
  static const Library all = load_library(std::string(HARI_SOURCE_DIR) + "/data");
  return all;
}

std::string with(const std::string& treatment) {
  return "title = \"t\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[span]\nfrom = \"50 years\"\nto = \"52 "
         "years\"\n[[treatment]]\n" +
         treatment;
}

std::string refusal(const std::string& treatment) try {
  parse_scenario(with(treatment), "plan.toml", library());
  return {};
} catch (const core::ScenarioError& e) {
  return e.what();
}

std::string product(const std::string& composition) {
  return "id = \"mine\"\nname = { en = \"Mine\", ja = \"Mine\" }\nclass = \"x\"\nmechanism = "
         "\"depot\"\n[composition]\n" +
         composition +
         "\n[protocol]\n[evidence]\ngrade = \"none\"\nen = \"a\"\nja = \"b\"\nrows = []\n[side_effects]\nen = []\nja = "
         "[]\nsource = \"s\"\n[regulatory]\nen = \"a\"\nja = \"b\"\nstatus = \"assumed\"\n";
}

std::string refused_file(const std::string& text) try {
  parse_product(text, "mine.toml");
  return {};
} catch (const core::ScenarioError& e) {
  return e.what();
}

std::string refused(const std::string& composition) {
  return refused_file(product(composition));
}

/// With another mechanism than the depot's.
std::string refused(const std::string& mechanism, const std::string& composition) {
  std::string text = product(composition);
  const std::string depot = "\"depot\"";
  return refused_file(text.replace(text.find(depot), depot.size(), "\"" + mechanism + "\""));
}

/// One key of a product.
std::string key(const std::string& name, const std::string& value) {
  return name + " = { value = " + value + ", status = \"assumed\", source = \"s\" }\n";
}

bool says(const std::string& message, const std::string& part) {
  return message.find(part) != std::string::npos;
}

TEST(Products, AreAllThere) {
  EXPECT_EQ(library().products.size(), 23u);
}

TEST(Products, RefuseAnUnknownSubstanceWithTheNearest) {
  const std::string m = refused("hyaluronan_hihg = { value = \"16 mg/ml\", status = \"assumed\", source = \"s\" }");
  EXPECT_TRUE(says(m, "mine.toml:6") && says(m, "did you mean \"hyaluronan_high\"")) << m;
}

TEST(Products, RefuseANegativeDoseAndAWrongUnit) {
  EXPECT_TRUE(says(refused("peptide = { value = \"-1 mg/ml\", status = \"assumed\", source = \"s\" }"), "allowed is"));
  EXPECT_TRUE(says(refused("peptide = { value = \"1 mm\", status = \"assumed\", source = \"s\" }"), "expected"));
  EXPECT_TRUE(says(refused("peptide = { value = \"1 mg/ml\", status = \"guessed\", source = \"s\" }"), "measured"));
}

TEST(Products, RefuseWhatATerminalWouldObey) {
  const std::string m = refused("\"\\u001b[2J\" = { value = \"1 mg/ml\", status = \"assumed\", source = \"s\" }");
  EXPECT_TRUE(says(m, "mine.toml:6") && says(m, "control characters") && !says(m, "\x1b")) << m;
  EXPECT_TRUE(says(refused("peptide = { value = \"1 mg/ml\", status = \"assumed\", source = \"\\u001b[2J\" }"),
                   "control characters"));
}

TEST(Products, RefuseARangeThatIsNone) {
  for (const char* range : {"[[], \"2 mg/ml\"]", "[\"1 mg/ml\", {}]", "[\"\", \"\"]", "[\"1 mg/ml\"]"})
    EXPECT_TRUE(says(refused(std::string("peptide = { value = \"1 mg/ml\", range = ") + range +
                             ", status = \"assumed\", source = \"s\" }"),
                     "must be [low, high]"))
        << range;
}

TEST(Products, RefuseAPatternThatCannotBeWithItsLineAndRemedy) {
  const std::string gel = key("hyaluronan_high", "\"16 mg/ml\"");
  EXPECT_EQ(refused(gel), "");
  struct Case {
    std::string message, line, remedy;
  };
  const Case cases[] = {
      {refused(gel + key("volume_per_point", "\"2 ml\"") + key("pitch", "\"5 mm\"")),
       "mine.toml:7: \"volume_per_point\"", "inject less, or farther apart"},
      {refused(gel + key("depth", "\"9 mm\"")), "mine.toml:7: \"depth\": 9 mm", "inject less deep"},
      {refused(gel + key("pitch", "\"3 mm\"") + key("position", "\"50 mm\"")), "mine.toml:8: \"position\"",
       "treated area, which is"},
      {refused(key("gel", "\"none\"")), "mine.toml:4: ", "give a content"},
      {refused("fractional_ablation", key("spot", "\"1 mm\"") + key("density", "\"400 cm-2\"")),
       "mine.toml:7: \"density\"", "at most 1.27 per mm2"},
      {refused("needling", key("needle_density", "\"0 cm-2\"")), "mine.toml:6: \"needle_density\"", "give one of"},
      {refused("topical", key("horny_water", "0.3") + key("sessions", "2") + key("every", "\"7 days\"") +
                              key("course", "\"60 days\"")),
       "mine.toml:9: \"course\"", "make \"every\""},
  };
  for (const Case& c : cases) EXPECT_TRUE(says(c.message, c.line) && says(c.message, c.remedy)) << c.message;
}

TEST(Products, RefuseAClaimThatNobodyKnowsWithTheNearest) {
  const auto claiming = [](const std::string& id) {
    return refused_file(product(key("peptide", "\"1 mg/ml\"")) + "[[claim]]\nid = \"" + id +
                        "\"\nen = \"a\"\nja = \"b\"\nverdict = \"v\"\n");
  };
  EXPECT_EQ(claiming("new_elastin"), "");
  EXPECT_EQ(claiming("synergy"), "");
  const std::string m = claiming("new_elastine");
  EXPECT_TRUE(says(m, "mine.toml:23: unknown claim") && says(m, "did you mean \"new_elastin\"?") &&
              says(m, "Allowed: "))
      << m;
}

TEST(Products, RefuseWhatIsNoTomlWithLineAndRemedy) {
  const std::string m = refused("peptide = { value = 1 mg/ml }");
  EXPECT_TRUE(says(m, "mine.toml:6: ") && says(m, "quantities in quotes")) << m;
}

TEST(Treatments, TakeTheProductsNumbersUnlessTheScenarioSaysOtherwise) {
  const Scenario s = parse_scenario(
      with("kind = \"jalupro_super_hydro\"\nstart = \"50.1 years\"\nrepeats = \"every 2 weeks x 4\"\npitch = \"8 mm\""),
      "plan.toml", library());
  ASSERT_EQ(s.treatments.size(), 1u);
  const Settings& t = s.treatments[0];
  EXPECT_EQ(t.name, "depot");
  EXPECT_EQ(t.word("product"), "jalupro_super_hydro");
  EXPECT_EQ(t.integer("sessions"), 4);
  EXPECT_DOUBLE_EQ(t.number("every"), 14);
  EXPECT_DOUBLE_EQ(t.number("pitch"), 8);
  EXPECT_DOUBLE_EQ(t.number("hyaluronan_high"), 8);
}

TEST(Treatments, ReadBackFromTheirResolvedText) {
  const Scenario s =
      parse_scenario(with("kind = \"profhilo\"\nstart = [\"50.1 years\", \"51 years\"]\n[block]\nsubcutis = \"2 mm\""),
                     "plan.toml", library());
  const Scenario again = parse_scenario(resolved(s), "plan.toml", library());
  EXPECT_EQ(again.treatments, s.treatments);
  EXPECT_EQ(state_identity(again, core::years(51)), state_identity(s, core::years(51)));
}

TEST(Treatments, AreRefusedWithTheRemedy) {
  EXPECT_TRUE(says(refusal("kind = \"jalupro_super_hydra\"\nstart = \"50.1 years\""), "did you mean"));
  EXPECT_TRUE(says(refusal("kind = \"profhilo\""), "\"start\""));
  EXPECT_TRUE(says(refusal("kind = \"profhilo\"\nstart = \"40 years\""), "outside the span"));
  EXPECT_TRUE(says(refusal("kind = \"profhilo\"\nstart = \"50.1 years\"\npitch = \"90 mm\""), "15 mm to 30 mm"));
  EXPECT_TRUE(says(refusal("kind = \"depot\"\nstart = \"50.1 years\""), "nothing is injected"));
  EXPECT_TRUE(says(refusal("kind = \"jalupro_super_hydro\"\nstart = \"50.1 years\"\nrepeats = \"4 times\""),
                   "every 2 weeks x 4"));
  EXPECT_TRUE(says(refusal("kind = \"jalupro_super_hydro\"\nstart = \"50.1 years\"\nvolume_per_point = \"2 ml\""),
                   "inject less"));
}

TEST(Treatments, GiveNothingFromTheEndOfTheSpanOn) {
  const std::string plan = "kind = \"jalupro_super_hydro\"\nstart = \"51.9 years\"\nsessions = 5\nevery = \"30 days\"";
  const auto sessions = [&](const std::vector<std::string>& sets) {
    const Scenario s = parse_scenario(with(plan), "plan.toml", library(), sets);
    std::set<core::Days> acts;
    for (const auto& i : interventions(s))
      for (const stimulus::Act& act : i->acts(core::years(50), core::years(60))) acts.insert(act.age);
    return acts.size();
  };
  EXPECT_EQ(sessions({}), 2u);
  EXPECT_EQ(sessions({"span.to=60 years"}), 5u) << "a run that is prolonged goes on with its plan";
}

TEST(Treatments, AreNotTooMany) {
  std::string many = "kind = \"profhilo\"\nstart = \"51 years\"";
  for (int i = 0; i < 100; ++i) many += "\n[[treatment]]\nkind = \"profhilo\"\nstart = \"51 years\"";
  EXPECT_TRUE(says(refusal(many), "plan.toml:308: [[treatment]] is given 101 times; at most 100")) << refusal(many);
}

TEST(Products, RefuseMoreSessionsThanAnybodyGives) {
  const std::string m =
      refused(key("hyaluronan_high", "\"16 mg/ml\"") + key("sessions", "200") + key("courses", "1000"));
  EXPECT_TRUE(says(m, "mine.toml:8: \"courses\"") && says(m, "200000 sessions")) << m;
}

TEST(Treatments, JudgeADepthAgainstTheBlockOfTheScenario) {
  // Cheek: 1.18 mm of skin on 0.75 mm of subcutis.
  const std::string plan = "kind = \"depot\"\nhyaluronan_high = \"16 mg/ml\"\nstart = \"50.1 years\"\ndepth = ";
  EXPECT_EQ(refusal(plan + "\"1.9 mm\""), "");
  const std::string m = refusal(plan + "\"2.5 mm\"");
  EXPECT_TRUE(says(m, "plan.toml:12: \"depth\": 2.5 mm") && says(m, "\"cheek\"") && says(m, "raise [block] subcutis"))
      << m;
  EXPECT_EQ(refusal(plan + "\"2.5 mm\"\n[block]\nsubcutis = \"2 mm\""), "");
}

TEST(Treatments, OfALaserAreRefusedWhereColumnsWouldGoThroughTheSkin) {
  const auto beside_the_eye = [](const std::string& treatment) {
    std::string text = with(treatment + "\nstart = \"50.1 years\"");
    const std::string cheek = "\"cheek\"";
    text.replace(text.find(cheek), cheek.size(), "\"crows_foot\"");
    try {
      parse_scenario(text, "eye.toml", library());
    } catch (const core::ScenarioError& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  const std::string strong = "\nenergy = \"140 mJ\"", weak = "\nenergy = \"30 mJ\"";
  EXPECT_EQ(beside_the_eye("kind = \"fractional_co2_eye\""), "");
  EXPECT_EQ(beside_the_eye("kind = \"fractional_ablation\"" + weak), "");
  // The protocol of the eye ends long before the skin does: its range refuses.
  const std::string range = beside_the_eye("kind = \"fractional_co2_eye\"" + strong);
  EXPECT_TRUE(says(range, "eye.toml:10: \"energy\" is \"140 mJ\"; allowed is 10 mJ to 60 mJ") &&
              !says(range, "coagulate"))
      << range;
  for (const char* kind : {"kind = \"fractional_ablation\"", "kind = \"fractional_co2\""}) {
    const std::string m = beside_the_eye(kind + strong);
    EXPECT_TRUE(says(m, "eye.toml:10: \"energy\" on the site \"crows_foot\"") &&
                says(m, "coagulate all of the dermis") && says(m, "Lower the energy or widen the spot"))
        << m;
  }
  EXPECT_TRUE(says(beside_the_eye("kind = \"fractional_ablation\"\nenergy = \"300 mJ\""), "perforate the dermis"));
  EXPECT_EQ(refusal("kind = \"fractional_ablation\"\nstart = \"50.1 years\"" + strong), "");  // a cheek is thicker
}

TEST(Treatments, ThatAreComparedStandOnOneBlock) {
  const std::string folder = std::string(HARI_SOURCE_DIR) + "/scenarios/";
  for (const auto& [one, other] :
       {std::pair{"filler_against_booster", "booster_against_filler"}, std::pair{"carrot_and_stick", "stick"}}) {
    Scenario a = read_scenario(folder + one + ".toml"), b = read_scenario(folder + other + ".toml");
    EXPECT_NE(a.treatments, b.treatments) << one;
    // But for the treatments the same skin, read at the same ages.
    a.treatments.clear();
    b.treatments.clear();
    EXPECT_EQ(state_identity(a, core::years(50)), state_identity(b, core::years(50))) << one;
    EXPECT_EQ(a.cutometer.every, b.cutometer.every) << one;
    EXPECT_EQ(a.cutometer.at, b.cutometer.at) << one;
  }
}

constexpr const char* sunny = "\n[[exposure]]\nkind = \"ultraviolet\"";

/// What enters of a substance over [from, to] years of age, of all interventions of the scenario in an arm.
double entering(const std::string& sections, const char* arm, tissue::Substance what, double from, double to) {
  const std::vector<std::string> sets{std::string("arm=") + arm};
  const Scenario s = parse_scenario(sections, "plan.toml", library(), sets);
  double sum = 0;
  for (const auto& i : interventions(s))
    for (const stimulus::Source& source : i->over(core::years(from), core::years(to)).sources)
      if (source.substance == what) sum += source.rate * source.depth;
  return sum;
}

TEST(Treatments, PlanSunscreenAgainstTheLightOfTheScenario) {
  const std::string plan = "kind = \"sunscreen\"\nstart = \"50.5 years\"\ncourse = \"180 days\"";
  EXPECT_TRUE(says(refusal(plan), "ultraviolet"));
  const auto oxidant = [&](const char* arm, double from) {
    return entering(with(plan + sunny), arm, tissue::Substance::oxidant, from, from + 0.1);
  };
  EXPECT_LT(oxidant("treated", 50.6), 0.5 * oxidant("untreated", 50.6));
  EXPECT_EQ(oxidant("treated", 50.2), oxidant("untreated", 50.2));
  EXPECT_EQ(oxidant("treated", 51.2), oxidant("untreated", 51.2));
}

TEST(Treatments, PlanASteroidCreamThatActsAsTheExposureDoes) {
  const std::string head =
      "title = \"t\"\n[subject]\nsex = \"female\"\nsite = \"cheek\"\n[span]\nfrom = \"50 years\"\n"
      "to = \"52 years\"\n";
  const std::string plan = head + "[[treatment]]\nkind = \"clobetasol\"\nstart = \"50.5 years\"\ncourse = \"21 days\"";
  const std::string habit = head +
                            "[[exposure]]\nkind = \"glucocorticoid\"\npotency = \"very_potent\"\n"
                            "from = \"50.5 years\"\ncourse = \"21 days\"";
  for (const double age : {50.5, 50.54, 50.57}) {
    const auto steroid = [&](const std::string& text, const char* arm) {
      return entering(text, arm, tissue::Substance::steroid, age, age + 0.01);
    };
    EXPECT_GT(steroid(plan, "treated"), 0);
    EXPECT_DOUBLE_EQ(steroid(plan, "treated"), steroid(habit, "treated"));
    EXPECT_EQ(steroid(plan, "untreated"), 0);
  }
}

TEST(Treatments, OfferOnlyClaimsOfTheProductAsHypotheses) {
  EXPECT_EQ(refusal("kind = \"jalupro_super_hydro\"\nstart = \"50.1 years\"\nhypotheses = [\"ligament_regeneration\"]"),
            "");
  EXPECT_TRUE(says(refusal("kind = \"tretinoin\"\nstart = \"50.1 years\"\nhypotheses = [\"ligament_regeneration\"]"),
                   "dermal_hyaluronan"));
  // A claim about the way of one mechanism is nothing for another.
  EXPECT_EQ(refusal("kind = \"plasma\"\nstart = \"50.1 years\"\nhypotheses = [\"deep_without_epidermal_loss\"]"), "");
  EXPECT_TRUE(says(refusal("kind = \"fractional_ablation\"\nstart = \"50.1 years\"\nhypotheses = "
                           "[\"deep_without_epidermal_loss\"]"),
                   "Allowed: amino_acids_beat_ha"));
}

TEST(Describe, ShowsAllOfAProduct) {
  const std::string text = described(*find_product(library().products, "jalupro_super_hydro"));
  for (const char* part : {"composition", "protocol", "grade none", "side effects", "regulatory",
                           "ligament_regeneration", "assumed:", "ジャルプロ"})
    EXPECT_TRUE(says(text, part)) << part;
}

}  // namespace
}  // namespace hari::scenario
