// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/layered_box.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "hari/core/error.hpp"

namespace hari::mesh {

HexMesh layered_box(std::array<double, 2> size, std::array<int, 2> divisions, std::span<const Sheet> sheets) {
  if (!(size[0] > 0 && size[1] > 0) || divisions[0] < 1 || divisions[1] < 1 || sheets.empty())
    throw core::ModelError(
        fmt::format("layered box: {} x {} mm in {} x {} elements and {} sheets; all must be positive", size[0], size[1],
                    divisions[0], divisions[1], sheets.size()));
  for (const Sheet& s : sheets)
    if (!(s.thickness > 0) || s.divisions < 1)
      throw core::ModelError(fmt::format("layered box: sheet of {} is {} mm thick in {} divisions", name(s.layer),
                                         s.thickness, s.divisions));
  const double depth =
      std::accumulate(sheets.begin(), sheets.end(), 0.0, [](double sum, const Sheet& s) { return sum + s.thickness; });
  std::vector<double> z{-depth};
  std::vector<Layer> layer_of_k;
  for (const Sheet& s : sheets) {
    const double below = z.back();
    for (int k = 1; k <= s.divisions; ++k) {
      z.push_back(below + s.thickness * graded(k, s.divisions, s.grading));
      layer_of_k.push_back(s.layer);
    }
  }
  z.back() = 0;
  // A box whose heights count the levels, moved to where they are.
  const int levels = static_cast<int>(layer_of_k.size());
  HexMesh mesh =
      box_mesh({0, 0, 0}, {size[0], size[1], double(levels)}, {divisions[0], divisions[1], levels}, Layer::hypodermis);
  for (math::Vec3& x : mesh.node) x.z() = z[static_cast<std::size_t>(std::lround(x.z()))];
  const auto per_level = static_cast<std::size_t>(divisions[0] * divisions[1]);
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) mesh.region[e] = layer_of_k[e / per_level];
  return mesh;
}

std::vector<Sheet> graded_sheets(const std::array<double, n_layers>& thickness, double depth, Grading grading) {
  if (!(grading.finest > 0 && grading.growth > 0))
    throw core::ModelError(fmt::format("graded sheets: finest element {} mm, growth {}; both must be positive",
                                       grading.finest, grading.growth));
  const double total = std::accumulate(thickness.begin(), thickness.end(), 0.0);
  if (!(total > 0)) throw core::ModelError("graded sheets: the skin has no layer");
  std::vector<Sheet> sheets;
  double extra = std::max(0.0, depth - total);
  double below = std::max(depth, total);  // depth of the bottom of the next layer
  for (Layer l : all_layers) {
    double h = thickness[static_cast<std::size_t>(l)];
    if (!(h > 0)) continue;
    h += extra;
    extra = 0;
    // Sizes finest + growth * depth are a geometric series, as those of a sheet are.
    const double ratio = (grading.finest + grading.growth * below) / (grading.finest + grading.growth * (below - h));
    const int n = std::max(1, static_cast<int>(std::lround(std::log(ratio) / std::log1p(grading.growth))));
    sheets.push_back({l, h, n, n > 1 ? -std::log(ratio) : 0.0});
    below -= h;
  }
  return sheets;
}

}  // namespace hari::mesh
