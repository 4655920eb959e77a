// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/report/page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <regex>

#include "hand_made_run.hpp"
#include "hari/core/error.hpp"
#include "hari/report/shown.hpp"
#include "html.hpp"

namespace hari::report {
namespace {

using testing::HandMade;
using testing::library;
using testing::message_of;
using testing::Scratch;
using testing::write_run;

class Page : public ::testing::Test {
 protected:
  std::string of(const std::vector<HandMade>& runs, Language language = Language::both) {
    PageInput input{.arms = {},
                    .parameters = {},
                    .library = library(),
                    .products = HARI_SOURCE_DIR "/data/products",
                    .pictures = {},
                    .measured = measured_,
                    .language = language};
    for (const HandMade& run : runs) {
      input.arms.push_back(read_arm(write_run(scratch_ / ("run" + std::to_string(n_++)), run)));
      core::ParameterSet parameters;
      parameters.add({.name = "collagen.half_life",
                      .value = 15,
                      .unit = "year",
                      .low = 10,
                      .high = 25,
                      .status = core::Status::measured,
                      .source = "EX104",
                      .doc = "Half-life",
                      .place = ""});
      input.parameters.push_back(std::move(parameters));
    }
    return page(input);
  }
  static bool has(const std::string& html, const std::string& text) { return html.find(text) != std::string::npos; }

