// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string>
#include <string_view>

namespace hari::cli {

/// @brief What decides the last digits of a result, one "name: value" per line: version, digest of the sources,
/// compiler with its flags, Eigen, the mathematics library and the instructions it may use here. Where two programs
/// agree in this text, one goes on with the other's run to the same bytes.
std::string build_identity();

/// @brief Stands for the text of every source file of this program; made by cmake/source_digest.cmake.
std::string_view source_digest();

/// @brief The lines in which two identities differ, as "name: there ..., here ..."; empty if they are equal.
std::string differing_builds(std::string_view there, std::string_view here);

}  // namespace hari::cli
