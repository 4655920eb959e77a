// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/stimulus/stimulus.hpp"
#include "hari/treatment/prescription.hpp"

namespace hari::treatment {

/// @brief A way in which treatments work. Products are data on top of one (data/products).
struct Mechanism {
  std::string_view name;
  core::Schema (*schema)();
  /// What no schema can say; empty if all is well.
  std::vector<Objection> (*objections)(const Prescription&);
  std::unique_ptr<stimulus::Intervention> (*make)(const Prescription&, const core::ParameterSet&);
};

/// All that this version can do; a new mechanism adds one line.
std::span<const Mechanism> mechanisms();
/// Null if there is none of that name.
const Mechanism* find_mechanism(std::string_view name);

}  // namespace hari::treatment
