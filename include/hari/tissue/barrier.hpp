// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/time.hpp"

namespace hari::tissue {

/// @brief Where the epidermis does not close the skin: one row per event that opened it, in order of time. Holes are
/// narrow and many, so a row is a share of the surface. Epidermis that was killed but not removed covers its share
/// until it is shed; then a front closes in from the rim of each hole: after `lag` its radius shrinks evenly to
/// nothing.
struct Barrier {
  std::vector<double> opened;   ///< age of the subject [day]
  std::vector<double> share;    ///< of the surface [-]
  std::vector<double> shed;     ///< days after which dead epidermis falls; 0: nothing covers it [day]
  std::vector<double> lag;      ///< days after which the front sets out, at least `shed` [day]
  std::vector<double> closing;  ///< days that it then takes [day]

  std::size_t size() const { return opened.size(); }

  /// Share of the surface without epidermis, dead or alive [-]; rows are taken to lie at random to each other.
  double open(core::Days age) const;
  /// Share of the surface under dead epidermis [-].
  double dressed(core::Days age) const;
  /// Mean of `open` over [from, to], rows added up [-].
  double mean_open(core::Days from, core::Days to) const;
  void add(core::Days age, double area, core::Days shed_after, core::Days lag_time, core::Days closing_time);
  /// Forgets what has closed.
  void tidy(core::Days age);

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"opened", "day", "age of the subject"}, opened);
    visit(I{"share", "1", "of the surface"}, share);
    visit(I{"shed", "day", "days after which dead epidermis falls"}, shed);
    visit(I{"lag", "day", "days after which the front of epidermis sets out"}, lag);
    visit(I{"closing", "day", "days that the front then takes"}, closing);
  }
};

}  // namespace hari::tissue
