// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/transport/plane_transform.hpp"

#include <algorithm>
#include <cmath>

#include "hari/transport/plane_modes.hpp"
#include "small_product.hpp"

namespace hari::transport {
namespace {

using small_product::multiply;

// Widths that differ by less are alike: planes are rounded at the size of the block.
constexpr double rounding = 1e-13;

bool alike_from_both_ends(const std::vector<double>& width) {
  double extent = 0;
  for (double h : width) extent += h;
  for (std::size_t i = 0; i < width.size(); ++i)
    if (std::abs(width[i] - width[width.size() - 1 - i]) > rounding * extent) return false;
  return width.size() > 1;
}

}  // namespace

PlaneTransform::Axis PlaneTransform::Axis::of(const std::vector<double>& width) {
  Axis a;
  a.n = width.size();
  const PlaneModes modes = PlaneModes::of(width);  // by columns
  if (!alike_from_both_ends(width)) {
    a.even = a.n;
    a.eigenvalue = modes.eigenvalue;
    a.to_even.resize(a.n * a.n);
    a.from_even.resize(a.n * a.n);
    for (std::size_t m = 0; m < a.n; ++m)
      for (std::size_t i = 0; i < a.n; ++i) {
        a.to_even[m * a.n + i] = modes.to_modes[i * a.n + m];
        a.from_even[i * a.n + m] = modes.from_modes[m * a.n + i];
      }
    return a;
  }
  // Modes in order of eigenvalue are even and odd by turns. Each is made so exactly.
  a.odd = a.n / 2;
  a.even = a.n - a.odd;
  for (const bool odd : {false, true}) {
    const std::size_t half = odd ? a.odd : a.even;
    const double sign = odd ? -1 : 1;
    std::vector<double>&to = odd ? a.to_odd : a.to_even, &from = odd ? a.from_odd : a.from_even;
    to.resize(half * half);
    from.resize(half * half);
    for (std::size_t m = 0; m < half; ++m) {
      const std::size_t mode = 2 * m + (odd ? 1 : 0);
      a.eigenvalue.push_back(modes.eigenvalue[mode]);
      for (std::size_t i = 0; i < half; ++i) {
        const std::size_t mirror = a.n - 1 - i;
        to[m * half + i] = 0.5 * (modes.to_modes[i * a.n + mode] + sign * modes.to_modes[mirror * a.n + mode]);
        from[i * half + m] = 0.5 * (modes.from_modes[mode * a.n + i] + sign * modes.from_modes[mode * a.n + mirror]);
      }
    }
  }
  return a;
}

std::vector<double> PlaneTransform::transposed(const std::vector<double>& square) {
  const auto n = static_cast<std::size_t>(std::lround(std::sqrt(double(square.size()))));
  std::vector<double> t(square.size());
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) t[j * n + i] = square[i * n + j];
  return t;
}

PlaneTransform::PlaneTransform(const std::vector<double>& width_x, const std::vector<double>& width_y)
    : x_(Axis::of(width_x)),
      y_(Axis::of(width_y)),
      x_to_even_(transposed(x_.to_even)),
      x_to_odd_(transposed(x_.to_odd)),
      x_from_even_(transposed(x_.from_even)),
      x_from_odd_(transposed(x_.from_odd)) {
  for (double y : y_.eigenvalue)
    for (double x : x_.eigenvalue) eigenvalue_.push_back(x + y);
}

void PlaneTransform::forward(double* sheet, double* room) const {
  const std::size_t nx = x_.n, ny = y_.n;
  // Rows of the sheet folded about the middle of y: sums, then differences; the middle row stands alone.
  if (y_.odd > 0) {
    for (std::size_t j = 0; j < y_.odd; ++j) {
      const double *low = sheet + j * nx, *high = sheet + (ny - 1 - j) * nx;
      double *sum = room + j * nx, *difference = room + (y_.even + j) * nx;
      for (std::size_t i = 0; i < nx; ++i) {
        sum[i] = low[i] + high[i];
        difference[i] = low[i] - high[i];
      }
    }
    if (y_.even > y_.odd) std::copy_n(sheet + y_.odd * nx, nx, room + y_.odd * nx);
  } else {
    std::copy_n(sheet, nx * ny, room);
  }
  multiply(y_.to_even.data(), y_.even, room, nx, sheet, nx, y_.even, y_.even, nx);
  multiply(y_.to_odd.data(), y_.odd, room + y_.even * nx, nx, sheet + y_.even * nx, nx, y_.odd, y_.odd, nx);
  // Likewise each row about the middle of x.
  if (x_.odd > 0) {
    for (std::size_t j = 0; j < ny; ++j) {
      const double* row = sheet + j * nx;
      double* folded = room + j * nx;
      for (std::size_t i = 0; i < x_.odd; ++i) {
        folded[i] = row[i] + row[nx - 1 - i];
        folded[x_.even + i] = row[i] - row[nx - 1 - i];
      }
      if (x_.even > x_.odd) folded[x_.odd] = row[x_.odd];
    }
  } else {
    std::copy_n(sheet, nx * ny, room);
  }
  multiply(room, nx, x_to_even_.data(), x_.even, sheet, nx, ny, x_.even, x_.even);
  multiply(room + x_.even, nx, x_to_odd_.data(), x_.odd, sheet + x_.even, nx, ny, x_.odd, x_.odd);
}

void PlaneTransform::backward(double* sheet, double* room, double* values) const {
  const std::size_t nx = x_.n, ny = y_.n;
  multiply(sheet, nx, x_from_even_.data(), x_.even, room, nx, ny, x_.even, x_.even);
  multiply(sheet + x_.even, nx, x_from_odd_.data(), x_.odd, room + x_.even, nx, ny, x_.odd, x_.odd);
  if (x_.odd > 0) {
    for (std::size_t j = 0; j < ny; ++j) {
      const double* folded = room + j * nx;
      double* row = sheet + j * nx;
      for (std::size_t i = 0; i < x_.odd; ++i) {
        row[i] = folded[i] + folded[x_.even + i];
        row[nx - 1 - i] = folded[i] - folded[x_.even + i];
      }
      if (x_.even > x_.odd) row[x_.odd] = folded[x_.odd];
    }
  } else {
    std::copy_n(room, nx * ny, sheet);
  }
  double* even = y_.odd > 0 ? room : values;
  multiply(y_.from_even.data(), y_.even, sheet, nx, even, nx, y_.even, y_.even, nx);
  if (y_.odd == 0) return;
  multiply(y_.from_odd.data(), y_.odd, sheet + y_.even * nx, nx, room + y_.even * nx, nx, y_.odd, y_.odd, nx);
  for (std::size_t j = 0; j < y_.odd; ++j) {
    const double *sum = room + j * nx, *difference = room + (y_.even + j) * nx;
    double *low = values + j * nx, *high = values + (ny - 1 - j) * nx;
    for (std::size_t i = 0; i < nx; ++i) {
      low[i] = sum[i] + difference[i];
      high[i] = sum[i] - difference[i];
    }
  }
  if (y_.even > y_.odd) std::copy_n(room + y_.odd * nx, nx, values + y_.odd * nx);
}

}  // namespace hari::transport
