// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <memory>
#include <vector>

#include "bodies.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::picture {

/// A tissue made up for the eye, between two that were computed.
struct Moment {
  tissue::Tissue tissue;
  CellLooks cells;
};

/// @brief From one frame of a run to the next. What both hold passes evenly (places, masses, fields); what happens once
/// to a fibre or a cell (birth, loss, a cut, senescence) happens at a moment of its own within the passage, drawn by
/// its identity, since nobody knows when it did.
class Passage {
 public:
  Passage(std::shared_ptr<const tissue::Tissue> from, std::shared_ptr<const tissue::Tissue> to);
  /// @param share  0 the one, 1 the other
  Moment at(double share) const;

 private:
  struct Pair {
    std::int64_t from, to;  ///< rows; -1: not there
  };
  void fibres(double share, tissue::Tissue& out) const;
  void cells(double share, Moment& out) const;

  std::shared_ptr<const tissue::Tissue> from_, to_;
  std::vector<Pair> fibres_, cells_;
};

}  // namespace hari::picture
