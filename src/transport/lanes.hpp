// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <type_traits>

namespace hari::transport {

/// Four numbers side by side in a vector register.
using Lanes = double __attribute__((vector_size(32)));
inline constexpr std::size_t n_lanes = 4;
/// The same in memory, at any address a double may have. Whole arrays of lanes are never copied: the compiler would
/// keep them in memory rather than in registers.
using StoredLanes [[gnu::aligned(8), gnu::may_alias]] = Lanes;
static_assert(alignof(StoredLanes) == alignof(double), "a compiler may pass over an attribute");

// For loops written once for `double` and for `Lanes`.
template <class Pack>
inline Pack load_pack(const double* from) {
  if constexpr (std::is_same_v<Pack, double>)
    return *from;
  else
    return *reinterpret_cast<const StoredLanes*>(from);
}
template <class Pack>
inline void store_pack(double* to, const Pack& pack) {
  if constexpr (std::is_same_v<Pack, double>)
    *to = pack;
  else
    *reinterpret_cast<StoredLanes*>(to) = pack;
}

/// Calls `work(first column, pack)` for columns four by four, then for those that are left one by one. `pack` is a zero
/// of the type to work with.
template <class Work>
inline void for_columns(std::size_t n, Work&& work) {
  std::size_t i = 0;
  for (; i + n_lanes <= n; i += n_lanes) work(i, Lanes{});
  for (; i < n; ++i) work(i, 0.0);
}

/// Calls `take(lane, value)` for each number of a pack, in order.
template <class Pack, class Take>
inline void for_lanes(const Pack& pack, Take&& take) {
  if constexpr (std::is_same_v<Pack, double>)
    take(std::size_t{0}, pack);
  else
    for (std::size_t i = 0; i < n_lanes; ++i) take(i, pack[i]);
}

}  // namespace hari::transport
