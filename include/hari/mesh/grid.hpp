// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hari/mesh/layer.hpp"

namespace hari::mesh {

using ElementIndex = std::int32_t;

/// Where a layer lies in the reference state, measured from the surface z = 0 downward.
struct Slab {
  double bottom = 0;  ///< [mm], negative
  double top = 0;     ///< [mm], <= 0
  double thickness() const { return top - bottom; }
};

/// @brief Block of skin as a tensor-product grid of hexahedral elements: z = 0 is the surface, the block reaches down
/// to negative z. Elements are numbered i + nx (j + ny k), i along x fastest, k = 0 deepest. Every element lies in one
/// layer. Sides are mirror planes for everything that lives in the block.
class Grid {
 public:
  Grid() = default;
  /// @param x,y,z        node planes [mm], ascending, z ending at 0
  /// @param layer_of_k   layer of each of the nz element sheets, deepest first, each layer one unbroken run
  /// @throws ModelError if a plane list does not ascend or the layers are out of order
  Grid(std::vector<double> x, std::vector<double> y, std::vector<double> z, std::vector<Layer> layer_of_k);

  int nx() const { return static_cast<int>(x_.size()) - 1; }
  int ny() const { return static_cast<int>(y_.size()) - 1; }
  int nz() const { return static_cast<int>(z_.size()) - 1; }
  std::size_t n_elements() const;
  std::size_t n_nodes() const { return x_.size() * y_.size() * z_.size(); }
  const std::vector<double>& x() const { return x_; }
  const std::vector<double>& y() const { return y_; }
  const std::vector<double>& z() const { return z_; }

  ElementIndex index(int i, int j, int k) const { return i + nx() * (j + ny() * k); }
  std::array<int, 3> ijk(ElementIndex e) const;
  /// Element that holds the point; a point outside belongs to the nearest element.
  ElementIndex locate(double x, double y, double z) const;
  double volume(ElementIndex e) const;                 ///< [mm3]
  std::array<double, 3> centre(ElementIndex e) const;  ///< [mm]
  double area() const;                                 ///< of the surface [mm2]

  Layer layer(ElementIndex e) const { return layer_of_k_[static_cast<std::size_t>(e / (nx() * ny()))]; }
  const std::vector<Layer>& layer_of_k() const { return layer_of_k_; }
  /// @throws ModelError if the grid has no sheet of that layer
  Slab slab(Layer l) const;
  bool has(Layer l) const;

 private:
  std::vector<double> x_, y_, z_;
  std::vector<Layer> layer_of_k_;
};

/// @brief `n` planes-between over [a, b], sizes growing by `ratio` from the first interval to the last (1: equal).
std::vector<double> graded_planes(double a, double b, int n, double ratio);

/// @brief Reflects `p` into [a, b] as mirror planes do, any number of times; `direction` flips at each reflection.
double reflect(double p, double a, double b, double& direction);

}  // namespace hari::mesh
