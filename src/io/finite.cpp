// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "finite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

#include "hari/core/error.hpp"

namespace hari::io {
namespace {

/// @return index of the first number that is none, or the size
template <class T>
std::size_t first_bad(const std::vector<T>& v) {
  if constexpr (std::is_floating_point_v<T>)
    return static_cast<std::size_t>(std::find_if_not(v.begin(), v.end(), [](T x) { return std::isfinite(x); }) -
                                    v.begin());
  return v.size();
}

}  // namespace

void refuse_unless_finite(const std::filesystem::path& path, std::span<const core::ColumnGroup> groups) {
  for (const core::ColumnGroup& g : groups)
    for (const core::Column& c : g.columns)
      std::visit(
          [&](const auto& v) {
            const std::size_t i = first_bad(v);
            if (i == v.size()) return;
            throw core::SolverError(
                fmt::format("{} was not written: {}/{} is {} in row {} of {}. What was written before is whole",
                            path.string(), g.name, c.info.name, v[i], i / static_cast<std::size_t>(c.info.width),
                            v.size() / static_cast<std::size_t>(c.info.width)));
          },
          c.values);
}

}  // namespace hari::io
