// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hari::core {

/// How far a number can be trusted.
enum class Status { measured, calibrated, assumed };
std::string_view status_name(Status s);

/// One number of biology or mechanics, with its home: a line of a file in data/.
struct Parameter {
  std::string name;  ///< dotted, for example "collagen.half_life"
  double value = 0;  ///< in `unit`
  std::string unit;  ///< as written in the file
  double low = 0;    ///< plausible range, in `unit`
  double high = 0;
  Status status = Status::assumed;
  std::string source;  ///< reference, and the row of data/evidence it was read from
  std::string doc;     ///< what it is
  std::string place;   ///< file:line, for messages
};

/// All parameters of a run. Filled by `scenario` from data/; modules read their own few through `value`.
class ParameterSet {
 public:
  /// @throws ScenarioError if the name is there already, the value is not finite or lies outside low..high
  void add(Parameter p);
  /// @brief Replaces the value of a known parameter (in its own unit).
  /// @throws ScenarioError for an unknown name (nearest given) or a value outside its range
  void set(std::string_view name, double value);
  /// @brief Value converted to `unit`.
  /// @throws ModelError if the name is unknown or the dimension differs: a bug or a broken data file
  double value(std::string_view name, std::string_view unit) const;
  const Parameter* find(std::string_view name) const;
  const std::map<std::string, Parameter, std::less<>>& all() const { return parameters_; }

 private:
  std::map<std::string, Parameter, std::less<>> parameters_;
};

}  // namespace hari::core
