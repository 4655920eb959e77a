// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/hyaluronan_law.hpp"

namespace hari::transport {

HyaluronanLaw HyaluronanLaw::from(const core::ParameterSet& p) {
  using tissue::Substance;
  const double native = p.value("crosslinked_hyaluronan.native_share", "1");
  const double high = p.value("hyaluronan_high.clearance", "1/day") * p.value("hyaluronan_high.fragmented_share", "1");
  const double middle =
      p.value("hyaluronan_middle.clearance", "1/day") * p.value("hyaluronan_middle.fragmented_share", "1");
  return {.stages = {{{Substance::crosslinked_hyaluronan,
                       p.value("crosslinked_hyaluronan.clearance", "1/day"),
                       {native, 1 - native, 0}},
                      {Substance::hyaluronan_high, high, {0, 1, 0}},
                      {Substance::hyaluronan_middle, middle, {0, 0, 1}}}},
          .oxidant_gain = p.value("hyaluronan.oxidant_gain", "1"),
          .inflammation_gain = p.value("hyaluronan.inflammation_gain", "1")};
}

}  // namespace hari::transport
