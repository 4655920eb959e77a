// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "sparse_pattern.hpp"

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::mechanics {
namespace {

/// Appends the slots of a small dense matrix over `nodes`, column after column.
template <class Nodes>
void append_slots(const Nodes& nodes, const DofMap& dof, const math::SymmetricMatrix& m,
                  std::vector<std::int32_t>& slots) {
  const int* row = m.outerIndexPtr();
  const int* column = m.innerIndexPtr();
  for (auto nj : nodes)
    for (int j = 0; j < 3; ++j)
      for (auto ni : nodes)
        for (int i = 0; i < 3; ++i) {
          const std::int32_t r = dof.free_of[static_cast<std::size_t>(3 * ni + i)];
          const std::int32_t c = dof.free_of[static_cast<std::size_t>(3 * nj + j)];
          if (r < 0 || c < 0)
            slots.push_back(-1);
          else
            slots.push_back(
                static_cast<std::int32_t>(std::lower_bound(column + row[r], column + row[r + 1], c) - column));
        }
}

}  // namespace

DofMap::DofMap(const mesh::HexMesh& mesh, const Supports& fixed) {
  core::expect(fixed.size() == mesh.n_nodes(), "supports have one row per node");
  free_of.assign(3 * mesh.n_nodes(), -1);
  for (std::size_t d = 0; d < free_of.size(); ++d)
    if (!(fixed[d / 3] >> (d % 3) & 1)) {
      free_of[d] = static_cast<std::int32_t>(n_free++);
      free_to_all.push_back(static_cast<std::int32_t>(d));
    }
}

SparsePattern::SparsePattern(const mesh::HexMesh& mesh, const DofMap& dof) {
  std::vector<std::vector<std::int32_t>> neighbours(mesh.n_nodes());
  for (const auto& e : mesh.element)
    for (auto a : e)
      neighbours[static_cast<std::size_t>(a)].insert(neighbours[static_cast<std::size_t>(a)].end(), e.begin(), e.end());
  for (auto& n : neighbours) {
    std::sort(n.begin(), n.end());
    n.erase(std::unique(n.begin(), n.end()), n.end());
  }
  std::vector<Eigen::Triplet<double, int>> entries;
  for (std::size_t r = 0; r < dof.n_free; ++r)
    for (std::int32_t n : neighbours[static_cast<std::size_t>(dof.free_to_all[r] / 3)])
      for (int j = 0; j < 3; ++j)
        if (const std::int32_t c = dof.free_of[static_cast<std::size_t>(3 * n + j)]; c >= 0)
          entries.emplace_back(static_cast<int>(r), c, 0.0);
  matrix_.resize(static_cast<int>(dof.n_free), static_cast<int>(dof.n_free));
  matrix_.setFromTriplets(entries.begin(), entries.end());
  matrix_.makeCompressed();
  element_slot_.reserve(576 * mesh.n_elements());
  for (const auto& e : mesh.element) append_slots(e, dof, matrix_, element_slot_);
  for (const auto& f : mesh.aperture) append_slots(f, dof, matrix_, face_slot_);
}

void SparsePattern::add_element(std::size_t e, const Mat24& k, math::SymmetricMatrix& to) const {
  const std::int32_t* slot = element_slot_.data() + 576 * e;
  double* value = to.valuePtr();
  for (int i = 0; i < 576; ++i)
    if (slot[i] >= 0) value[slot[i]] += k.data()[i];
}

void SparsePattern::subtract_face(std::size_t f, const Eigen::Matrix<double, 12, 12>& k,
                                  math::SymmetricMatrix& from) const {
  const std::int32_t* slot = face_slot_.data() + 144 * f;
  double* value = from.valuePtr();
  for (int i = 0; i < 144; ++i)
    if (slot[i] >= 0) value[slot[i]] -= k.data()[i];
}

}  // namespace hari::mechanics
