// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "keys.hpp"

#include <utility>

namespace hari::exposure {

core::Key age_key(std::string name, std::string fallback, std::string doc) {
  constexpr double oldest = 110;  // a bound of sense
  return number_key(std::move(name), "year", 0, oldest, std::move(fallback), std::move(doc));
}

}  // namespace hari::exposure
