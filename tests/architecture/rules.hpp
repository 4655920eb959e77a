// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hari::architecture {

/// Text of files by their path from the root of the repository, with forward slashes.
using Tree = std::map<std::string, std::string>;

/// @brief One row of the table in docs/architecture.md.
struct Module {
  std::string_view name;
  std::vector<std::string_view> uses;           ///< direct edges; what lies below them may be included as well
  std::vector<std::string_view> third_parties;  ///< besides fmt (sources of every module) and Eigen (math and above)
};

/// @brief The modules, each below those that use it.
const std::vector<Module>& modules();

/// @brief Every file under include, src, tests, cmake, scripts, scenarios, data and docs, and the texts of the root.
Tree read_tree(const std::filesystem::path& root);

// Each returns one sentence per breach, naming the file; empty if the rule holds.

/// Includes between modules go down along the edges of the table, never sideways and never up.
std::vector<std::string> upward_includes(const Tree& tree);
/// Targets in src/<module>/CMakeLists.txt link along the same edges.
std::vector<std::string> upward_links(const Tree& tree);
/// No header reaches itself through its includes.
std::vector<std::string> header_circles(const Tree& tree);
/// A third party is included by its modules only; a public header shows the standard library and Eigen only.
std::vector<std::string> leaking_third_parties(const Tree& tree);
/// Sources, scripts and CMake modules begin with the two SPDX lines.
std::vector<std::string> missing_licences(const Tree& tree);
/// No notes of unfinished work, no paths of a developer's machine.
std::vector<std::string> forbidden_words(const Tree& tree);
/// Products are data: sources know neither the id nor the name of one, in either language, however written.
std::vector<std::string> named_products(const Tree& tree);
/// Mechanics and probes do not know how old the subject is: softening with age must come out of the tissue.
std::vector<std::string> laws_that_know_the_age(const Tree& tree);

}  // namespace hari::architecture
