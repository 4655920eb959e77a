// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace hari::mesh {

/// Anatomy's layers, from the deepest to the surface. Values are stored in files.
enum class Layer : std::uint8_t { hypodermis = 0, reticular = 1, papillary = 2, epidermis = 3 };

inline constexpr std::size_t n_layers = 4;
inline constexpr std::array<Layer, n_layers> all_layers{Layer::hypodermis, Layer::reticular, Layer::papillary,
                                                        Layer::epidermis};
inline constexpr std::array<std::string_view, n_layers> layer_names{"hypodermis", "reticular", "papillary",
                                                                    "epidermis"};
inline constexpr std::string_view name(Layer l) {
  return layer_names[static_cast<std::size_t>(l)];
}
inline constexpr bool is_dermis(Layer l) {
  return l == Layer::reticular || l == Layer::papillary;
}

}  // namespace hari::mesh
