// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <cmath>

#include "hari/scenario/scenario.hpp"

namespace hari::scenario {
namespace {

// Bytes, from peaks measured on GCC 12 and rounded up by a quarter; the table stands in docs/trust.md.
constexpr double program = 40e6;
constexpr double per_fibre = 1400, per_cell = 650, per_element = 600;
constexpr double per_reading = 40e3, per_frame = 60e3;

/// Fewer sheets in depth than elements across: 18 to 20 in every block (anatomy/block.cpp).
double elements(const Block& b) {
  return 0.9 * std::pow(b.elements_across, 3) + 4 * std::pow(b.elements_across, 2);
}

/// The mesh of the Cutometer and its equations; where the block is not even, it is read all around.
double probe(const Cutometer& c) {
  const bool quarter = c.domain == "quarter";
  if (c.coarse_mesh) return quarter ? 10e6 : 160e6;
  return quarter ? 45e6 : 450e6;
}

}  // namespace

double memory_estimate(const Scenario& s) {
  return program + static_cast<double>(s.block.fibres) * per_fibre + static_cast<double>(s.block.cells) * per_cell +
         elements(s.block) * per_element + probe(s.cutometer) +
         static_cast<double>(ages(s.span, s.cutometer.every, s.cutometer.at).size()) * per_reading +
         static_cast<double>(ages(s.span, s.store.frames_every).size()) * per_frame;
}

std::size_t most_cells(const Scenario& s) {
  constexpr std::size_t times = 10;
  return times * s.block.cells;
}

}  // namespace hari::scenario
