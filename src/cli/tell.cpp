// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "tell.hpp"

#include <cstdio>

namespace hari::cli {

void tell(const std::string& text) {
  // Nobody is left to hear of a failure.
  static_cast<void>(std::fputs(text.c_str(), stderr));
  static_cast<void>(std::fflush(stderr));
}

}  // namespace hari::cli
