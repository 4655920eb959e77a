// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"

namespace hari::exposure {

enum class Replacement { none, low, standard, high };

/// @brief The fall of oestradiol about the final menstrual period, and what hormone replacement puts back. It drives
/// the level of oestradiol and nothing else.
struct Menopause {
  core::Days age{0};  ///< at the final menstrual period
  Replacement replacement = Replacement::none;
  core::Days from{0}, to{0};  ///< of the replacement
  bool oral = false;          ///< else through the skin
};

core::Schema menopause_schema();
std::unique_ptr<stimulus::Intervention> make_menopause(const Menopause& exposure, const core::ParameterSet& parameters);

}  // namespace hari::exposure
