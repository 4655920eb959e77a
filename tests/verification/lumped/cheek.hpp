// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "lumped_skin.hpp"

namespace hari::lumped {

/// A young cheek: 2 mm aperture, 450 mbar, 3 s / 3 s.
inline constexpr LumpedSkin young{.toe = 1.45,
                                  .heel = 4.7,
                                  .heel_start = 0.08,
                                  .gel = 2.8,
                                  .gel_time = 1.1,
                                  .friction = 1.3,
                                  .threshold = 0.17,
                                  .viscosity = 7};

/// The young cheek with some of its constituents multiplied.
struct Change {
  double toe = 1, heel = 1, gel = 1, gel_time = 1;
  double cross_links = 1;  ///< threshold and viscosity of slip
};
inline LumpedSkin changed(const Change& c) {
  LumpedSkin s = young;
  s.toe *= c.toe;
  s.heel *= c.heel;
  s.gel *= c.gel;
  s.gel_time *= c.gel_time;
  s.threshold *= c.cross_links;
  s.viscosity *= c.cross_links;
  return s;
}

}  // namespace hari::lumped
