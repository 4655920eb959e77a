// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/deposit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hari/core/error.hpp"

namespace hari::transport {
namespace {

// Share of a normal distribution below a place; a spread of 0 is a point.
double below(double place, double centre, double spread) {
  if (!(spread > 0)) return place > centre ? 1.0 : 0.0;
  return 0.5 * std::erfc((centre - place) / (spread * std::numbers::sqrt2));
}

/// Share of the cloud in each interval between `planes`; of a sheet the width, since its amount is per area.
std::vector<double> shares(const std::vector<double>& planes, double centre, double spread) {
  std::vector<double> s(planes.size() - 1);
  for (std::size_t i = 0; i < s.size(); ++i)
    s[i] = std::isinf(spread) ? planes[i + 1] - planes[i]
                              : below(planes[i + 1], centre, spread) - below(planes[i], centre, spread);
  return s;
}

double middle(const std::vector<double>& planes) {
  return 0.5 * (planes.front() + planes.back());
}

}  // namespace

double deposit(tissue::Tissue& t, tissue::Substance substance, const Cloud& c) {
  const mesh::Grid& g = t.grid;
  for (double v : {c.amount, c.spread_depth, std::isinf(c.spread_plane) ? 0.0 : c.spread_plane})
    if (!std::isfinite(v) || v < 0)
      throw core::ModelError(fmt::format("a deposit of {}: {} is no amount or spread", traits(substance).name, v));
  const double z = g.z().back() - c.depth;
  if (!(z >= g.z().front() && z <= g.z().back()) || !std::isfinite(c.x) || !std::isfinite(c.y))
    throw core::ModelError(fmt::format("a deposit of {} at depth {} mm; the block is {} mm deep",
                                       traits(substance).name, c.depth, g.z().back() - g.z().front()));
  const std::vector<double> x = shares(g.x(), middle(g.x()) + c.x, c.spread_plane);
  const std::vector<double> y = shares(g.y(), middle(g.y()) + c.y, c.spread_plane);
  std::vector<double> depth = shares(g.z(), z, c.spread_depth);
  const auto above = std::upper_bound(g.z().begin() + 1, g.z().end() - 1, z);
  const mesh::Layer layer = g.layer_of_k()[static_cast<std::size_t>(above - g.z().begin()) - 1];
  double kept = 0;
  for (std::size_t k = 0; k < depth.size(); ++k) {
    if (g.layer_of_k()[k] != layer) depth[k] = 0;
    kept += depth[k];
  }
  if (!(kept > 0)) {  // a point on the plane of two sheets
    depth[static_cast<std::size_t>(above - g.z().begin()) - 1] = kept = 1;
  }
  double placed = 0;
  std::size_t e = 0;
  for (double share_z : depth)
    for (double share_y : y)
      for (double share_x : x) {
        const double amount = c.amount * share_x * share_y * share_z / kept;
        t.fields[substance][e] += amount / g.volume(static_cast<mesh::ElementIndex>(e));
        placed += amount;
        ++e;
      }
  if (tissue::is_hyaluronan(substance)) t.ledger.injected[tissue::Ledger::hyaluronan] += placed;
  return placed;
}

}  // namespace hari::transport
