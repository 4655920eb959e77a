// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hari/core/column.hpp"

namespace hari::tissue {

/// Values are stored in files.
enum class CellKind : std::uint8_t { papillary_fibroblast = 0, reticular_fibroblast = 1, stem_cell = 2 };
/// Of fibroblasts. There is no state of rest: how busy a cell is follows from its responses.
enum class CellState : std::uint8_t { active = 0, senescent = 1, myofibroblast = 2 };

/// @brief Every simulated cell, as columns. One stands for `weight` real ones. The order is that of birth at build;
/// later the newborn take the rows of the dead.
struct CellPopulation {
  std::vector<double> weight;  ///< one row: real cells per simulated one [-]
  std::vector<std::uint64_t> id;
  std::vector<std::uint8_t> kind;     ///< CellKind
  std::vector<std::uint8_t> state;    ///< CellState
  std::vector<double> position;       ///< reference position [mm], x y z of one cell after another
  std::vector<double> axis;           ///< unit vector along the cell [-], likewise
  std::vector<float> velocity;        ///< of the walk, likewise [mm/day]
  std::vector<std::int32_t> element;  ///< host element
  std::vector<double> spread;         ///< 1: as spread as in young tissue, 0: round [-]
  std::vector<float> traction;        ///< pull at full spread over that of a young fibroblast [-]
  std::vector<double> damage;         ///< accumulated oxidative and other damage, 0 at age 25 [-]
  std::vector<std::uint32_t> divisions;
  std::vector<double> born;            ///< age of the subject [day]
  std::vector<double> until_division;  ///< hazards left before the next event [-]
  std::vector<double> until_death;
  std::vector<double> until_senescence;
  std::vector<double> until_change;    ///< to a myofibroblast, or back
  std::vector<std::uint32_t> ordinal;  ///< events drawn so far: children and hazards

  std::size_t size() const { return id.size(); }

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"weight", "1", "real cells per simulated one"}, weight);
    visit(I{"id", "1", "identity"}, id);
    visit(I{"kind", "1", "0 papillary fibroblast, 1 reticular fibroblast, 2 stem cell"}, kind);
    visit(I{"state", "1", "0 active, 1 senescent, 2 myofibroblast"}, state);
    visit(I{"position", "mm", "reference position", 3}, position);
    visit(I{"axis", "1", "unit vector along the cell", 3}, axis);
    visit(I{"velocity", "mm/day", "of the walk", 3}, velocity);
    visit(I{"element", "1", "host element"}, element);
    visit(I{"spread", "1", "1 as in young tissue, 0 round"}, spread);
    visit(I{"traction", "1", "pull at full spread over that of a young fibroblast"}, traction);
    visit(I{"damage", "1", "accumulated damage"}, damage);
    visit(I{"divisions", "1", "divisions so far"}, divisions);
    visit(I{"born", "day", "age of the subject at birth of the cell"}, born);
    visit(I{"until_division", "1", "hazard left"}, until_division);
    visit(I{"until_death", "1", "hazard left"}, until_death);
    visit(I{"until_senescence", "1", "hazard left"}, until_senescence);
    visit(I{"until_change", "1", "hazard left"}, until_change);
    visit(I{"ordinal", "1", "events drawn so far"}, ordinal);
  }
};

}  // namespace hari::tissue
