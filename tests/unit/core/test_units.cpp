// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/units.hpp"

#include <gtest/gtest.h>

#include <string>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/core/time.hpp"

namespace hari::core {
namespace {

TEST(Units, ReadsNumberAndUnit) {
  EXPECT_DOUBLE_EQ(parse_quantity("2 mm", "mm"), 2);
  EXPECT_DOUBLE_EQ(parse_quantity(" 450 mbar ", "kPa"), 45);
  EXPECT_DOUBLE_EQ(parse_quantity("2mm", "mm"), 2);
  EXPECT_DOUBLE_EQ(parse_quantity("1e-3 m", "mm"), 1);
  EXPECT_DOUBLE_EQ(parse_quantity("-3 kPa", "kPa"), -3);
  EXPECT_DOUBLE_EQ(parse_quantity("5 \xC2\xB5m", "mm"), 0.005);
  EXPECT_DOUBLE_EQ(parse_quantity("1 mg/mL", "ug/mm3"), 1);
  EXPECT_DOUBLE_EQ(parse_quantity("24 1/day", "1/hour"), 1);
}

TEST(Units, AreAffineForTemperature) {
  EXPECT_NEAR(parse_quantity("37 degC", "K"), 310.15, 1e-12);
  EXPECT_NEAR(convert(310.15, "K", "degC"), 37, 1e-12);
}

TEST(Units, CountAYearAsTheCalendarOfTheModel) {
  for (const char* year : {"1 year", "1 years", "1 yr", "12 months", "12 month"})
    EXPECT_DOUBLE_EQ(parse_quantity(year, "day"), days_per_year.count()) << year;
  EXPECT_DOUBLE_EQ(parse_quantity("6 weeks", "day"), 42);
  EXPECT_DOUBLE_EQ(parse_quantity("1 week", "days"), 7);
  EXPECT_DOUBLE_EQ(convert(1, "1/year", "1/day"), 1 / days_per_year.count());
  // The boundary between an age as text and an age in the program must be exact, or spans gain slivers of steps.
  EXPECT_EQ(parse_quantity("25 years", "year"), 25);
}

TEST(Units, KnowWhatMedicineCounts) {
  EXPECT_DOUBLE_EQ(parse_quantity("5 %", "1"), 0.05);
  EXPECT_DOUBLE_EQ(parse_quantity("5 percent", "1"), 0.05);
  EXPECT_DOUBLE_EQ(parse_quantity("2 SED", "J/m2"), 200);
  EXPECT_DOUBLE_EQ(parse_quantity("2 MED", "MED"), 2);
  EXPECT_DOUBLE_EQ(parse_quantity("1000 IU/mL", "IU/mm3"), 1);
  EXPECT_DOUBLE_EQ(parse_quantity("2 kDa", "Da"), 2000);
  EXPECT_NEAR(parse_quantity("1 Da", "g"), 1.66053906660e-24, 1e-34);
  EXPECT_NEAR(parse_quantity("3 cells/mm3", "1/mm3"), 3, 1e-12);
  EXPECT_NEAR(parse_quantity("1 mM", "mol/m3"), 1, 1e-12);
  EXPECT_FALSE(same_dimension("MED", "SED"));
  EXPECT_FALSE(same_dimension("IU", "1"));
}

TEST(Units, RefuseWhatIsNoQuantity) {
  for (const char* text : {"",
                           " ",
                           "mm",
                           "2",
                           "2 mm 3",
                           "2 mm*3",
                           "2 3 mm",
                           "two mm",
                           "2,5 mm",
                           "1.2.3 mm",
                           "0x10 mm",
                           "inf mm",
                           "nan mm",
                           "1e999 mm",
                           "2 mm @ 3",
                           "2 mm - 1",
                           "2 mm since 2000-01-01",
                           "2 kg",
                           "2 furlongites",
                           "2 1",
                           "2 lg(re mm)",
                           "2 1/mm"})
    EXPECT_THROW(parse_quantity(text, "mm"), ScenarioError) << text;
  EXPECT_THROW(parse_quantity("2 " + std::string(100000, '('), "mm"), ScenarioError);
  EXPECT_THROW(parse_quantity("2 " + std::string(100000, 'm'), "mm"), ScenarioError);
}

TEST(Units, AcceptABareNumberOnlyWithoutUnit) {
  EXPECT_DOUBLE_EQ(parse_quantity("1.5", "1"), 1.5);
  EXPECT_THROW(parse_quantity("1.5", "day"), ScenarioError);
  EXPECT_THROW(parse_quantity("1.5", "%"), ScenarioError);
}

TEST(Units, SayWhatWasReadAndWhatIsExpected) {
  try {
    parse_quantity("250 mL", "kPa");
    FAIL() << "a volume passed for a pressure";
  } catch (const ScenarioError& e) {
    EXPECT_STREQ(e.what(), "\"250 mL\" was read; a pressure is expected, for example \"450 mbar\"");
  }
}

TEST(Units, GiveExamplesThatAreQuantities) {
  for (const char* unit :
       {"mm", "day", "s", "kPa", "K", "ug/mm3", "1/day", "1", "J/cm2", "MED", "IU", "1/mm3", "mm2/day", "lm"})
    EXPECT_NO_THROW(parse_quantity(quantity_example(unit), unit)) << unit;
}

TEST(Units, RefuseToConvertAcrossDimensions) {
  EXPECT_THROW(convert(1, "mm", "s"), ModelError);
  EXPECT_THROW(convert(1, "s", "1/s"), ModelError);  // UDUNITS itself would take the reciprocal
  EXPECT_THROW(convert(1, "nonsense", "nonsense"), ModelError);
  EXPECT_DOUBLE_EQ(convert(3, "mm", "um"), 3000);
}

TEST(Units, WriteTextThatReadsBack) {
  EXPECT_EQ(quantity_text(450, "mbar"), "450 mbar");
  EXPECT_EQ(quantity_text(1.5, "1"), "1.5");
  for (const double value : {0.1, 1.0 / 3, 1e-300, 12345678.9, -2.5e17})
    EXPECT_EQ(parse_quantity(quantity_text(value, "mm"), "mm"), value);
}

TEST(Units, ServeManyThreads) {
  std::vector<double> out(4096);
  for_each_index(
      out.size(), [&](std::size_t i) { out[i] = parse_quantity(i % 2 ? "2 cm" : "450 mbar", i % 2 ? "mm" : "kPa"); },
      8);
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_DOUBLE_EQ(out[i], i % 2 ? 20 : 45);
}

}  // namespace
}  // namespace hari::core
