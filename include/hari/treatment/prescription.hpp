// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/time.hpp"

namespace hari::treatment {

/// Which arm of a trial the subject is in. All arms keep the same clock.
enum class Arm {
  treated,
  sham,      ///< the device without what it delivers: saline, vehicle
  untreated  ///< nothing
};

/// @brief One treatment of a plan after its check: when, and with which numbers, each in the unit of its schema.
struct Prescription {
  std::string name;                  ///< product, or mechanism if no product was named
  std::vector<core::Days> sessions;  ///< ages at which they begin, ascending
  std::map<std::string, double, std::less<>> numbers;
  std::map<std::string, std::string, std::less<>> words;
  std::vector<std::string> hypotheses;  ///< claims without evidence that are taken for true
  Arm arm = Arm::treated;

  /// The reading members throw BugError for a key that is not there.
  double number(std::string_view key) const;
  const std::string& word(std::string_view key) const;
  bool supposes(std::string_view hypothesis) const;
};

/// Something that no schema can say: the key and why its value cannot be.
struct Objection {
  std::string key, message;
};

}  // namespace hari::treatment
