// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/probe/r_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hari/core/error.hpp"

namespace hari::probe {
namespace {

double height_at(const CutometerCurve& curve, double time) {
  const auto next = std::lower_bound(curve.time_s.begin(), curve.time_s.end(), time - 1e-9);
  if (next == curve.time_s.end() || std::abs(*next - time) > 1e-6)
    throw core::ModelError(fmt::format("the curve has no sample at {} s", time));
  return curve.height_mm[static_cast<std::size_t>(next - curve.time_s.begin())];
}

}  // namespace

RParameters r_parameters(const CutometerCurve& curve) {
  const double on = curve.protocol.on.count(), off = curve.protocol.off.count(), d = immediate.count();
  const double last = (curve.protocol.cycles - 1) * (on + off);
  if (curve.protocol.mode != SuctionMode::steep)
    throw core::ModelError("R parameters are defined for steep suction; this curve is a ramp");
  RParameters r;
  r.Ue = height_at(curve, d);
  r.Uf = height_at(curve, on);
  r.Uv = r.Uf - r.Ue;
  r.Ur = r.Uf - height_at(curve, on + d);
  r.Ua = r.Uf - height_at(curve, on + off);
  r.R0 = r.Uf;
  r.R1 = r.Uf - r.Ua;
  r.R2 = r.Ua / r.Uf;
  r.R3 = height_at(curve, last + on);
  r.R4 = height_at(curve, last + on + off);
  r.R5 = r.Ur / r.Ue;
  r.R6 = r.Uv / r.Ue;
  r.R7 = r.Ur / r.Uf;
  r.R8 = r.Ua;
  r.R9 = r.R3 - r.R0;
  return r;
}

Loop loop(const CutometerCurve& curve) {
  const double on = curve.protocol.on.count(), end = on + curve.protocol.off.count();
  Loop l;
  l.residual = height_at(curve, end);
  double work = 0, most = 0;
  for (std::size_t i = 1; i < curve.time_s.size() && curve.time_s[i] <= end + 1e-9; ++i) {
    work += 0.5 * (curve.pressure_kpa[i] + curve.pressure_kpa[i - 1]) * (curve.height_mm[i] - curve.height_mm[i - 1]);
    l.highest = std::max(l.highest, curve.height_mm[i]);
    most = std::max(most, work);
  }
  l.unrestored = most > 0 ? work / most : 0;
  return l;
}

}  // namespace hari::probe
