// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// How fast this machine moves memory, and how near to that one product with the benchmark's stiffness comes: it mostly
// reads. A matrix that fits into the last cache reads faster than memory does.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "hari/core/parallel.hpp"
#include "hari/math/block_matrix.hpp"
#include "hari/mesh/suction_mesh.hpp"

namespace {

using namespace hari;

/// Wall seconds of the fastest of several repetitions.
template <class Work>
double fastest(int repeats, Work&& work) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

/// Bytes that copying `n` numbers moves, reads and writes; what a cache reads before it is overwritten is not counted,
/// as in STREAM (McCalpin 1995).
constexpr double copied(std::size_t n) {
  return 2.0 * sizeof(double) * double(n);
}
constexpr double triad(std::size_t n) {
  return 3.0 * sizeof(double) * double(n);
}

/// Sum by many partial sums at a time, so that memory is what is waited for. @pre the number of them is whole lanes
double read(const std::vector<double>& b, std::size_t from, std::size_t to) {
  std::array<double, 16> sum{};
  for (std::size_t i = from; i < to; i += sum.size())
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += b[i + k];
  return std::accumulate(sum.begin(), sum.end(), 0.0);
}

/// The pattern of a stiffness on the mesh, with numbers that mean nothing.
math::BlockMatrix stiffness_pattern(const mesh::HexMesh& mesh) {
  std::vector<std::vector<std::int32_t>> neighbours(mesh.n_nodes());
  for (const auto& e : mesh.element)
    for (auto a : e)
      for (auto b : e) neighbours[static_cast<std::size_t>(a)].push_back(b);
  math::BlockMatrix k;
  k.row.push_back(0);
  for (auto& n : neighbours) {
    std::sort(n.begin(), n.end());
    n.erase(std::unique(n.begin(), n.end()), n.end());
    k.column.insert(k.column.end(), n.begin(), n.end());
    k.row.push_back(static_cast<std::int64_t>(k.column.size()));
  }
  k.value.resize(9 * k.column.size());
  for (std::size_t i = 0; i < k.value.size(); ++i) k.value[i] = std::sin(double(i));
  return k;
}

void measure(int threads, std::size_t numbers, const math::BlockMatrix& k, int repeats) {
  core::set_threads(threads);
  std::vector<double> a(numbers), b(numbers), c(numbers);
  constexpr std::size_t piece = 1 << 16;
  const auto each = [&](auto&& work) { core::for_chunks(numbers, work, piece); };
  each([&](std::size_t from, std::size_t to) {  // first touched by those who will use them
    for (std::size_t i = from; i < to; ++i) a[i] = 1, b[i] = 2, c[i] = 0.5;
  });
  const double copy = fastest(repeats, [&] {
    each([&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) a[i] = b[i];
    });
  });
  const double add = fastest(repeats, [&] {
    each([&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) a[i] = b[i] + 3 * c[i];
    });
  });
  std::vector<double> sums(numbers / piece + 1);
  const double reading = fastest(
      repeats, [&] { each([&](std::size_t from, std::size_t to) { sums[from / piece] = read(b, from, to); }); });
  const auto n = static_cast<Eigen::Index>(3 * k.n_rows());
  const Eigen::VectorXd x = Eigen::VectorXd::Ones(n);
  Eigen::VectorXd y = x;
  const double product = fastest(repeats, [&] { math::multiply(k, x, y); });
  const double bytes = double(k.value.size()) * sizeof(double) + double(k.column.size()) * sizeof(std::int32_t) +
                       double(k.row.size()) * sizeof(std::int64_t) + 2.0 * sizeof(double) * double(n);
  const double read_rate = double(numbers) * sizeof(double) / reading;
  fmt::print("{},{:.2f},{:.2f},{:.2f},{:.1f},{:.2f},{:.2f},{:.2f}\n", threads, 1e-9 * copied(numbers) / copy,
             1e-9 * triad(numbers) / add, 1e-9 * read_rate, bytes / (1 << 20), 1e3 * product, 1e-9 * bytes / product,
             bytes / product / read_rate);
}

}  // namespace

int main(int argc, char** argv) {
  int factor = 2, most_threads = 2, repeats = 10, mib = 256;
  CLI::App app{"Memory bandwidth (copy, triad) and the product of a stiffness with a vector against it"};
  app.add_option("--factor", factor, "the benchmark mesh, divisions times this")->check(CLI::Range(1, 4));
  app.add_option("--threads", most_threads, "from one to this many")->check(CLI::Range(1, 256));
  app.add_option("--repeats", repeats, "the fastest counts")->check(CLI::Range(1, 1000));
  app.add_option("--mib", mib, "size of each of three arrays")->check(CLI::Range(8, 8192));
  CLI11_PARSE(app, argc, argv);
  const math::BlockMatrix k = stiffness_pattern(mesh::suction_mesh(mesh::benchmark_spec(factor)));
  fmt::print(
      "threads,copy_gb_per_s,triad_gb_per_s,read_gb_per_s,product_mib,product_ms,product_gb_per_s,product_over_read\n");
  for (int t = 1; t <= most_threads; ++t)
    measure(t, static_cast<std::size_t>(mib) * (1 << 20) / sizeof(double), k, repeats);
  return 0;
}
