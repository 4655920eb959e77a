// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/catalogue.hpp"

#include <fmt/format.h>

#include "hari/exposure/air_pollution.hpp"
#include "hari/exposure/glucocorticoid.hpp"
#include "hari/exposure/glycation.hpp"
#include "hari/exposure/intrinsic_ageing.hpp"
#include "hari/exposure/menopause.hpp"
#include "hari/exposure/smoking.hpp"
#include "hari/exposure/ultraviolet.hpp"
#include "hari/probe/autofluorescence.hpp"
#include "hari/probe/compression.hpp"
#include "hari/probe/indentation.hpp"
#include "hari/probe/rheometry.hpp"
#include "hari/probe/sag.hpp"
#include "hari/probe/tension.hpp"
#include "hari/treatment/fractional_ablation.hpp"
#include "hari/treatment/injection.hpp"
#include "hari/treatment/needling.hpp"
#include "hari/treatment/thermal_sheet.hpp"
#include "hari/treatment/topical.hpp"
#include "sections.hpp"

namespace hari::scenario {
namespace {

// A new exposure, treatment or probe adds one line here.
constexpr Entry entries[] = {
    {Category::section, "scenario", header_schema},
    {Category::section, "subject", subject_schema},
    {Category::section, "block", block_schema},
    {Category::section, "span", span_schema},
    {Category::section, "start", start_schema},
    {Category::section, "store", store_schema},
    {Category::section, "clock", clock_schema},
    {Category::section, "parameters", parameters_schema},
    {Category::exposure, "air_pollution", exposure::air_pollution_schema},
    {Category::exposure, "glucocorticoid", exposure::glucocorticoid_schema},
    {Category::exposure, "glycation", exposure::glycation_schema},
    {Category::exposure, "intrinsic_ageing", exposure::intrinsic_ageing_schema},
    {Category::exposure, "menopause", exposure::menopause_schema},
    {Category::exposure, "smoking", exposure::smoking_schema},
    {Category::exposure, "ultraviolet", exposure::ultraviolet_schema},
    {Category::treatment, "bolus", treatment::bolus_schema},
    {Category::treatment, "depot", treatment::depot_schema},
    {Category::treatment, "fractional_ablation", treatment::fractional_ablation_schema},
    {Category::treatment, "needling", treatment::needling_schema},
    {Category::treatment, "thermal_sheet", treatment::thermal_sheet_schema},
    {Category::treatment, "topical", treatment::topical_schema},
    {Category::probe, "cutometer", cutometer_section},
    {Category::instrument, "autofluorescence", probe::autofluorescence_schema},
    {Category::instrument, "compression", probe::compression_schema},
    {Category::instrument, "indentation", probe::indentation_schema},
    {Category::instrument, "rheometry", probe::rheometry_schema},
    {Category::instrument, "sag", probe::sag_schema},
    {Category::instrument, "tension", probe::tension_schema},
};

}  // namespace

std::string_view category_name(Category c) {
  switch (c) {
    case Category::section:
      return "section";
    case Category::exposure:
      return "exposure";
    case Category::treatment:
      return "treatment";
    case Category::probe:
      return "probe";
    case Category::instrument:
      return "instrument";
  }
  return "section";
}

std::span<const Entry> catalogue() {
  return entries;
}

core::Schema schema_of(const Entry& entry, const Library& library) {
  core::Schema schema = entry.schema();
  if (entry.name == "subject")
    for (core::Key& key : schema.keys)
      if (key.name == "site") key.choices = library.sites;
  return schema;
}

std::vector<Listed> listed(const Library& library) {
  std::vector<Listed> all;
  for (const Entry& e : entries)
    all.push_back({std::string(category_name(e.category)), std::string(e.name), schema_of(e, library).doc});
  for (const Product& p : library.products)
    all.push_back({"product", p.id, fmt::format("{}: {} ({}).", p.name.en, p.kind, p.mechanism)});
  for (const std::string& site : library.sites) all.push_back({"site", site, "Place on the body, for [subject] site."});
  for (const auto& [name, p] : library.parameters.all()) all.push_back({"parameter", name, p.doc});
  return all;
}

}  // namespace hari::scenario
