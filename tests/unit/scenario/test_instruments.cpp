// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/instruments.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "hari/core/error.hpp"
#include "hari/probe/compression.hpp"
#include "hari/probe/indentation.hpp"
#include "hari/probe/rheometry.hpp"
#include "hari/probe/sag.hpp"
#include "hari/probe/tension.hpp"
#include "hari/scenario/assemble.hpp"
#include "hari/scenario/catalogue.hpp"

namespace hari::scenario {
namespace {

TEST(Instruments, AreThoseOfTheCatalogueAndTheCutometer) {
  std::vector<std::string> listed{"cutometer"};
  for (const Entry& e : catalogue())
    if (e.category == Category::instrument) listed.emplace_back(e.name);
  std::sort(listed.begin(), listed.end());
  EXPECT_EQ(instrument_names(), listed);
  for (const std::string& name : listed) EXPECT_NO_THROW(instrument_settings(name, {})) << name;
}

TEST(Instruments, DefaultsOfTheSchemasAreThoseOfTheProtocols) {
  const Settings tension = instrument_settings("tension", {});
  EXPECT_EQ(tension.number("strain"), probe::TensionProtocol{}.strain);
  EXPECT_EQ(tension.number("rate"), probe::TensionProtocol{}.rate);
  EXPECT_EQ(tension.number("width"), probe::TensionProtocol{}.width_mm);
  const Settings indentation = instrument_settings("indentation", {});
  EXPECT_EQ(indentation.number("radius"), probe::IndentationProtocol{}.radius_mm);
  EXPECT_EQ(indentation.number("depth"), probe::IndentationProtocol{}.depth_mm);
  EXPECT_EQ(indentation.number("hold"), probe::IndentationProtocol{}.hold.count());
  EXPECT_EQ(instrument_settings("rheometry", {}).at("frequencies").numbers, probe::RheometryProtocol{}.frequency_hz);
  const Settings compression = instrument_settings("compression", {});
  EXPECT_EQ(compression.at("wavelengths").numbers, probe::CompressionProtocol{}.wavelength_mm);
  EXPECT_EQ(compression.number("strain"), probe::CompressionProtocol{}.strain);
  EXPECT_EQ(compression.number("rest"), probe::CompressionProtocol{}.rest.count());
  const Settings sag = instrument_settings("sag", {});
  EXPECT_EQ(sag.number("upright"), probe::SagProtocol{}.upright.count());
  EXPECT_EQ(sag.number("depth"), probe::SagProtocol{}.depth_mm);
  EXPECT_EQ(sag.word("direction"), probe::name(probe::SagProtocol{}.direction));
}

TEST(Instruments, TheLastSetWinsAndUnitsAreConverted) {
  const std::vector<std::string> sets{"depth=1 mm", "depth = 0.3 cm", "base=bed"};
  const Settings s = instrument_settings("sag", sets);
  EXPECT_NEAR(s.number("depth"), 3, 1e-12);
  EXPECT_EQ(s.word("base"), "bed");
}

TEST(StoredParameters, ComeBackAsTheyWere) {
  const core::ParameterSet all = load_parameters(data_directory());
  const std::string table = parameter_table(all);
  EXPECT_EQ(parameter_table(stored_parameters(table, "run.h5")), table);
  // Found by fuzzing: quotes, commas and ends of lines in a text.
  core::ParameterSet odd;
  odd.add({.name = "a,b.\"c\"",
           .value = 1,
           .unit = "mm",
           .low = 0,
           .high = 2,
           .status = core::Status::assumed,
           .source = "a \"row\", 3",
           .doc = "two\nlines",
           .place = {}});
  EXPECT_EQ(parameter_table(stored_parameters(parameter_table(odd), "run.h5")), parameter_table(odd));
  EXPECT_THROW(stored_parameters("name,value\n", "run.h5"), core::IoError);
  EXPECT_THROW(stored_parameters(table + "a,b\n", "run.h5"), core::IoError);
}

}  // namespace
}  // namespace hari::scenario
