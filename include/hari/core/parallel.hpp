// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cstddef>
#include <exception>
#include <vector>

namespace hari::core {

/// Chunks are fixed by the size of the work alone, so any number of threads does the same sums in the same order.
inline constexpr std::size_t chunk_size = 1024;

/// @brief Calls `work(begin, end)` for every chunk of [0, n), on all threads. The lowest chunk's exception is rethrown.
template <class Work>
void for_chunks(std::size_t n, Work&& work, std::size_t chunk = chunk_size) {
  const std::ptrdiff_t chunks = static_cast<std::ptrdiff_t>((n + chunk - 1) / chunk);
  std::vector<std::exception_ptr> failed(chunks > 0 ? static_cast<std::size_t>(chunks) : 0);
#pragma omp parallel for schedule(dynamic, 1) if (chunks > 1)
  for (std::ptrdiff_t c = 0; c < chunks; ++c) {
    const std::size_t begin = static_cast<std::size_t>(c) * chunk;
    try {
      work(begin, std::min(n, begin + chunk));
    } catch (...) {
      failed[static_cast<std::size_t>(c)] = std::current_exception();
    }
  }
  for (const auto& e : failed)
    if (e) std::rethrow_exception(e);
}

/// @brief Calls `work(i)` for every i in [0, n), on all threads.
template <class Work>
void for_each_index(std::size_t n, Work&& work, std::size_t chunk = chunk_size) {
  for_chunks(
      n,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) work(i);
      },
      chunk);
}

/// @brief Sum of `term(i)` over [0, n): partial sums per chunk, added in order of the chunks.
template <class Term>
double ordered_sum(std::size_t n, Term&& term) {
  std::vector<double> partial((n + chunk_size - 1) / chunk_size, 0.0);
  for_chunks(n, [&](std::size_t begin, std::size_t end) {
    double s = 0;
    for (std::size_t i = begin; i < end; ++i) s += term(i);
    partial[begin / chunk_size] = s;
  });
  double sum = 0;
  for (double p : partial) sum += p;
  return sum;
}

/// @brief Number of threads the loops above use from now on; at least 1.
void set_threads(int n);
int threads();

}  // namespace hari::core
