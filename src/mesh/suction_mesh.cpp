// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/suction_mesh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "hari/core/error.hpp"

namespace hari::mesh {
namespace {

using Point = Eigen::Vector2d;

/// The O-grid seen from above: a square core, then rays outward, one ring of points after another.
struct Plan {
  std::vector<Point> point;
  std::vector<std::array<int, 4>> quad;
  std::vector<int> zone;   ///< of each quad: 0 aperture, 1 probe, 2 outside
  std::vector<int> probe;  ///< points under the probe's face
  std::vector<int> side_x, side_y;
};

Point on_circle(int ray, int rays, double r) {
  if (ray == 0) return {r, 0};
  if (ray == rays) return {0, r};
  const double angle = 0.5 * std::numbers::pi * ray / rays;
  return {r * std::cos(angle), r * std::sin(angle)};
}

Point on_square(int ray, int rays, double half_width) {
  const Point d = on_circle(ray, rays, 1);
  if (2 * ray == rays) return {half_width, half_width};
  return d * (half_width / d.maxCoeff());
}

Plan plan_of(const SuctionSpec& spec) {
  // A core of 0.55 radii with sides bulging by 15 % keeps every quad of the aperture near a right angle.
  const double side = 0.55 * spec.aperture_radius, bulge = 0.15;
  const int n = spec.core, rays = 2 * n;
  Plan plan;
  for (int j = 0; j <= n; ++j)
    for (int i = 0; i <= n; ++i) {
      const double u = double(i) / n, v = double(j) / n;
      plan.point.emplace_back(side * u * (1 - bulge * v * v), side * v * (1 - bulge * u * u));
    }
  const auto core_point = [n](int i, int j) { return i + (n + 1) * j; };
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      plan.quad.push_back({core_point(i, j), core_point(i + 1, j), core_point(i + 1, j + 1), core_point(i, j + 1)});
      plan.zone.push_back(0);
    }
  std::vector<int> inner(static_cast<std::size_t>(rays) + 1);
  for (int k = 0; k <= rays; ++k)
    inner[static_cast<std::size_t>(k)] = k <= n ? core_point(n, k) : core_point(rays - k, n);
  for (int zone = 0; zone < 3; ++zone) {
    std::vector<Point> from, to;
    for (int k = 0; k <= rays; ++k) {
      from.push_back(plan.point[static_cast<std::size_t>(inner[static_cast<std::size_t>(k)])]);
      to.push_back(zone == 2 ? on_square(k, rays, spec.half_width)
                             : on_circle(k, rays, zone == 0 ? spec.aperture_radius : spec.probe_radius));
    }
    const auto z = static_cast<std::size_t>(zone);
    if (zone == 1) plan.probe = inner;
    for (int l = 1; l <= spec.rings[z]; ++l) {
      const double s = graded(l, spec.rings[z], spec.grading[z]);
      std::vector<int> outer;
      for (std::size_t k = 0; k < from.size(); ++k) {
        outer.push_back(static_cast<int>(plan.point.size()));
        plan.point.push_back(l == spec.rings[z] ? to[k] : Point(from[k] + s * (to[k] - from[k])));
      }
      for (std::size_t k = 0; k + 1 < from.size(); ++k) {
        plan.quad.push_back({inner[k], outer[k], outer[k + 1], inner[k + 1]});
        plan.zone.push_back(zone);
      }
      if (zone == 1) plan.probe.insert(plan.probe.end(), outer.begin(), outer.end());
      inner = outer;
    }
  }
  std::sort(plan.probe.begin(), plan.probe.end());
  const double near = 1e-9 * spec.half_width;
  for (std::size_t i = 0; i < plan.point.size(); ++i) {
    const Point& p = plan.point[i];
    if (p.x() < near || p.x() > spec.half_width - near) plan.side_x.push_back(static_cast<int>(i));
    if (p.y() < near || p.y() > spec.half_width - near) plan.side_y.push_back(static_cast<int>(i));
  }
  return plan;
}

void check(const SuctionSpec& s) {
  if (!(0 < s.aperture_radius && s.aperture_radius < s.probe_radius && s.probe_radius < s.half_width))
    throw core::ModelError(fmt::format("suction mesh: aperture {} mm, probe {} mm and half width {} mm must ascend",
                                       s.aperture_radius, s.probe_radius, s.half_width));
  if (s.core < 1 || *std::min_element(s.rings.begin(), s.rings.end()) < 1 || s.sheets.empty())
    throw core::ModelError("suction mesh: at least one division of core, rings and depth is needed");
  for (const Sheet& sheet : s.sheets)
    if (!(sheet.thickness > 0) || sheet.divisions < 1)
      throw core::ModelError(fmt::format("suction mesh: sheet of {} is {} mm thick in {} divisions", name(sheet.layer),
                                         sheet.thickness, sheet.divisions));
}

}  // namespace

