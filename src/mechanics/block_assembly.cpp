// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "block_assembly.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"

namespace hari::mechanics {
namespace {

/// Colours elements so that none of one colour shares a row with another.
std::vector<std::vector<std::uint32_t>> colour(const mesh::HexMesh& mesh, const std::vector<std::int32_t>& row_of,
                                               std::size_t n_rows) {
  std::vector<std::uint64_t> used(n_rows, 0);  // colours that touch a row, as bits
  std::vector<std::vector<std::uint32_t>> colours;
  for (std::size_t e = 0; e < mesh.n_elements(); ++e) {
    std::uint64_t taken = 0;
    for (auto n : mesh.element[e]) taken |= used[static_cast<std::size_t>(row_of[static_cast<std::size_t>(n)])];
    std::size_t c = 0;
    while (c < 64 && (taken >> c & 1)) ++c;
    if (c == 64)
      throw core::ModelError(
          fmt::format("mesh: element {} shares nodes with elements of 64 colours; at most 64 may meet in a node", e));
    if (c >= colours.size()) colours.resize(c + 1);
    colours[c].push_back(static_cast<std::uint32_t>(e));
    for (auto n : mesh.element[e])
      used[static_cast<std::size_t>(row_of[static_cast<std::size_t>(n)])] |= std::uint64_t{1} << c;
  }
  return colours;
}

}  // namespace

BlockAssembly::BlockAssembly(const Problem& p) : mesh_(&p.mesh) {
  const mesh::HexMesh& mesh = p.mesh;
  row_of_.assign(mesh.n_nodes(), -1);
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n)
    if (p.partner.empty() || static_cast<std::size_t>(p.partner[n]) == n)
      row_of_[n] = static_cast<std::int32_t>(n_rows_++);
  if (!p.partner.empty())
    for (std::size_t n = 0; n < mesh.n_nodes(); ++n) row_of_[n] = row_of_[static_cast<std::size_t>(p.partner[n])];
  shared_.assign(n_rows_, 0);
  if (!p.partner.empty())
    for (std::size_t n = 0; n < mesh.n_nodes(); ++n)
      if (static_cast<std::size_t>(p.partner[n]) != n) shared_[static_cast<std::size_t>(row_of_[n])] = 1;
  held_.assign(n_rows_, 0);
  if (!p.fixed.empty())
    for (std::size_t n = 0; n < mesh.n_nodes(); ++n) held_[static_cast<std::size_t>(row_of_[n])] |= p.fixed[n];
  for (std::uint8_t h : held_)
    for (int i = 0; i < 3; ++i) n_free_ += !(h >> i & 1);

  std::vector<std::vector<std::int32_t>> neighbours(n_rows_);
  for (const auto& e : mesh.element)
    for (auto a : e)
      for (auto b : e) neighbours[static_cast<std::size_t>(row_of(a))].push_back(row_of(b));
  row_.assign(1, 0);
  for (std::size_t r = 0; r < n_rows_; ++r) {
    auto& n = neighbours[r];
    n.push_back(static_cast<std::int32_t>(r));
    std::sort(n.begin(), n.end());
    n.erase(std::unique(n.begin(), n.end()), n.end());
    column_.insert(column_.end(), n.begin(), n.end());
    row_.push_back(static_cast<std::int64_t>(column_.size()));
    n = {};
  }
  element_slot_.reserve(64 * mesh.n_elements());
  for (const auto& e : mesh.element)
    for (auto a : e)
      for (auto b : e) element_slot_.push_back(static_cast<std::int32_t>(slot(row_of(a), row_of(b))));
  for (const auto& f : mesh.aperture)
    for (auto a : f)
      for (auto b : f) face_slot_.push_back(static_cast<std::int32_t>(slot(row_of(a), row_of(b))));
  colours_ = colour(mesh, row_of_, n_rows_);
}

std::int64_t BlockAssembly::slot(std::int32_t r, std::int32_t c) const {
  const auto begin = column_.begin() + row_[static_cast<std::size_t>(r)],
             end = column_.begin() + row_[static_cast<std::size_t>(r) + 1];
  const auto at = std::lower_bound(begin, end, c);
  if (at == end || *at != c) throw core::ModelError("mesh: a face of the aperture joins nodes that share no element");
  return at - column_.begin();
}

std::vector<math::Vec3> BlockAssembly::positions(const mesh::HexMesh& mesh) const {
  std::vector<math::Vec3> x(n_rows_);
  for (std::size_t n = mesh.n_nodes(); n-- > 0;) x[static_cast<std::size_t>(row_of_[n])] = mesh.node[n];
  return x;
}

std::size_t BlockAssembly::bytes() const {
  return (element_slot_.size() + face_slot_.size() + column_.size()) * sizeof(std::int32_t) +
         row_.size() * sizeof(std::int64_t);
}

math::BlockMatrix BlockAssembly::matrix() const {
  return {row_, column_, std::vector<double>(9 * column_.size(), 0.0)};
}

void BlockAssembly::add_element(std::size_t e, const ElementStiffness& k, math::BlockMatrix& to) const {
  const std::int32_t* slots = element_slot_.data() + 64 * e;
  for (std::size_t b = 0; b < 8; ++b)
    for (std::size_t a = 0; a <= b; ++a) {
      const double* from = k.block(a, b);
      double* upper = to.value.data() + 9 * static_cast<std::size_t>(slots[8 * a + b]);
      for (int i = 0; i < 9; ++i) upper[i] += from[i];
      if (a == b) continue;
      double* lower = to.value.data() + 9 * static_cast<std::size_t>(slots[8 * b + a]);
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) lower[3 * i + j] += from[3 * j + i];
    }
}

math::VolumeTerm BlockAssembly::placed(std::size_t e, math::VolumeTerm volume) const {
  for (std::size_t a = 0; a < 8; ++a) {
    volume.row[a] = row_of(mesh_->element[e][a]);
    for (int i = 0; i < 3; ++i)
      if (!is_free(volume.row[a], i)) volume.gradient[3 * a + static_cast<std::size_t>(i)] = 0;
  }
  return volume;
}

void BlockAssembly::add_face(std::size_t f, const Eigen::Matrix<double, 12, 12>& k, double factor,
                             math::BlockMatrix& to) const {
  const std::int32_t* slots = face_slot_.data() + 16 * f;
  for (int a = 0; a < 4; ++a)
    for (int b = 0; b < 4; ++b) {
      double* block = to.value.data() + 9 * static_cast<std::size_t>(slots[4 * a + b]);
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) block[3 * i + j] += factor * k(3 * a + i, 3 * b + j);
    }
}

void BlockAssembly::add_node(mesh::NodeIndex node, const math::Mat3& k, math::BlockMatrix& to) const {
  double* block = to.value.data() + 9 * static_cast<std::size_t>(slot(row_of(node), row_of(node)));
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) block[3 * i + j] += k(i, j);
}

void BlockAssembly::hold(math::BlockMatrix& k) const {
  core::for_each_index(
      n_rows_,
      [&](std::size_t r) {
        for (std::int64_t s = row_[r]; s < row_[r + 1]; ++s) {
          const auto c = static_cast<std::size_t>(column_[static_cast<std::size_t>(s)]);
          double* block = k.value.data() + 9 * s;
          for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j)
              if ((held_[r] >> i | held_[c] >> j) & 1) block[3 * i + j] = r == c && i == j ? 1 : 0;
        }
      },
      1024);
}

}  // namespace hari::mechanics
