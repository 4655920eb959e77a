// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstdint>

namespace hari::core {

/// What a random number is for. Values are part of the file format: append, never renumber.
enum class Purpose : std::uint32_t {
  fibre_geometry = 1,
  fibre_state = 2,
  cell_placement = 3,
  cell_state = 4,
  cleavage = 5,
  fibre_birth = 6,
  migration = 7,
  division = 8,
  death = 9,
  senescence = 10,
  clearance = 11,
  stem_loss = 12,
  differentiation = 13,
  injury = 14,
  test = 1000,
};

/// @brief Counter-based random numbers: a pure function of (seed, purpose, entity, ordinal), never of thread or order.
/// Each call of a member moves to the next number of this one draw. Philox4x32-10 (Salmon et al., SC11, 2011).
class Draw {
 public:
  Draw(std::uint64_t seed, Purpose purpose, std::uint64_t entity, std::uint64_t ordinal) noexcept;
  /// 64 fresh bits.
  std::uint64_t bits() noexcept;
  /// Uniform in the open interval (0, 1), 53 bits.
  double uniform() noexcept;
  /// Standard normal (Box-Muller, our own so that libraries cannot differ).
  double normal() noexcept;
  /// Two independent standard normals from 64 bits: for walks of many steps, where 32 bits each are enough.
  std::array<double, 2> normal_pair() noexcept;
  /// Exponential with mean 1.
  double exponential() noexcept;

 private:
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> block_{};
  std::uint32_t used_ = 4;
};

/// @brief Identity of a child: depends on its parent and on how many children came before, on nothing else.
std::uint64_t child_id(std::uint64_t parent, std::uint64_t ordinal) noexcept;

}  // namespace hari::core
