// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hari/cells/rule.hpp"
#include "hari/mesh/layer.hpp"
#include "hari/tissue/cells.hpp"

namespace hari::cells {

/// What a cell is, as far as rules ask: its CellState, or a stem cell. Keratinocytes are no agents; where they are, in
/// the epidermis, their rules stand in the row `resident`.
enum class Role : std::uint8_t { resident, senescent, myofibroblast, stem_cell };
inline constexpr std::size_t n_roles = 4;

inline Role role_of(std::uint8_t kind, std::uint8_t state) {
  return kind == static_cast<std::uint8_t>(tissue::CellKind::stem_cell) ? Role::stem_cell : static_cast<Role>(state);
}

/// What a cell feels of itself.
struct Self {
  double spread = 1, damage = 0;
};

/// @brief The rules, sorted once so that a cell finds its own without a name or a search. A cell's kind follows its
/// layer: cells do not leave it.
class RuleBook {
 public:
  using RoleMask = std::uint8_t;   ///< bit per Role
  using LayerMask = std::uint8_t;  ///< bit per mesh::Layer
  struct Outer {
    Signal signal;
    Behaviour behaviour;
    RoleMask roles;
    LayerMask layers;
    Response response;
  };

  RuleBook() = default;
  explicit RuleBook(const std::vector<Rule>& rules);

  const std::vector<Outer>& outer() const { return outer_; }
  bool asks(Signal s) const;
  bool asks(Behaviour b) const;
  /// Product of a cell's responses to itself, 1 in an undamaged, spread resident cell [-].
  double own(mesh::Layer layer, Role role, Behaviour b, const Self& self) const {
    const Slot& slot = slots_[row(layer, role, b)];
    double product = slot.constant;
    for (std::uint32_t r = slot.first; r < slot.end; ++r) {
      const Own& o = own_[r];
      const double x = o.signal == signal(Cue::damage)   ? self.damage
                       : o.signal == signal(Cue::spread) ? self.spread
                                                         : 1 - self.spread;
      product *= o.response(x) * o.scale;
    }
    return product;
  }

 private:
  struct Own {
    Signal signal;
    Response response;
    double scale;  ///< 1 over the response of a young cell
  };
  struct Slot {
    std::uint32_t first = 0, end = 0;
    double constant = 1;
  };
  static std::size_t row(mesh::Layer l, Role r, Behaviour b) {
    return (static_cast<std::size_t>(l) * n_roles + static_cast<std::size_t>(r)) * n_behaviours + index(b);
  }
  std::vector<Outer> outer_;
  std::vector<Own> own_;
  std::array<Slot, mesh::n_layers * n_roles * n_behaviours> slots_{};
};

}  // namespace hari::cells