double graded(int i, int n, double grading) {
  const double s = double(i) / n;
  return grading == 0 ? s : std::expm1(grading * s) / std::expm1(grading);
}

HexMesh suction_mesh(const SuctionSpec& spec) {
  check(spec);
  const Plan plan = plan_of(spec);
  std::vector<double> z;
  std::vector<Layer> layer_of_k;
  double depth = 0;
  for (const Sheet& s : spec.sheets) depth += s.thickness;
  double below = -depth;
  z.push_back(below);
  for (const Sheet& s : spec.sheets) {
    for (int k = 1; k <= s.divisions; ++k) {
      z.push_back(below + s.thickness * graded(k, s.divisions, s.grading));
      layer_of_k.push_back(s.layer);
    }
    below += s.thickness;
  }
  z.back() = 0;

  HexMesh mesh;
  const int per_level = static_cast<int>(plan.point.size()), levels = static_cast<int>(z.size());
  for (int k = 0; k < levels; ++k) {
    const int base = k * per_level;
    for (const Point& p : plan.point) mesh.node.emplace_back(p.x(), p.y(), z[static_cast<std::size_t>(k)]);
    for (int i : plan.side_x) mesh.side_x.push_back(base + i);
    for (int i : plan.side_y) mesh.side_y.push_back(base + i);
  }
  mesh.bottom.resize(plan.point.size());
  std::iota(mesh.bottom.begin(), mesh.bottom.end(), 0);
  for (int k = 0; k + 1 < levels; ++k)
    for (const auto& q : plan.quad) {
      Hexahedron h;
      for (std::size_t i = 0; i < 4; ++i) {
        h[i] = q[i] + k * per_level;
        h[i + 4] = q[i] + (k + 1) * per_level;
      }
      mesh.element.push_back(h);
      mesh.region.push_back(layer_of_k[static_cast<std::size_t>(k)]);
    }
  const int top = (levels - 1) * per_level;
  for (std::size_t i = 0; i < plan.quad.size(); ++i)
    if (plan.zone[i] == 0) {
      const auto& q = plan.quad[i];
      mesh.aperture.push_back({q[0] + top, q[1] + top, q[2] + top, q[3] + top});
    }
  for (int i : plan.probe) mesh.probe.push_back(top + i);
  mesh.apex = top;
  mesh::check(mesh);
  return mesh;
}

SuctionSpec benchmark_spec(int factor) {
  SuctionSpec s;
  s.core = 4 * factor;
  s.rings = {4 * factor, 10 * factor, 6 * factor};
  s.sheets = {{Layer::hypodermis, 0.5, 5 * factor, 0.0},
              {Layer::reticular, 1.4, 14 * factor, -1.2},
              {Layer::epidermis, 0.1, 3 * factor, 0.0}};
  return s;
}

SuctionSpec skin_spec(double aperture_radius, double probe_radius, const std::array<double, n_layers>& thickness,
                      Resolution resolution) {
  const bool coarse = resolution == Resolution::coarse;
  SuctionSpec s;
  s.aperture_radius = aperture_radius;
  s.probe_radius = probe_radius;
  s.half_width = 2 * probe_radius;
  s.core = coarse ? 2 : 3;
  s.rings = coarse ? std::array<int, 3>{2, 4, 2} : std::array<int, 3>{3, 6, 3};
  const double total = std::accumulate(thickness.begin(), thickness.end(), 0.0);
  const double wanted = std::max(5.0, 5 * aperture_radius);
  for (Layer l : all_layers) {
    double h = thickness[static_cast<std::size_t>(l)];
    if (l == Layer::hypodermis) h += std::max(0.0, wanted - total);
    if (h <= 0) continue;
    switch (l) {
      case Layer::hypodermis:
        s.sheets.push_back({l, h, coarse ? 4 : 6, -1.8});
        break;
      case Layer::reticular:
        s.sheets.push_back({l, h, coarse ? 4 : 7, -0.8});
        break;
      case Layer::papillary:
      case Layer::epidermis:
        s.sheets.push_back({l, h, coarse ? 1 : 2, 0.0});
        break;
    }
  }
  return s;
}

}  // namespace hari::mesh
