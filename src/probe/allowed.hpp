// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string_view>

#include "hari/core/schema.hpp"
#include "hari/mechanics/laws.hpp"

namespace hari::probe {

/// @throws ModelError with value and range unless `value` is what the schema allows for `key`
void allow(const core::Schema& schema, std::string_view key, double value);

/// Key `layer` of a probe that takes one layer of the dermis.
core::Key dermis_key(std::string_view doc);

/// @throws ModelError if the layer is no dermis or the skin lacks it
const mechanics::LayerMaterial& dermis_of(const mechanics::Skin& skin, mesh::Layer layer, std::string_view probe);

}  // namespace hari::probe
