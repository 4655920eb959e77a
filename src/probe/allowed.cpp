// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "allowed.hpp"

#include <fmt/format.h>

#include "hari/core/error.hpp"
#include "hari/probe/direction.hpp"

namespace hari::probe {

void allow(const core::Schema& schema, std::string_view key, double value) {
  for (const core::Key& k : schema.keys) {
    if (k.name != key) continue;
    if (!(value >= k.low && value <= k.high))
      throw core::ModelError(
          fmt::format("{}: {} is {} {}; allowed: {} to {} {}", schema.name, key, value, k.unit, k.low, k.high, k.unit));
    return;
  }
  core::expect(false, fmt::format("schema \"{}\" has no key \"{}\"", schema.name, key));
}

core::Key direction_key(std::string_view doc) {
  return {.name = "direction",
          .kind = core::ValueKind::word,
          .fallback = std::string(name(Direction::along)),
          .choices = {std::string(name(Direction::along)), std::string(name(Direction::across))},
          .doc = std::string(doc)};
}

core::Key dermis_key(std::string_view doc) {
  return {.name = "layer",
          .kind = core::ValueKind::word,
          .fallback = std::string(mesh::name(mesh::Layer::reticular)),
          .choices = {std::string(mesh::name(mesh::Layer::reticular)), std::string(mesh::name(mesh::Layer::papillary))},
          .doc = std::string(doc)};
}

const mechanics::LayerMaterial& dermis_of(const mechanics::Skin& skin, mesh::Layer layer, std::string_view probe) {
  const auto i = static_cast<std::size_t>(layer);
  if (!mesh::is_dermis(layer) || !(skin.thickness[i] > 0))
    throw core::ModelError(
        fmt::format("{}: layer is {}; a layer of the dermis that the skin has is needed", probe, mesh::name(layer)));
  return skin.material[i];
}

}  // namespace hari::probe
