// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>

#include "hari/core/parameter.hpp"
#include "hari/tissue/substance.hpp"

namespace hari::transport {

/// @brief Hyaluronan on its way down: cells make long chains, injected gels free them, hyaluronidase and oxidants cut
/// them to the middle and the low class. Parameters: data/transport.toml; equations: docs/fields.md.
struct HyaluronanLaw {
  struct Stage {
    tissue::Substance from;
    double fragmentation = 0;    ///< of healthy tissue [1/day]; part of the clearance of `from`
    std::array<double, 3> to{};  ///< share that joins each of tissue::hyaluronan_classes; they add up to 1 [-]
  };
  std::array<Stage, 5> stages;   ///< in the order of flow: gels, high, middle
  double oxidant_gain = 0;       ///< rise of every rate of fragmentation per unit of oxidant [-]
  double inflammation_gain = 0;  ///< likewise, of inflammation [-]

  static HyaluronanLaw from(const core::ParameterSet& parameters);

  /// What oxidant and inflammation add to the rates of fragmentation of healthy tissue, relative to them [-].
  double haste(double oxidant, double inflammation) const {
    return oxidant_gain * oxidant + inflammation_gain * inflammation;
  }
};

}  // namespace hari::transport
