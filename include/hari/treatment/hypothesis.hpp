// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// @brief What a run supposes when a claim without evidence is switched on: a labelled assumption of a size that
/// data/treatment.toml names, acting for a time after each session. Off unless a scenario asks for it. Claims about the
/// way of a treatment itself (what arrives, what is spared, which chains count) are supposed where that way is coded.
class Hypotheses {
 public:
  Hypotheses(const Prescription& prescription, const core::ParameterSet& parameters);

  /// Mean over a step, to be added to what the treatment does.
  stimulus::Stimulus over(core::Days from, core::Days to) const;

  /// Every claim that a product may carry, so that a typo is found.
  static const std::vector<std::string>& claims();
  /// Those of them that can be switched on for a treatment of this mechanism; the others say nothing about it.
  static std::vector<std::string> known(std::string_view mechanism);

 private:
  std::vector<core::Days> sessions_;
  core::Days lasting_{0};
  double synthesis_ = 1;   ///< level while it acts [-]
  double elastin_ = 0;     ///< gain [1/day]
  double hyaluronan_ = 0;  ///< source in the dermis [ug/mm3/day]
};

}  // namespace hari::treatment
