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

std::vector<core::Days> session_ages(const std::vector<core::Days>& starts, int sessions, core::Days every, int courses,
                                     core::Days course_every) {
  std::vector<core::Days> ages;
  for (core::Days start : starts)
    for (int c = 0; c < courses; ++c)
      for (int s = 0; s < sessions; ++s) ages.push_back(core::on_the_clock(start + c * course_every + s * every));
  std::sort(ages.begin(), ages.end());
  ages.erase(std::unique(ages.begin(), ages.end()), ages.end());
  return ages;
}

}  // namespace hari::treatment
