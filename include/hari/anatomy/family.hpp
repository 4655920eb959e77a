// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "hari/anatomy/site.hpp"
#include "hari/core/parameter.hpp"
#include "hari/fibre/network.hpp"
#include "hari/math/tensor.hpp"
#include "hari/mesh/layer.hpp"

namespace hari::anatomy {

/// How the fibres of a family lie.
enum class Lie {
  in_plane,   ///< near the plane of the skin, gathered about the tension lines (x)
  vertical,   ///< near the normal of the skin
  isotropic,  ///< every direction alike
};

/// @brief A family of fibres: what it is made of, where it lies, and how many vertices its polylines have.
struct Family {
  std::string_view name;  ///< of its parameters, "anatomy.<name>.<trait>"
  fibre::Kind kind;
  mesh::Layer layer;
  Lie lie;
  int n_vertices;  ///< odd, so that a polyline has a middle vertex
};

/// In the order of the rows of the network.
inline constexpr std::array<Family, 6> families{
    {{"retinacula", fibre::Kind::retinaculum, mesh::Layer::hypodermis, Lie::vertical, 5},
     {"reticular_collagen", fibre::Kind::collagen, mesh::Layer::reticular, Lie::in_plane, 9},
     {"reticular_elastic", fibre::Kind::elastic, mesh::Layer::reticular, Lie::in_plane, 5},
     {"papillary_collagen", fibre::Kind::collagen, mesh::Layer::papillary, Lie::isotropic, 9},
     {"elaunin", fibre::Kind::elastic, mesh::Layer::papillary, Lie::in_plane, 5},
     {"oxytalan", fibre::Kind::elastic, mesh::Layer::papillary, Lie::vertical, 5}}};

/// @brief Numbers of one family, read from data/anatomy.toml.
struct FamilyTraits {
  double share;            ///< of the simulated fibres [-]
  double density;          ///< dry mass per volume of its layer [ug/mm3]
  double packing;          ///< dry mass per volume of fibre [ug/mm3]
  double diameter;         ///< median [mm]
  double diameter_spread;  ///< sd of ln(diameter) [-]
  double length;           ///< [mm]
  double waviness;         ///< sd of the direction along one fibre about its mean direction [rad]
  double persistence;      ///< length over which that direction is remembered [mm]
  double alignment;        ///< mean of cos(2 azimuth), 1 all along x, 0 none; only in_plane [-]
  double tilt;        ///< sd of the angle out of the plane (in_plane) or off the normal, in x and in y (vertical) [rad]
  double slack_mean;  ///< native slack [-]
  double slack_sd;    ///< [-]
  double slack_floor;  ///< native slack is never less [-]
  double type_three;   ///< share of it that is collagen III; 0 in elastic fibres [-]
};

/// @throws ModelError if a parameter is missing, or if the waviness alone exceeds the asked dispersion
FamilyTraits traits(const Family& family, const core::ParameterSet& parameters);

/// @brief The traits of a family at a site: there its alignment is another. Its slack follows from the stretch of the
/// skin: `native_slack`.
FamilyTraits at_site(const Family& family, FamilyTraits traits, const Site& site);

/// @brief Mean direction of one fibre. Segments that scatter about it by the waviness have, together, the alignment and
/// tilt of the family: azimuths are wrapped normal, <cos 2 azimuth> = exp(-2 sd^2), and the waviness is taken off
/// first.
/// @param u,v in (0, 1): the strata of azimuth and of tilt
/// @return unit vector [-]
math::Vec3 direction(const Family& family, const FamilyTraits& traits, double u, double v);

/// @brief Native slack at the quantile `u` in (0, 1): normal, cut off below at the floor [-].
double native_slack(const FamilyTraits& traits, double u);
/// @brief The same for a fibre along `direction` at a site where the skin is held at another stretch. Volume is kept,
/// so what is stretched in its plane is thinner. Collagen is still laid at the tension of the tissue: never below the
/// floor.
double native_slack(const FamilyTraits& traits, double u, const math::Vec3& direction, const Site& site);

}  // namespace hari::anatomy
