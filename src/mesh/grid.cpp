// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::mesh {
namespace {

void check_ascending(const std::vector<double>& planes, char axis) {
  if (planes.size() < 2) throw core::ModelError(fmt::format("grid: the {} axis needs at least two planes", axis));
  for (std::size_t i = 1; i < planes.size(); ++i)
    if (!(planes[i] > planes[i - 1]))
      throw core::ModelError(
          fmt::format("grid: {} planes must ascend, but {} follows {}", axis, planes[i], planes[i - 1]));
}

int interval(const std::vector<double>& planes, double p) {
  const auto it = std::upper_bound(planes.begin() + 1, planes.end() - 1, p);
  return static_cast<int>(it - planes.begin()) - 1;
}

}  // namespace

Grid::Grid(std::vector<double> x, std::vector<double> y, std::vector<double> z, std::vector<Layer> layer_of_k)
    : x_(std::move(x)), y_(std::move(y)), z_(std::move(z)), layer_of_k_(std::move(layer_of_k)) {
  check_ascending(x_, 'x');
  check_ascending(y_, 'y');
  check_ascending(z_, 'z');
  if (layer_of_k_.size() + 1 != z_.size()) throw core::ModelError("grid: every sheet of elements needs a layer");
  if (!std::is_sorted(layer_of_k_.begin(), layer_of_k_.end()))
    throw core::ModelError("grid: layers must lie in order, the deepest first");
}

std::size_t Grid::n_elements() const {
  return static_cast<std::size_t>(nx()) * static_cast<std::size_t>(ny()) * static_cast<std::size_t>(nz());
}

std::array<int, 3> Grid::ijk(ElementIndex e) const {
  return {e % nx(), (e / nx()) % ny(), e / (nx() * ny())};
}

ElementIndex Grid::locate(double x, double y, double z) const {
  return index(interval(x_, x), interval(y_, y), interval(z_, z));
}

double Grid::volume(ElementIndex e) const {
  const auto [i, j, k] = ijk(e);
  return (x_[i + 1] - x_[i]) * (y_[j + 1] - y_[j]) * (z_[k + 1] - z_[k]);
}

std::array<double, 3> Grid::centre(ElementIndex e) const {
  const auto [i, j, k] = ijk(e);
  return {0.5 * (x_[i] + x_[i + 1]), 0.5 * (y_[j] + y_[j + 1]), 0.5 * (z_[k] + z_[k + 1])};
}

double Grid::area() const {
  return (x_.back() - x_.front()) * (y_.back() - y_.front());
}

bool Grid::has(Layer l) const {
  return std::find(layer_of_k_.begin(), layer_of_k_.end(), l) != layer_of_k_.end();
}

Slab Grid::slab(Layer l) const {
  const auto [first, last] = std::equal_range(layer_of_k_.begin(), layer_of_k_.end(), l);
  if (first == last) throw core::ModelError(fmt::format("grid: there is no layer \"{}\"", name(l)));
  return {z_[static_cast<std::size_t>(first - layer_of_k_.begin())],
          z_[static_cast<std::size_t>(last - layer_of_k_.begin())]};
}

std::vector<double> graded_planes(double a, double b, int n, double ratio) {
  core::expect(n >= 1 && b > a && ratio > 0, "graded_planes needs n >= 1, b > a and a positive ratio");
  const double q = n > 1 ? std::pow(ratio, 1.0 / (n - 1)) : 1.0;
  std::vector<double> planes(static_cast<std::size_t>(n) + 1, a);
  double size = 1, sum = 0;
  for (int i = 1; i <= n; ++i, size *= q) planes[static_cast<std::size_t>(i)] = (sum += size);
  for (int i = 1; i <= n; ++i)
    planes[static_cast<std::size_t>(i)] = a + (b - a) * planes[static_cast<std::size_t>(i)] / sum;
  planes.back() = b;
  return planes;
}

double reflect(double p, double a, double b, double& direction) {
  while (p < a || p > b) {
    p = p < a ? 2 * a - p : 2 * b - p;
    direction = -direction;
  }
  return p;
}

}  // namespace hari::mesh
