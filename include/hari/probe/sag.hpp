// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/parameter.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/time.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/probe/direction.hpp"

namespace hari::probe {

/// What hangs and on what. Parameters: data/mechanics.toml, sag.*
struct Hanging {
  double weight = 0;         ///< of skin per volume [mN/mm3]
  double bed_stiffness = 0;  ///< shear stress per glide on the fascia [kPa/mm]

  /// @throws ModelError if a parameter is missing or of another dimension
  static Hanging from(const core::ParameterSet& parameters);
};

/// How the skin is held below.
enum class Base {
  fixed,  ///< does not glide on the fascia
  bed     ///< glides against springs
};

/// Lying, then upright for a while, then lying again.
struct SagProtocol {
  Direction direction = Direction::across;  ///< of the weight in the plane of the skin, when upright
  Base base = Base::fixed;
  double depth_mm = 5;        ///< from the surface to the fascia, at least [mm]; the subcutis is extended
  core::Seconds turn{1};      ///< that getting up, and lying down, takes
  core::Seconds first{10};    ///< after getting up began: first reading
  core::Seconds upright{60};  ///< second reading, and the end of being upright
  core::Seconds lying{60};    ///< after lying down began: last reading
};

/// Way of the skin's surface along the weight.
struct SagCurve {
  SagProtocol protocol;
  std::vector<double> time_s;
  std::vector<double> upright;  ///< share of the weight that acts in plane
  std::vector<double> sag_mm;
  std::vector<double> glide_mm;  ///< of the base

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"time_s", "s", "time since getting up began"}, time_s);
    visit(I{"upright", "1", "share of the weight that acts in the plane of the skin"}, upright);
    visit(I{"sag_mm", "mm", "way of the surface along the weight"}, sag_mm);
    visit(I{"glide_mm", "mm", "way of the base along the weight"}, glide_mm);
  }
};

struct SagReadings {
  double first_mm = 0;    ///< sag at the first reading [mm]
  double last_mm = 0;     ///< sag at the end of being upright [mm]
  double creep = 0;       ///< last over first [-]
  double remains_mm = 0;  ///< after lying again [mm]
  double recovery = 0;    ///< share of the last sag that has gone back [-]
};

/// @brief Sag of a wide, even sheet of skin on a flat base. The lying tissue is the reference, so what acts is the
/// change of its weight; every column of the sheet does the same, so one column with periodic sides tells all of it.
/// @throws ModelError if the protocol is outside the schema's ranges, SolverError if no equilibrium is found
SagCurve measure(const SagProtocol& protocol, const mechanics::Skin& skin, const Hanging& hanging);

/// @throws ModelError if the curve lacks a sample at one of the protocol's times
SagReadings readings(const SagCurve& curve);

core::Schema sag_schema();

}  // namespace hari::probe
