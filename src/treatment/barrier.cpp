// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/barrier.hpp"

#include <cmath>

namespace hari::treatment {

double horny_layer_permeability(double molecular_weight, double log_kow) {
  constexpr double mm_per_day = 10.0 * 86400.0;  // of one cm/s
  return std::pow(10.0, -6.3 + 0.71 * log_kow - 0.0061 * molecular_weight) * mm_per_day;
}

double share_passed(double permeability, double film, double time) {
  return -std::expm1(-permeability * time / film);
}

}  // namespace hari::treatment
