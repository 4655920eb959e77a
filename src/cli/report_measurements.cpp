// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "report_measurements.hpp"

#include <algorithm>
#include <string>

#include "hari/core/error.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/scenario/instruments.hpp"

namespace hari::cli {
namespace {

double reading(const scenario::Measurement& m, const std::string& name) {
  const auto at = std::ranges::find(m.readings, name, &scenario::Reading::name);
  core::expect(at != m.readings.end(), "the instrument reads " + name);
  return at->value;
}

scenario::Measurement put(const char* instrument, const std::vector<std::string>& sets, const tissue::Tissue& tissue,
                          const core::ParameterSet& parameters) {
  return scenario::measure(scenario::instrument_settings(instrument, sets), tissue, parameters);
}

/// The most amplified of three ripples, fine to coarse, over its height at rest.
double furrow(const tissue::Tissue& tissue, const core::ParameterSet& parameters) {
  const auto m = put("compression", {"wavelengths=[\"0.4 mm\", \"0.8 mm\", \"1.5 mm\"]"}, tissue, parameters);
  return std::max({reading(m, "amplification at 0.4 mm"), reading(m, "amplification at 0.8 mm"),
                   reading(m, "amplification at 1.5 mm")});
}

}  // namespace

std::vector<report::Measured> measure_for_report(const report::PageInput& page, const std::vector<report::Shown>& shown,
                                                 const core::ParameterSet& present,
                                                 const std::function<void(double)>& progress) {
  std::vector<report::Measured> all;
  for (const report::Shown& s : shown) {
    progress(static_cast<double>(all.size()) / static_cast<double>(shown.size()));
    const tissue::Tissue tissue =
        tissue::restore(io::read_frame(page.arms[s.arm].blocks.front().folder, s.frame).groups);
    core::ParameterSet parameters = page.parameters[s.arm];
    for (const auto& [name, p] : present.all())
      if (!parameters.find(name)) parameters.add(p);
    all.push_back({.arm = s.arm,
                   .age = s.age,
                   .sag_mm = reading(put("sag", {}, tissue, parameters), "sag_mm"),
                   .furrow = furrow(tissue, parameters)});
  }
  return all;
}

}  // namespace hari::cli
