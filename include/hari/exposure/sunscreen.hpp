// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/time.hpp"

namespace hari::exposure {

/// @brief Sunscreen as people put it on. The one place where it is said: exposures and treatment plans use it.
struct Sunscreen {
  enum class Use { never, holidays, always };
  Use use = Use::never;
  double factor = 1;   ///< sun protection factor of the label [-]
  double applied = 1;  ///< of the 2 mg/cm2 at which the factor is measured [-]
  core::Days from{0};  ///< age at which the habit begins
  core::Days to{0};    ///< and ends
  double worn = 1;     ///< share of those days on which it is put on [-]
  double uva = 1;      ///< protection against UVA over that against sunburn [-]

  bool used(core::Days age, bool on_holiday) const;
  /// Share of a sunburning dose that passes while it is used: a thinner layer protects as the root of the factor [-].
  double passes() const;
  /// Share of UVA that passes [-].
  double passes_uva() const;
};

/// Keys of a section that can speak of sunscreen.
std::vector<core::Key> sunscreen_keys();

}  // namespace hari::exposure
