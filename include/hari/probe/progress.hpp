// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <functional>

namespace hari::probe {

/// Called as a slow reading goes on, with the share of it that is done.
using Progress = std::function<void(double done)>;

}  // namespace hari::probe
