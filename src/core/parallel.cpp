// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/parallel.hpp"

#include <omp.h>

namespace hari::core {

void set_threads(int n) {
  omp_set_num_threads(std::max(1, n));
}
int threads() {
  return omp_get_max_threads();
}

}  // namespace hari::core