  Scratch scratch_;
  std::vector<Measured> measured_;
  int n_ = 0;
};

TEST_F(Page, EscapesEveryWordOfTheUser) {
  const std::string evil = "<img src=x onerror=alert(1)>\"&{{style}}";
  const std::string html = of({{.title = evil}, {.title = "</script><script>alert(2)"}});
  EXPECT_FALSE(has(html, "<img src=x"));
  EXPECT_FALSE(has(html, "</script><script>alert"));
  EXPECT_TRUE(has(html, escaped(evil)));  // and the braces of the frame mean nothing in it
}

TEST_F(Page, NeedsNothingFromElsewhere) {
  const std::string html = of({{}});
  static const std::regex outside(R"((src|href)="(?!data:|#)|@import|url\()");
  EXPECT_FALSE(std::regex_search(html, outside));
  EXPECT_TRUE(has(html, "default-src 'none'"));
  EXPECT_FALSE(has(html, "{{"));
}

TEST_F(Page, SpeaksOneLanguageOrBoth) {
  const std::string en = of({{}}, Language::english), ja = of({{}}, Language::japanese), both = of({{}});
  EXPECT_TRUE(has(en, "<html lang=\"en\">"));
  EXPECT_FALSE(has(en, "まとめ"));
  EXPECT_TRUE(has(ja, "<html lang=\"ja\">"));
  EXPECT_FALSE(has(ja, "In plain words"));
  EXPECT_FALSE(has(ja, "class=\"languages\""));
  EXPECT_TRUE(has(both, "まとめ") && has(both, "In plain words") && has(both, "data-language=\"ja\""));
}

TEST_F(Page, CarriesTheFixedLinesInBothLanguages) {
  const std::string html = of({{}});
  for (const char* line :
       {"本シミュレーションは教育・研究を目的とした予測であり、診断や治療効果を保証するものではありません。",
        "効果には個人差があります。", "未承認の医薬品・医療機器を含む場合があります（製品欄を参照）。",
        "not medical advice, diagnosis or a promise of effect",
        "pores, acne scars, tone and pigment, dark circles, sebum, atopy"})
    EXPECT_TRUE(has(html, line)) << line;
}

TEST_F(Page, ShowsTheIndexOnlyWithItsParts) {
  const std::string html = of({{}}, Language::english);
  EXPECT_TRUE(has(html, "data-index=\"100\""));
  EXPECT_TRUE(has(html, "R7 = 0.55: score 100, weight 0.50"));
  EXPECT_TRUE(has(html, "R2 = 0.65: score 37, weight 0.25"));
  const std::string wide = of({{.aperture = "8 mm"}}, Language::english);
  EXPECT_FALSE(has(wide, "data-index"));
  EXPECT_TRUE(has(wide, "Not shown: the index is defined"));
}

TEST_F(Page, SaysWhatWasNotMeasured) {
  EXPECT_TRUE(has(of({{}}, Language::english), "Sagging</th><td>not measured for this page"));
  measured_ = {{.arm = 0, .age = 25, .sag_mm = 0.012, .furrow = 1.1},
               {.arm = 0, .age = 75, .sag_mm = 0.03, .furrow = 1.25}};
  const std::string html = of({{}}, Language::english);
  EXPECT_TRUE(has(html, "Sagging</th><td>the surface gives way by 30 µm in a minute upright (age 75; 12 µm at 25)"));
  EXPECT_TRUE(has(html, "a ripple grows to 1.25 times its height"));
}

TEST_F(Page, ExplainsTheReadingsOnTheCurve) {
  const std::string html = of({{}}, Language::english);
  EXPECT_TRUE(has(html, "R0 = 0.260 mm"));
  EXPECT_TRUE(has(html, "R2 = 0.208 / 0.260 = 0.80"));
  EXPECT_TRUE(has(html, "R7 = 0.130 / 0.260 = 0.50"));
}

TEST_F(Page, WarnsWhereTheModelAndTheStudiesPart) {
  EXPECT_TRUE(
      has(of({{}}, Language::english),
          "At every age read (25 to 75 years), the values of &quot;A cheek&quot; that studies speak of lie within"));
  // One that came and went is told too, with its age.
  const std::string between = of({{.columns = {{"R7", {0.55, 0.61, 0.35}}}}}, Language::english);
  EXPECT_TRUE(has(between, "(shaded in the charts): R7 (at 50 years). Do not read them"));
  const std::string html = of({{.columns = {{"R7", {0.55, 0.6, 0.61}}}}}, Language::english);
  EXPECT_TRUE(has(html, "(shaded in the charts): R7 (at 50 to 75 years). Do not read them"));
  EXPECT_TRUE(has(html, "the model&#39;s error rather than"));
}

TEST_F(Page, ComparesRunsAndSaysWhenChanceIsUnknown) {
  const std::string html = of({{}, {.title = "B", .columns = {{"R7", {0.55, 0.46, 0.45}}}}}, Language::english);
  EXPECT_TRUE(has(html, "id=\"difference\""));
  EXPECT_TRUE(has(html, "how much of the difference is chance is not known"));
  EXPECT_TRUE(has(html, "+0.100"));
  EXPECT_FALSE(has(of({{}}), "id=\"difference\""));
}

/// Readings of a treated run: what came of it was largest at the middle reading and has gone at the last.
HandMade treated_run() {
  return {.title = "A laser",
          .title_ja = "レーザー",
          .more =
              "[[treatment]]\nkind = \"fractional_ablation\"\nstart = [\"50.1 years\"]\nsessions = 3\nevery = \"30 "
              "days\"\n",
          .columns = {{"age_years", {50, 50.5, 51, 52}},
                      {"R0_mm", {0.27, 0.25, 0.269, 0.268}},
                      {"R2", {0.75, 0.76, 0.75, 0.75}},
                      {"R5", {0.7, 0.74, 0.71, 0.69}},
                      {"R6", {0.6, 0.6, 0.6, 0.6}},
                      {"R7", {0.45, 0.50, 0.4505, 0.449}},
                      {"thickness_mm", {1, 1.1, 1.02, 1}},
                      {"collagen_mg_per_cm2", {22, 23, 22, 22}},
                      {"hyaluronan_ug_per_cm2", {40, 44, 40, 40}}}};
}
HandMade its_twin() {
  HandMade twin = treated_run();
  twin.arm = "untreated";
  for (auto& [name, values] : twin.columns)
    if (name != "age_years") values.assign(4, values.front());
  return twin;
}

TEST_F(Page, TellsWhenAnEffectIsLargestAndWhenItHasGone) {
  write_run(scratch_ / "pair", treated_run());
  write_run(scratch_ / "pair" / "twin", its_twin());
  Arm treated = read_arm(scratch_ / "pair");
  std::optional<Arm> twin = read_twin(treated);
  ASSERT_TRUE(twin);
  EXPECT_TRUE(twin->sessions.empty()) << "an untreated twin is not treated";
  EXPECT_TRUE(twin->acts.empty());
  EXPECT_FALSE(read_twin(*twin));
  call_treated(treated);
  const PageInput input{.arms = {*twin, treated},
                        .parameters = {{}, {}},
                        .library = library(),
                        .products = HARI_SOURCE_DIR "/data/products",
                        .pictures = {},
                        .measured = {},
                        .language = Language::both};
  const std::string html = page(input);
  EXPECT_TRUE(has(html,
                  "the largest difference in R7 is +0.050 (+11%), at 5 months after the first session. Less than a "
                  "tenth of it is left from 11 months after the first session on."))
      << html.substr(html.find("id=\"summary\""), 3000);
  EXPECT_TRUE(
      has(html, "「治療あり」と「治療なし」の皮膚の厚さの差は、1回目の施術から5か月後に最大の +0.100（+10%）です。"));
  EXPECT_TRUE(has(html, "turned round: 25")) << "R5 ends below the twin's after it was above";
  EXPECT_TRUE(has(html, "data-largest=\"R7\" data-y=\"0.04999999999999999\" data-x=\"50.5\"") ||
              has(html, "data-largest=\"R7\" data-y=\"0.05\" data-x=\"50.5\""));
  // The index and the curve are shown where the effect is, not only where it has gone.
  std::size_t gauges = 0;
  for (std::size_t at = 0; (at = html.find("data-index=", at)) != std::string::npos; ++at) ++gauges;
  EXPECT_EQ(gauges, 5u) << "untreated at 50, 50.5 and 52, treated at 50.5 and 52";
  EXPECT_TRUE(has(html, "<strong><span class=\"en\" lang=\"en\">treated</span>"));
  EXPECT_TRUE(has(html, ">A laser</span>") && has(html, ">レーザー</span>"));
  EXPECT_TRUE(has(html, "months from the first session (age 50.1) on"));
}

TEST_F(Page, ShowsTheFramesWhereTheArmsDifferMost) {
  const auto ages = [](const std::vector<Shown>& shown) {
    std::vector<std::pair<std::size_t, double>> list;
    for (const Shown& s : shown) list.emplace_back(s.arm, s.age);
    return list;
  };
  HandMade treated = treated_run(), twin = its_twin();
  treated.frames = twin.frames = 4;
  treated.first_frame = twin.first_frame = 50;
  treated.frames_apart = twin.frames_apart = 0.6;
  write_run(scratch_ / "treated", treated);
  write_run(scratch_ / "twin", twin);
  const std::vector<Arm> arms{read_arm(scratch_ / "twin"), read_arm(scratch_ / "treated")};
  using Ages = std::vector<std::pair<std::size_t, double>>;
  const auto near = [](const Ages& a, const Ages& b) {
    return std::ranges::equal(
        a, b, [](const auto& x, const auto& y) { return x.first == y.first && std::abs(x.second - y.second) < 1e-9; });
  };
  EXPECT_TRUE(near(ages(shown_frames(arms)), {{0, 50}, {0, 50.6}, {1, 50.6}})) << "R7 differs most at 50.5";
  EXPECT_TRUE(near(ages(shown_frames({arms[0]})), {{0, 50}, {0, 51.8}}));
  twin.frames = 1;
  write_run(scratch_ / "short", twin);
  EXPECT_TRUE(near(ages(shown_frames({read_arm(scratch_ / "short"), arms[1]})), {{0, 50}, {1, 51.8}}))
      << "nothing to lay beside it at 50.6";
}

TEST_F(Page, SpeaksJapaneseOfAScenarioThatHasATitleInIt) {
  const std::string html = of({{.title = "A cheek", .title_ja = "ある頬"}}, Language::japanese);
  EXPECT_TRUE(has(html, "ある頬"));
  EXPECT_FALSE(has(html.substr(0, html.find("<footer")), "A cheek"));
  EXPECT_TRUE(has(of({{.title = "A cheek"}}, Language::japanese), "A cheek")) << "what has no other name keeps its own";
}

TEST_F(Page, ShowsDowntimeByDayFromTheFirstSession) {
  EXPECT_FALSE(has(of({{}}), "id=\"calendar\"")) << "nobody was treated";
  constexpr double day = 1 / 365.2425;
  const double s = 50.1;
  HandMade laser{.more =
                     "[[treatment]]\nkind = \"fractional_ablation\"\nstart = [\"50.1 years\"]\nsessions = 2\n"
                     "every = \"10 days\"\n"};
  laser.course = {{"age", {50 / day, s / day, s / day + 2, s / day + 6, s / day + 8, s / day + 30}},
                  {"redness", {0.02, 0.02, 0.42, 0.22, 0.02, 0.02}},
                  {"roughness", {0, 0, 0.02, 0.01, 0, 0}}};
  const std::string html = of({laser}, Language::english);
  EXPECT_TRUE(has(html, "Redness is strongest on day 2 (40 % of a sunburn) and below a tenth of that from day 8 on"));
  EXPECT_TRUE(has(html, "Roughness is widest on day 2 (2.0 % of the surface) and below a tenth of that from day 8 on"));
  static const std::regex third(
      R"(<span>3</span><b class="redness shade-[34]" data-column="redness" data-y="0\.3[45]\d*">35</b>)");
  EXPECT_TRUE(std::regex_search(html, third)) << "days between steps are interpolated";
  std::size_t days = 0, sessions = 0;
  for (std::size_t at = html.find("<ol class=\"days\""); (at = html.find("<li", at + 1)) < html.find("</ol>");) {
    ++days;
    sessions += html.compare(at, 19, "<li class=\"session\"") == 0 ? 1 : 0;
  }
  EXPECT_EQ(days, 14u) << "whole weeks, until both are gone";
  EXPECT_EQ(sessions, 2u);
  laser.course["redness"] = std::vector<double>(6, 0.02);
  laser.course["roughness"] = std::vector<double>(6, 0.0);
  const std::string calm = of({laser}, Language::english);
  EXPECT_TRUE(has(calm, "The model finds no redness worth a word"));
  EXPECT_FALSE(has(calm, "<ol class=\"days\""));
}

TEST_F(Page, TellsThePlanOfTreatment) {
  EXPECT_FALSE(has(of({{}}), "id=\"plan\""));
  const std::string html = of(
      {{.more = "[[treatment]]\nproduct = \"exosome\"\nstart = [\"50.1 years\"]\nsessions = 4\nevery = \"14 days\"\n"
                "courses = 2\ncourse_every = \"1 year\"\n[[treatment]]\nkind = \"fractional_ablation\"\nstart = "
                "[\"51 years\"]\n[[treatment]]\nkind = \"topical\"\nstart = [\"50 years\"]\ncourse = \"10 days\"\n"}},
      Language::japanese);
  EXPECT_TRUE(has(html, "エクソソーム療法: 50.1歳から2週間ごとに4回（これを1年ごとに2回くり返し）"));
  EXPECT_TRUE(has(html, "フラクショナルレーザー: 51歳で1回"));
  EXPECT_TRUE(has(html, "外用: 50歳から10日使用"));
}

TEST_F(Page, TellsHowMuchOfAPlanTheRunGave) {
  const std::string html = of({{.to = "25.2 years",
                                .more = "[[treatment]]\nkind = \"fractional_ablation\"\nstart = [\"25 years\", \"25.1 "
                                        "years\"]\nsessions = 3\nevery = \"30 days\"\n"}},
                              Language::english);
  EXPECT_TRUE(has(html, "3 sessions, one every 30 days, from age 25 on<"));
  EXPECT_TRUE(has(html, "3 sessions, one every 30 days, from age 25.1 on; until the end of this computation: 2<"))
      << html.substr(html.find("id=\"plan\""), 800);
}

TEST_F(Page, NamesTheHypothesesThatAreSwitchedOn) {
  EXPECT_FALSE(has(of({{}}), "data-hypotheses"));
  const std::string html = of({{.more = "[[treatment]]\nproduct = \"sunekos_200\"\nhypotheses = [\"new_elastin\"]\n"},
                               {.title = "B", .more = "[[treatment]]\nproduct = \"sunekos_200\"\nhypotheses = []\n"}});
  const std::size_t note = html.find("data-hypotheses"), main = html.find("<main>");
  ASSERT_LT(note, main) << "it stands before everything else";
  const std::string said = html.substr(note, html.find("</div>", note) - note);
  EXPECT_TRUE(has(said, "New functional elastin is made.") && has(said, "新しい機能的なエラスチンが作られる。"))
      << said;
  EXPECT_TRUE(has(said, "\"A cheek\"") || has(said, "&quot;A cheek&quot;")) << said;
  EXPECT_FALSE(has(said, "&quot;B&quot;"));
  EXPECT_TRUE(has(said, "<code>new_elastin</code>"));
  EXPECT_TRUE(
      has(of({{.more = "[[treatment]]\nkind = \"depot\"\nhypotheses = [\"no_needle_needed\"]\n"}}, Language::english),
          "All that is put on the skin arrives in it."));
}

TEST_F(Page, TellsSideEffectsAndStatusOfItsProducts) {
  const std::string html =
      of({{.more = "[[treatment]]\nkind = \"session\"\nproduct = \"exosome\"\n"}}, Language::japanese);
  EXPECT_TRUE(has(html, "エクソソーム療法"));
  EXPECT_TRUE(has(html, "赤み（1〜3日）"));
  EXPECT_TRUE(has(html, "国内未承認と想定"));
  EXPECT_TRUE(has(of({{.more = "[[treatment]]\nproduct = \"../report/bands\"\n"}}, Language::english),
                  "No product file says anything"));
  EXPECT_FALSE(has(of({{}}), "id=\"product\""));
}

TEST_F(Page, ReadsEveryProductFileThereIs) {
  for (const auto& file : std::filesystem::directory_iterator(HARI_SOURCE_DIR "/data/products")) {
    const std::string name = file.path().stem().string();
    const std::string html =
        of({{.more = "[[treatment]]\nproduct = \"" + name + "\"\n", .frames = 0}}, Language::english);
    EXPECT_TRUE(has(html, "<h4>Side effects</h4>")) << name;
    EXPECT_TRUE(has(html, "<h4>Regulatory status</h4>")) << name;
  }
}

TEST_F(Page, CountsTheNumbersByStatus) {
  const std::string html = of({{}}, Language::english);
  EXPECT_TRUE(has(html, "measured: 1 numbers"));
  EXPECT_TRUE(has(html, "collagen.half_life"));
}

TEST_F(Page, SaysWhatItLeavesOut) {
  const std::string html = of({{.complete = false, .frames = 0}}, Language::english);
  EXPECT_TRUE(has(html, "No pictures:"));
  EXPECT_TRUE(has(html, "there is nothing to turn"));
  EXPECT_TRUE(has(html, "has not reached its end yet"));
}

TEST_F(Page, RefusesMoreLinesThanAReaderTellsApart) {
  EXPECT_NE("", message_of<core::ScenarioError>([&] { of({}); }));
  EXPECT_NE("", message_of<core::ScenarioError>([&] { of(std::vector<HandMade>(most_arms + 1)); }));
  EXPECT_TRUE(has(of(std::vector<HandMade>(most_arms, HandMade{.frames = 0})), "swatch line s5"));
}

}  // namespace
}  // namespace hari::report
