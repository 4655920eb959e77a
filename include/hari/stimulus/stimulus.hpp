// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/time.hpp"

namespace hari::stimulus {

/// The rates of the living tissue that an exposure may drive. All are zero in frozen, ageless tissue.
enum class Rate : std::size_t {
  elastin_loss,  ///< fractional loss of functional elastin by elastases [1/day]
  cell_damage,   ///< damage a fibroblast or stem cell gathers [1/day]
  stem_loss,     ///< fractional loss of stem cells [1/day]
  glycation,     ///< AGE cross-links formed, relative to age 25 [1/day]
};
inline constexpr std::size_t n_rates = 4;

/// @brief What acts on the tissue at one moment, in verbs the tissue understands. It says what enters or which rate is
/// driven, never what comes out.
struct Stimulus {
  std::array<double, n_rates> rates{};  ///< added to the tissue's own rates [1/day]

  double operator[](Rate r) const { return rates[static_cast<std::size_t>(r)]; }
  double& operator[](Rate r) { return rates[static_cast<std::size_t>(r)]; }
  Stimulus& operator+=(const Stimulus& other);
};

/// @brief An exposure or a treatment: the one seam where a user chooses by name.
class Intervention {
 public:
  virtual ~Intervention() = default;
  virtual std::string_view name() const = 0;
  /// What acts when the subject has this age. A pure function: same age, same answer.
  virtual Stimulus at(core::Days age) const = 0;
  /// Ages in (from, to] at which something sudden happens; the clock steps finely after them.
  virtual std::vector<core::Days> events(core::Days from, core::Days to) const;
};

}  // namespace hari::stimulus
