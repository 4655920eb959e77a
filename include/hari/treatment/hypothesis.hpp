// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// @brief What a run supposes when a claim without evidence is switched on: a labelled assumption of a size that
/// data/treatment.toml names, acting for a time after each session. Off unless a scenario asks for it.
class Hypotheses {
 public:
  Hypotheses(const Prescription& prescription, const core::ParameterSet& parameters);

  /// Mean over a step, to be added to what the treatment does.
  stimulus::Stimulus over(core::Days from, core::Days to) const;

  /// Claims that can be switched on; the others cannot be said in this model.
  static const std::vector<std::string>& known();

 private:
  std::vector<core::Days> sessions_;
  core::Days lasting_{0};
  double synthesis_ = 1;   ///< level while it acts [-]
  double elastin_ = 0;     ///< gain [1/day]
  double hyaluronan_ = 0;  ///< source in the dermis [ug/mm3/day]
};

}  // namespace hari::treatment
