// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <string_view>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/schema.hpp"
#include "hari/core/time.hpp"
#include "hari/mechanics/equilibrium.hpp"
#include "hari/mechanics/laws.hpp"
#include "hari/mechanics/skin_map.hpp"
#include "hari/mesh/suction_mesh.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::probe {

/// When the instrument reads immediate deformation and retraction, after each switch.
inline constexpr core::Seconds immediate{0.1};

/// Time in which the face is pressed on, before the suction, if it has a preload.
inline constexpr core::Seconds press_on{1};

/// How the pressure comes and goes.
enum class SuctionMode {
  steep,  ///< on at once, off at once
  ramp    ///< rises evenly through `on`, falls evenly through `off`
};

/// What skin around the aperture a reading solves.
enum class Domain {
  automatic,  ///< a quarter if the block is even, else the whole
  quarter,    ///< a quarter of even skin: the mean of the block, mirrored
  whole       ///< all around, with what differs from place to place
};

/// What the user of a Cutometer sets.
struct CutometerProtocol {
  double aperture_mm = 2;   ///< diameter [mm]
  double suction_kpa = 45;  ///< below ambient pressure [kPa]
  core::Seconds on{3}, off{3};
  int cycles = 3;
  mesh::Resolution mesh = mesh::Resolution::standard;
  SuctionMode mode = SuctionMode::steep;
  mechanics::Contact contact = mechanics::Contact::frictionless;  ///< of the skin with the probe's face
  double preload_kpa = 0;  ///< mean pressure of the face on the skin before the suction [kPa]
  Domain domain = Domain::automatic;
};

/// @brief Where the skin's surface is while the suction comes and goes, in the frame of the curve: z = 0 is the face of
/// the probe at time zero. Its nodes on the line y = 0, from the apex outward in a quarter, from rim to rim in a whole.
struct Dome {
  std::size_t points = 0;       ///< nodes on the line
  std::vector<float> position;  ///< x, y, z [mm] of each node, ascending in x, for each time of the curve

  template <class V>
  void columns(V&& visit) {
    visit(core::ColumnInfo{"position", "mm", "nodes of the skin's surface on the line y = 0, at each time of the curve",
                           3},
          position);
  }
};

/// Height of the skin's apex over the face of the probe, with the protocol it belongs to. Starts at time zero with the
/// skin at rest under the face, where the instrument sets its own zero.
struct CutometerCurve {
  CutometerProtocol protocol;
  std::vector<double> time_s;
  std::vector<double> pressure_kpa;  ///< suction [kPa]
  std::vector<double> height_mm;
  Dome dome{};

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"time_s", "s", "time since the suction was switched on first"}, time_s);
    visit(I{"pressure_kpa", "kPa", "suction"}, pressure_kpa);
    visit(I{"height_mm", "mm", "height of the skin at the centre of the aperture"}, height_mm);
  }
};

/// What a reading took and how well it closed its energy; no part of its result.
struct CutometerEffort {
  Domain domain = Domain::quarter;  ///< the one solved
  std::size_t elements = 0, unknowns = 0;
  int steps = 0, refused = 0, corrections = 0, stiffnesses = 0, setups = 0, linear_iterations = 0;
  double settled_mm = 0;                ///< rise of the apex before the reading, when uneven skin found its balance
  double imbalance = 0;                 ///< largest force out of balance [mN] after that
  double face_mn = 0;                   ///< force of the whole face on the skin when the suction begins [mN]
  mechanics::EnergyBalance energies{};  ///< of all the skin, since the suction began
};

/// @brief Suction curve of a virtual Cutometer on the middle of the tissue: rested at the start, nothing left behind.
/// @throws ModelError if the protocol is outside the schema's ranges, SolverError if no equilibrium is found
CutometerCurve measure(const CutometerProtocol& protocol, const tissue::Tissue& tissue, const mechanics::Laws& laws,
                       CutometerEffort* effort = nullptr);

/// @brief The same for even skin, already averaged; a quarter of it unless the whole is asked for.
CutometerCurve measure(const CutometerProtocol& protocol, const mechanics::Skin& skin,
                       const mechanics::Instrument& instrument, CutometerEffort* effort = nullptr);

/// @brief The same for skin that differs from place to place, always on the whole.
CutometerCurve measure(const CutometerProtocol& protocol, const mechanics::SkinMap& skin,
                       const mechanics::Instrument& instrument, CutometerEffort* effort = nullptr);

/// @brief Checks a protocol against the schema. @throws ModelError with the value and what is allowed
void check(const CutometerProtocol& protocol);

/// Of a word of the schema.
Domain domain(std::string_view word);

/// Keys of a `cutometer` probe in a scenario.
core::Schema cutometer_schema();

}  // namespace hari::probe
