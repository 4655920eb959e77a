// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hdf5.hpp"

#include <fmt/format.h>

#include "hari/core/error.hpp"

namespace hari::io {

std::mutex& Turn::one_at_a_time() {
  static std::mutex all;
  return all;
}

void Caller::refuse(std::string_view cause) const {
  throw core::IoError(fmt::format("cannot {} {}: {}", act_, path_.string(), cause));
}

void Caller::refuse_with_stack(std::string_view what) const {
  std::string innermost;
  const auto keep_last = [](unsigned, const H5E_error2_t* error, void* text) -> herr_t {
    if (error->desc) *static_cast<std::string*>(text) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_last, &innermost);
  refuse(innermost.empty() ? std::string(what) : fmt::format("{} ({})", innermost, what));
}

}  // namespace hari::io
