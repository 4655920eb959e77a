// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/report/arm.hpp"

namespace hari::report {

/// What instruments find on a stored frame of an arm's first block, beside the readings of the run.
struct Measured {
  std::size_t arm = 0;
  double age = 0;     ///< [year]
  double sag_mm = 0;  ///< way of the surface after a minute upright
  double furrow = 0;  ///< how much higher the most amplified ripple grows under lateral compression by a tenth [-]
};

enum class Language { english, japanese, both };

/// A still of an arm's first block at one age.
struct Picture {
  std::size_t arm = 0;
  double age = 0;   ///< [year]
  std::string png;  ///< bytes of the file; without letters, since the page has the key
};

struct PageInput {
  std::vector<Arm> arms;                       ///< 1 to most_arms, the one to compare with first
  std::vector<core::ParameterSet> parameters;  ///< that each arm was run with
  core::ParameterSet library;                  ///< numbers of data/report
  std::filesystem::path products;              ///< folder of product files; need not exist
  std::vector<Picture> pictures;
  std::vector<Measured> measured;
  Language language = Language::both;
};

/// As many lines as a reader can tell apart.
inline constexpr std::size_t most_arms = 6;

/// @brief The whole page: one HTML file that needs no network. Reads the frames of the arms for the view in three
/// dimensions.
/// @throws ScenarioError for no arms or too many; IoError for a frame or product file that cannot be read
std::string page(const PageInput& input);

}  // namespace hari::report
