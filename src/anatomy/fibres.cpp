// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <Eigen/Geometry>

#include <cmath>
#include <limits>
#include <numbers>

#include "hari/anatomy/family.hpp"
#include "hari/anatomy/site.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "place.hpp"

namespace hari::anatomy {
namespace {

using math::Vec3;

// Rows of one family in the network.
struct Rows {
  std::size_t first_fibre, n_fibres;
};

void resize(fibre::Network& n, std::size_t fibres, std::size_t vertices) {
  n.id.resize(fibres);
  n.kind.resize(fibres);
  n.layer.resize(fibres);
  n.alive.assign(fibres, 1);
  n.first_vertex.resize(fibres + 1);
  n.weight.resize(fibres);
  n.length.resize(fibres);
  n.calibre.resize(fibres);
  n.labile.assign(fibres, 0.0);
  n.mature.resize(fibres);
  n.cleaved.assign(fibres, 0.0);
  n.slack.resize(fibres);
  n.native_slack.resize(fibres);
  n.lox.assign(fibres, 1.0);
  n.age_links.assign(fibres, 1.0);
  n.cuts.assign(fibres, 0.0);
  n.until_cut.assign(fibres, 0.0);
  n.cut_ordinal.assign(fibres, 0);
  n.born.assign(fibres, build_age.count());
  n.vertex.resize(3 * vertices);
  n.host.assign(vertices, -1);
}

// Two unit vectors that make a right-handed frame with `d`; the first lies in the plane of the skin where it can.
std::array<Vec3, 2> frame(const Vec3& d) {
  const Vec3 helper = std::abs(d.z()) < 0.9 ? Vec3::UnitZ() : Vec3::UnitY();
  const Vec3 first = helper.cross(d).normalized();
  return {first, d.cross(first)};
}

// Nearest single-precision number in [low, high): rounding must not carry a vertex into the neighbouring layer.
float inside(double p, double low, double high) {
  auto f = static_cast<float>(p);
  while (static_cast<double>(f) >= high) f = std::nextafter(f, -std::numeric_limits<float>::infinity());
  while (static_cast<double>(f) < low) f = std::nextafter(f, std::numeric_limits<float>::infinity());
  return f;
}

// A polyline about `middle` whose direction wanders about `mean` as a stationary first-order process, then is folded
// back at the mirror planes of the block and of its layer.
void grow(fibre::Network& n, std::size_t f, const Family& family, const FamilyTraits& t, const Vec3& middle,
          const Vec3& mean, const mesh::Grid& grid, mesh::Slab slab, core::Draw draw) {
  const int segments = family.n_vertices - 1;
  const double step = t.length / segments;
  const double memory = std::exp(-step / t.persistence), fresh = std::sqrt(1 - memory * memory);
  const std::array<Vec3, 2> side = frame(mean);
  std::array<Vec3, 16> path;
  path[0] = Vec3::Zero();
  std::array<double, 2> bend{t.waviness * draw.normal(), t.waviness * draw.normal()};
  for (int s = 0; s < segments; ++s) {
    path[s + 1] = path[s] + step * (mean + std::tan(bend[0]) * side[0] + std::tan(bend[1]) * side[1]).normalized();
    for (double& b : bend) b = memory * b + fresh * t.waviness * draw.normal();
  }
  const Vec3 shift = middle - path[segments / 2];
  const std::array<std::array<double, 2>, 3> walls{
      {{grid.x().front(), grid.x().back()}, {grid.y().front(), grid.y().back()}, {slab.bottom, slab.top}}};
  float* out = n.vertex.data() + 3 * static_cast<std::size_t>(n.first_vertex[f]);
  for (int v = 0; v < family.n_vertices; ++v)
    for (int c = 0; c < 3; ++c) {
      double heading = 1;
      *out++ =
          inside(mesh::reflect(path[v][c] + shift[c], walls[c][0], walls[c][1], heading), walls[c][0], walls[c][1]);
    }
  fibre::place(n, f, grid);
}

void place_family(fibre::Network& n, const Rows& rows, std::size_t number, const BlockSpec& spec,
                  const mesh::Grid& grid, const core::ParameterSet& parameters) {
  static_assert([] {
    for (const Family& f : families)
      if (f.n_vertices > 16 || f.n_vertices % 2 == 0) return false;
    return true;
  }());
  const Family& family = families[number];
  const Site place = site(spec.site, spec.male, parameters);
  const FamilyTraits t = at_site(family, traits(family, parameters), place);
  const mesh::Slab slab = grid.slab(family.layer);
  const Stratified strata(spec.seed, core::Purpose::fibre_state, number);
  const std::vector<std::uint32_t> order = morton_order(strata, rows.n_fibres);

  core::for_each_index(rows.n_fibres, [&](std::size_t r) {
    const std::uint32_t i = order[r];
    const std::size_t f = rows.first_fibre + r;
    n.id[f] = core::child_id(fibre_root, rows.first_fibre + i);
    n.kind[f] = static_cast<std::uint8_t>(family.kind);
    n.layer[f] = static_cast<std::uint8_t>(family.layer);
    const auto p = stratified_place(strata, i, grid, slab);
    const Vec3 along = direction(family, t, strata(i, azimuth), strata(i, tilt));
    grow(n, f, family, t, {p[0], p[1], p[2]}, along, grid, slab,
         core::Draw(spec.seed, core::Purpose::fibre_geometry, n.id[f], 0));
    const double d = t.diameter * std::exp(t.diameter_spread * normal_quantile(strata(i, thickness)));
    n.calibre[f] = n.mature[f] = t.packing * std::numbers::pi / 4 * d * d * n.length[f];
    n.native_slack[f] = n.slack[f] = native_slack(t, strata(i, slack), along, place);
  });

  // Summed as tissue::mass_in_block does, over this family's rows.
  const double single = core::ordered_sum(rows.n_fibres, [&](std::size_t r) { return n.mature[rows.first_fibre + r]; });
  const double weight = t.density * grid.area() * slab.thickness() / single;
  for (std::size_t r = 0; r < rows.n_fibres; ++r) n.weight[rows.first_fibre + r] = weight;
}

}  // namespace

fibre::Network place_fibres(const BlockSpec& spec, const mesh::Grid& grid, const core::ParameterSet& parameters) {
  std::vector<double> shares;
  for (const Family& f : families) shares.push_back(traits(f, parameters).share);
  const std::vector<std::size_t> count = apportion(spec.fibres, shares);

  std::vector<Rows> rows;
  std::size_t fibres = 0, vertices = 0;
  for (std::size_t k = 0; k < families.size(); ++k) {
    if (count[k] == 0)
      throw core::ModelError(
          fmt::format("{} fibres are too few: none would be left for {}", spec.fibres, families[k].name));
    rows.push_back({fibres, count[k]});
    fibres += count[k];
    vertices += count[k] * static_cast<std::size_t>(families[k].n_vertices);
  }
  if (vertices > std::numeric_limits<std::uint32_t>::max())
    throw core::ModelError(fmt::format("{} fibres are too many for 32-bit vertex numbers", spec.fibres));

  fibre::Network network;
  resize(network, fibres, vertices);
  std::uint32_t vertex = 0;
  for (std::size_t k = 0; k < families.size(); ++k)
    for (std::size_t r = 0; r < rows[k].n_fibres; ++r, vertex += static_cast<std::uint32_t>(families[k].n_vertices))
      network.first_vertex[rows[k].first_fibre + r] = vertex;
  network.first_vertex.back() = vertex;
  for (std::size_t k = 0; k < families.size(); ++k) place_family(network, rows[k], k, spec, grid, parameters);
  return network;
}

}  // namespace hari::anatomy
