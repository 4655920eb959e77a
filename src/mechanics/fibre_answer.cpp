// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/fibre_answer.hpp"

namespace hari::mechanics {

Response FibreAnswer::at(const math::Mat3& C, const MaterialStep& material, std::span<const double> memory,
                         Wanted wanted, double near) {
  math::Vec6 strain;
  strain << (C(0, 0) - 1) / 2, (C(1, 1) - 1) / 2, (C(2, 2) - 1) / 2, C(0, 1), C(1, 2), C(0, 2);
  const math::Vec6 moved = strain - strain_;
  Response here;
  if (wanted == Wanted::stress && moved.lpNorm<Eigen::Infinity>() <= near) {
    here.stress = there_.stress + there_.tangent * moved;
    here.tangent = there_.tangent;
    return here;
  }
  material.add_fibres(C, memory, wanted == Wanted::energy ? wanted : Wanted::tangent, here);
  strain_ = strain;
  return there_ = here;
}

}  // namespace hari::mechanics
