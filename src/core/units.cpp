// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/units.hpp"
