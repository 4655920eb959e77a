// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/prescription.hpp"

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::treatment {

double Prescription::number(std::string_view key) const {
  const auto at = numbers.find(key);
  core::expect(at != numbers.end(), "a mechanism reads the keys of its own schema");
  return at->second;
}

const std::string& Prescription::word(std::string_view key) const {
  const auto at = words.find(key);
  core::expect(at != words.end(), "a mechanism reads the keys of its own schema");
  return at->second;
}

bool Prescription::supposes(std::string_view hypothesis) const {
  return std::ranges::find(hypotheses, hypothesis) != hypotheses.end();
}

}  // namespace hari::treatment
