// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

enum class Potency { weak, moderate, potent, very_potent };
/// In the order of Potency; as files and parameters call them.
inline constexpr std::array<std::string_view, 4> potency_names{"weak", "moderate", "potent", "very_potent"};

/// @brief A glucocorticoid as cream or as tablet, in courses. It is a source of the substance `steroid`; what that
/// stops (hyaluronan and water first, collagen later) is up to the cells.
struct Glucocorticoid {
  bool systemic = false;
  Potency potency = Potency::moderate;  ///< of a cream
  double tablet = 0;                    ///< prednisone a day [mg]
  std::vector<core::Days> begins;       ///< ages at the first day of each course, ascending
  core::Days course{0};                 ///< length of one course, not longer than to the next
  int days_per_week = 7;
  bool taken = true;  ///< false: the clock stops as it would, and nothing acts
};

core::Schema glucocorticoid_schema();
std::unique_ptr<stimulus::Intervention> make_glucocorticoid(const Glucocorticoid& exposure,
                                                            const core::ParameterSet& parameters);

}  // namespace hari::exposure
