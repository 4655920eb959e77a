// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/treatment/barrier.hpp"

#include <cmath>

namespace hari::treatment {

HornyLayer HornyLayer::from(const core::ParameterSet& p) {
  return {.weightless = p.value("horny_layer.permeability", "mm/day"),
          .lipophilicity = p.value("horny_layer.lipophilicity", "1"),
          .sieving = p.value("horny_layer.sieving", "mol/g")};
}

double HornyLayer::permeability(double molecular_weight, double log_kow) const {
  return weightless * std::pow(10.0, lipophilicity * log_kow - sieving * molecular_weight);
}

double share_passed(double permeability, double film, double time) {
  return -std::expm1(-permeability * time / film);
}

}  // namespace hari::treatment
