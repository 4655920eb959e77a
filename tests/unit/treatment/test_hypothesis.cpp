// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/hypothesis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "hari/treatment/mechanism.hpp"
#include "hari/treatment/topical.hpp"
#include "prescribed.hpp"

namespace hari::treatment {
namespace {

using core::Days;
using stimulus::Rate;
using tissue::Level;
using tissue::Substance;

const Days session{1000};

/// A treatment of this mechanism that brings all that a claim could be about.
Prescription plan(std::string_view mechanism, std::vector<std::string> claims, Arm arm = Arm::treated) {
  Prescription rx = prescribed(find_mechanism(mechanism)->schema(), {session});
  if (mechanism == "depot" || mechanism == "bolus")
    for (const char* length : {"hyaluronan_high", "hyaluronan_middle", "hyaluronan_low", "crosslinked_hyaluronan"})
      rx.numbers[length] = 8;
  if (mechanism == "topical") rx.numbers["peptide"] = 0.003;
  if (mechanism == "needling") rx.numbers["exosome"] = 1;
  rx.hypotheses = std::move(claims);
  rx.arm = arm;
  return rx;
}

stimulus::Stimulus during(const Prescription& rx, double day = 10) {
  const auto treatment = find_mechanism(rx.name)->make(rx, data());
  return treatment->over(session + Days{day}, session + Days{day + 1});
}

double source_of(const stimulus::Stimulus& s, Substance what) {
  double sum = 0;
  for (const stimulus::Source& source : s.sources)
    if (source.substance == what) sum += source.rate;
  return sum;
}

std::vector<stimulus::Act> acts(const Prescription& rx) {
  return find_mechanism(rx.name)->make(rx, data())->acts(session, session + Days{1});
}

TEST(Hypotheses, AreOffUnlessAScenarioAsks) {
  for (const Mechanism& m : mechanisms()) {
    const stimulus::Stimulus s = during(plan(m.name, {}));
    EXPECT_EQ(s[Level::hypothetical_synthesis], 1) << m.name;
    EXPECT_EQ(s[Rate::elastin_loss], 0) << m.name;
    EXPECT_EQ(source_of(s, Substance::hyaluronan_high), 0) << m.name;
  }
}

TEST(Hypotheses, OfMoreSynthesisRaiseTheirLevelByWhatTheDataSuppose) {
  const double amino = data().value("hypothesis.amino_acids_synthesis", "1"),
               ligament = data().value("hypothesis.ligament_synthesis", "1");
  const auto level = [](std::vector<std::string> claims) {
    return during(plan("depot", std::move(claims)))[Level::hypothetical_synthesis];
  };
  EXPECT_GT(amino, 1);
  EXPECT_DOUBLE_EQ(level({"amino_acids_beat_ha"}), amino);
  EXPECT_DOUBLE_EQ(level({"ligament_regeneration"}), ligament);
  EXPECT_DOUBLE_EQ(level({"amino_acids_beat_ha", "ligament_regeneration"}), amino * ligament);
}

TEST(Hypotheses, OfNewElastinDriveItsGain) {
  EXPECT_EQ(during(plan("depot", {"new_elastin"}))[Rate::elastin_loss], 0);
  EXPECT_DOUBLE_EQ(during(plan("depot", {"new_elastin"}))[Rate::elastin_gain],
                   data().value("hypothesis.elastin_gain", "1/day"));
}

TEST(Hypotheses, OfDermalHyaluronanAreASourceInTheDermisAlone) {
  const stimulus::Stimulus s = during(plan("topical", {"dermal_hyaluronan"}));
  EXPECT_DOUBLE_EQ(source_of(s, Substance::hyaluronan_high),
                   data().value("hypothesis.dermal_hyaluronan", "ug/mm3/day"));
  for (const stimulus::Source& source : s.sources)
    if (source.substance == Substance::hyaluronan_high)
      for (mesh::Layer l : mesh::all_layers) {
        EXPECT_EQ(source.layers[static_cast<std::size_t>(l)], mesh::is_dermis(l));
      }
}

TEST(Hypotheses, OfNoNeedleLetAllPassTheHornyLayer) {
  const Prescription known = plan("topical", {}), supposed = plan("topical", {"no_needle_needed"});
  EXPECT_LT(dermal_share(known, data()), 0.5);
  EXPECT_EQ(dermal_share(supposed, data()), 1);
  EXPECT_NEAR(source_of(during(supposed), Substance::peptide) / source_of(during(known), Substance::peptide),
              1 / dermal_share(known, data()), 1e-6);
}

TEST(Hypotheses, OfHeatThatSparesTheEpidermisMarkThePulse) {
  const auto spares = [](std::vector<std::string> claims) {
    const auto all = acts(plan("thermal_sheet", std::move(claims)));
    return std::get<stimulus::HeatPulse>(all.at(0).what).spares_epidermis;
  };
  EXPECT_FALSE(spares({}));
  EXPECT_TRUE(spares({"deep_without_epidermal_loss"}));
}

TEST(Hypotheses, OfMiddleLengthsAloneLeaveTheOthersOut) {
  const auto deposited = [](std::vector<std::string> claims) {
    std::vector<Substance> all;
    for (const stimulus::Act& a : acts(plan("depot", std::move(claims))))
      all.push_back(std::get<stimulus::Deposit>(a.what).substance);
    return all;
  };
  EXPECT_EQ(deposited({}).size(), 4u);
  EXPECT_EQ(deposited({"middle_hyaluronan_only"}), std::vector{Substance::hyaluronan_middle});
}

TEST(Hypotheses, LastAsLongAsTheDataSupposeAndDoNotAddUp) {
  Prescription rx = plan("depot", {"new_elastin"});
  const double lasting = data().value("hypothesis.lasting", "day"), gain = during(rx)[Rate::elastin_gain];
  EXPECT_EQ(during(rx, -2)[Rate::elastin_gain], 0);
  EXPECT_NEAR(during(rx, lasting - 0.5)[Rate::elastin_gain], 0.5 * gain, 1e-12);
  EXPECT_EQ(during(rx, lasting + 1)[Rate::elastin_gain], 0);
  rx.sessions.push_back(session + Days{5});
  EXPECT_DOUBLE_EQ(during(rx)[Rate::elastin_gain], gain);
}

TEST(Hypotheses, DoNothingInTheOtherArms) {
  for (const Arm arm : {Arm::sham, Arm::untreated})
    for (const Mechanism& m : mechanisms()) {
      const Prescription without = plan(m.name, {}, arm), with = plan(m.name, Hypotheses::known(m.name), arm);
      const stimulus::Stimulus a = during(without), b = during(with);
      EXPECT_EQ(a.levels, b.levels) << m.name;
      EXPECT_EQ(a.rates, b.rates) << m.name;
      EXPECT_EQ(a.sources.size(), b.sources.size()) << m.name;
      EXPECT_EQ(acts(without).size(), acts(with).size()) << m.name;
      EXPECT_EQ(b[Level::hypothetical_synthesis], 1) << m.name;
    }
}

TEST(Hypotheses, AreOfferedToTheMechanismTheySpeakOf) {
  const auto offered = [](std::string_view mechanism, std::string_view claim) {
    return std::ranges::count(Hypotheses::known(mechanism), claim) == 1;
  };
  EXPECT_TRUE(offered("thermal_sheet", "deep_without_epidermal_loss"));
  EXPECT_FALSE(offered("depot", "deep_without_epidermal_loss"));
  EXPECT_FALSE(offered("topical", "middle_hyaluronan_only"));
  // Each claim but the one that nobody can suppose has a mechanism that takes it.
  for (const std::string& claim : Hypotheses::claims())
    EXPECT_EQ(std::ranges::any_of(mechanisms(), [&](const Mechanism& m) { return offered(m.name, claim); }),
              claim != "synergy")
        << claim;
}

TEST(Hypotheses, HaveTheirWordsInEveryReport) {
  std::stringstream words;
  words << std::ifstream(HARI_SOURCE_DIR "/src/report/page/words.toml").rdbuf();
  for (const std::string& claim : Hypotheses::claims())
    if (claim != "synergy") {
      EXPECT_NE(words.str().find("\n" + claim + " = { en = "), std::string::npos) << claim;
    }
}

}  // namespace
}  // namespace hari::treatment
