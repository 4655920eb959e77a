// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <Eigen/Core>

namespace hari::math {

using Vec3 = Eigen::Vector3d;
using Mat3 = Eigen::Matrix3d;
using Vec6 = Eigen::Matrix<double, 6, 1>;  ///< symmetric tensor, order xx yy zz xy yz zx
using Mat6 = Eigen::Matrix<double, 6, 6>;

}  // namespace hari::math
