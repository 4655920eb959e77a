// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/hyaluronan_law.hpp"

#include <string>

namespace hari::transport {

HyaluronanLaw HyaluronanLaw::from(const core::ParameterSet& p) {
  using tissue::Substance;
  const auto lost = [&](const std::string& name) { return p.value(name + ".clearance", "1/day"); };
  const auto cut = [&](const std::string& name) { return lost(name) * p.value(name + ".fragmented_share", "1"); };
  const auto gel = [&](Substance s) -> Stage {
    const std::string name(tissue::traits(s).name);
    const double native = p.value(name + ".native_share", "1");
    return {s, lost(name), {native, 1 - native, 0}};
  };
  return {
      .stages = {gel(Substance::crosslinked_hyaluronan), gel(Substance::hybrid_hyaluronan),
                 gel(Substance::gel_hyaluronan), Stage{Substance::hyaluronan_high, cut("hyaluronan_high"), {0, 1, 0}},
                 Stage{Substance::hyaluronan_middle, cut("hyaluronan_middle"), {0, 0, 1}}},
      .oxidant_gain = p.value("hyaluronan.oxidant_gain", "1"),
      .inflammation_gain = p.value("hyaluronan.inflammation_gain", "1")};
}

}  // namespace hari::transport
