// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/stimulus/stimulus.hpp"

namespace hari::stimulus {

Stimulus& Stimulus::operator+=(const Stimulus& other) {
  for (std::size_t i = 0; i < n_rates; ++i) rates[i] += other.rates[i];
  return *this;
}

std::vector<core::Days> Intervention::events(core::Days, core::Days) const {
  return {};
}

}  // namespace hari::stimulus
