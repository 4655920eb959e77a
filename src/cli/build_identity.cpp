// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "build_identity.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "hari/core/build_info.hpp"

namespace hari::cli {
namespace {

std::string libc() {
  char name[64] = {};
  confstr(_CS_GNU_LIBC_VERSION, name, sizeof name);
  return name;
}

/// The mathematics library picks its routines by these, and they round differently.
std::string instructions() {
  std::string found;
  if (__builtin_cpu_supports("avx2")) found += " avx2";
  if (__builtin_cpu_supports("fma")) found += " fma";
  return found.empty() ? "plain" : found.substr(1);
}

std::map<std::string, std::string> lines_of(std::string_view text) {
  std::map<std::string, std::string> lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos)
      lines.insert_or_assign(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  return lines;
}

}  // namespace

std::string build_identity() {
  return fmt::format("version: {}\nsources: {}\ncompiler: {}\nflags: {}\nEigen: {}\nlibc: {}\ninstructions: {}\n",
                     core::version(), source_digest(), core::compiler(), HARI_BUILD_FLAGS, HARI_EIGEN_VERSION, libc(),
                     instructions());
}

std::string differing_builds(std::string_view there, std::string_view here) {
  const auto theirs = lines_of(there), ours = lines_of(here);
  std::string differing;
  const auto add = [&](const std::string& name, const std::string& a, const std::string& b) {
    differing += fmt::format("{}{}: there {}, here {}", differing.empty() ? "" : "; ", name, a, b);
  };
  for (const auto& [name, value] : ours) {
    const auto other = theirs.find(name);
    if (other == theirs.end() || other->second != value)
      add(name, other == theirs.end() ? "unknown" : other->second, value);
  }
  for (const auto& [name, value] : theirs)
    if (!ours.contains(name)) add(name, value, "unknown");
  return differing;
}

}  // namespace hari::cli
