// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <cmath>

#include "hari/transport/plane_modes.hpp"
#include "hari/transport/plane_transform.hpp"
#include "tissue_of.hpp"

namespace {

using namespace hari;
using transport::PlaneModes;
using transport::PlaneTransform;

/// Fine in the middle, as a block is, or not alike from both ends.
std::vector<double> widths(std::size_t n, bool alike) {
  std::vector<double> h(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double from_middle = double(i) - 0.5 * double(n - 1);
    h[i] = 0.1 + 0.01 * (alike ? std::abs(from_middle) : from_middle * from_middle + double(i));
  }
  return h;
}

// Amplitudes from the definition, sum of values times mode times widths, for the mode of this eigenvalue.
TEST(PlaneTransform, GivesTheAmplitudesOfTheModes) {
  for (const std::size_t nx : {1, 2, 5, 12, 21})
    for (const std::size_t ny : {1, 3, 8})
      for (const bool alike : {true, false}) {
        const std::vector<double> hx = widths(nx, alike), hy = widths(ny, alike);
        const PlaneTransform transform(hx, hy);
        const PlaneModes x = PlaneModes::of(hx), y = PlaneModes::of(hy);
        const std::vector<double> u = test::random_column(nx * ny, 3);
        std::vector<double> sheet = u, room(u.size()), back(u.size());
        transform.forward(sheet.data(), room.data());
        for (std::size_t m = 0; m < u.size(); ++m) {
          double least = 1e9, due = 0;
          for (std::size_t a = 0; a < nx; ++a)
            for (std::size_t b = 0; b < ny; ++b) {
              const double miss = std::abs(x.eigenvalue[a] + y.eigenvalue[b] - transform.eigenvalue()[m]);
              if (miss >= least) continue;
              least = miss;
              due = 0;
              for (std::size_t j = 0; j < ny; ++j)
                for (std::size_t i = 0; i < nx; ++i)
                  due += u[j * nx + i] * x.to_modes[i * nx + a] * y.to_modes[j * ny + b];
            }
          EXPECT_LT(least, 1e-9);
          EXPECT_NEAR(std::abs(sheet[m]), std::abs(due), 1e-13) << nx << " x " << ny;
        }
        transform.backward(sheet.data(), room.data(), back.data());
        for (std::size_t e = 0; e < u.size(); ++e) ASSERT_NEAR(back[e], u[e], 2e-14) << nx << " x " << ny;
      }
}

}  // namespace
