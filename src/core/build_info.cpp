// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/build_info.hpp"

namespace hari::core {

std::string_view version() {
  return HARI_VERSION;
}
std::string_view compiler() {
  return HARI_COMPILER;
}

}  // namespace hari::core
