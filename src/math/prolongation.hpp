// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <optional>

#include "aggregation.hpp"

namespace hari::math {

/// Rigid motions of every node: as many rows of six as it has unknowns, row after row.
using RigidModes = std::vector<double>;

/// @brief From coarse to fine: blocks of `size` rows of six, with the overhang of block_rows.hpp.
struct Prolongation {
  BlockRows<float> rows;
  int size = 3;
  std::size_t n_coarse = 0;
  std::vector<std::int64_t> fine_begin;  ///< by coarse node: where its fine nodes begin below
  std::vector<std::int32_t> fine;        ///< fine nodes that a coarse one reaches, ascending
  std::vector<float> fine_value;         ///< and a copy of their blocks: restriction reads memory in order

  /// fine += P coarse
  void add_prolonged(const std::vector<float>& coarse, std::vector<float>& fine_values) const;
  /// coarse = P' fine
  void restrict_to(const std::vector<float>& fine_values, std::vector<float>& coarse) const;
  std::size_t bytes() const;
};

/// @brief Rigid motions of the aggregates, made orthonormal and smoothed by one damped block Jacobi step of `a`.
/// @param modes  of the fine nodes; on return of the coarse ones. A motion that an aggregate lacks is a zero column.
/// @return nothing if a diagonal block is not positive definite
/// @see Vanek, Mandel, Brezina, Computing 56 (1996) 179-196
std::optional<Prolongation> smoothed_prolongation(const BlockView& a, const Aggregates& aggregates, RigidModes& modes);

}  // namespace hari::math
