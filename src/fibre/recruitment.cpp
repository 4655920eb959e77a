// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/fibre/recruitment.hpp"

#include <cmath>

namespace hari::fibre {

Recruited recruit(double stretch, double slack, double spread) {
  const double x = stretch - slack, w = spread, i = 1 / slack;
  if (x <= -w) return {};
  if (x <= 0) {
    const double y = x + w;
    return {i * y * y * y * y / (24 * w * w), i * y * y * y / (6 * w * w), i * y * y / (2 * w * w)};
  }
  if (x < w) {
    const double y = w - x;
    return {i * (x * x / 2 + w * w / 12 - y * y * y * y / (24 * w * w)), i * (x + y * y * y / (6 * w * w)),
            i * (1 - y * y / (2 * w * w))};
  }
  return {i * (x * x / 2 + w * w / 12), i * x, i};
}

double load_transfer(double free_length, double lag) {
  const double b = free_length / (2 * lag);
  if (b < 1e-4) return b * b / 3;  // series; avoids 1 - 1
  return 1 - std::tanh(b) / b;
}

}  // namespace hari::fibre
