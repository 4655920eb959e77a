// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "memory.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::cli {
namespace {

constexpr double unknown = std::numeric_limits<double>::infinity();

/// The number after the word `key`.
double number_after(const std::string& key, const std::string& file) {
  std::ifstream in(file);
  double number = 0;
  for (std::string word; in >> word;)
    if (word == key && in >> number) return number;
  return unknown;
}
double kilobytes_after(const std::string& key, const std::string& file) {
  return 1024 * number_after(key, file);
}

/// A file that holds one number, or the word "max".
double number_in(const std::string& file) {
  std::ifstream in(file);
  double number = 0;
  return in >> number ? number : unknown;
}

/// What the control group still allows: version 2 and, where that is absent, version 1.
double left_in_group() {
  std::ifstream in("/proc/self/cgroup");
  double left = unknown;
  for (std::string line; std::getline(in, line);) {
    const bool second = line.starts_with("0::");
    const std::size_t memory = line.find(":memory:");
    if (!second && memory == std::string::npos) continue;
    std::string path = line.substr(second ? 3 : memory + 8);
    const std::string base = second ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
    const std::string limit = second ? "/memory.max" : "/memory.limit_in_bytes";
    const std::string used = second ? "/memory.current" : "/memory.usage_in_bytes";
    const std::string cached = second ? "inactive_file" : "total_inactive_file";  // given back on demand
    while (true) {                                                                // every group above has its say
      const double l = number_in(base + path + limit), u = number_in(base + path + used);
      const double c = number_after(cached, base + path + "/memory.stat");
      if (l < unknown && u < unknown) left = std::min(left, l - u + (c < unknown ? c : 0));
      if (path.empty() || path == "/") break;
      path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
    }
  }
  return left;
}

double left_in_shell() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unknown;
  const double taken = kilobytes_after("VmSize:", "/proc/self/status");
  return taken < unknown ? static_cast<double>(limit.rlim_cur) - taken : unknown;
}

}  // namespace

double available_memory() {
  return std::min({kilobytes_after("MemAvailable:", "/proc/meminfo"), left_in_group(), left_in_shell()});
}

void check_memory(const scenario::Scenario& s) {
  const double due = scenario::memory_estimate(s), there = available_memory();
  constexpr double megabyte = 1e6;
  if (due > there)
    throw core::ScenarioError(
        fmt::format("[block]: {} fibres and {} cells on {} elements across need up to {:.0f} MB of memory; {:.0f} MB "
                    "are free. Ask for less, or begin all the same with --ignore-memory",
                    s.block.fibres, s.block.cells, s.block.elements_across, due / megabyte, there / megabyte));
}

std::size_t blocks_at_once(const scenario::Scenario& s) {
  const auto threads = static_cast<double>(core::threads());
  return static_cast<std::size_t>(std::clamp(available_memory() / scenario::memory_estimate(s), 1.0, threads));
}

}  // namespace hari::cli
