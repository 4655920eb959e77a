// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include "hari/core/parameter.hpp"
#include "hari/mechanics/contents.hpp"
#include "hari/mechanics/matrix_law.hpp"
#include "hari/tissue/tissue.hpp"

namespace hari::mechanics {

/// What a layer is made of now, each relative to young tissue: the only way in which the state of the tissue reaches
/// the matrix. All ones when young.
struct Makeup {
  double water = 1;       ///< fraction of water
  double hyaluronan = 1;  ///< per living volume
  double collagen = 1;    ///< per living volume, relative to the young layer with most of it
  double web = 1;         ///< collagen per living volume, relative to the same layer when young; 1 where it has none
  double intact = 1;      ///< share of the collagen of a dermis that holds
  double age_links = 1;   ///< AGE links of the collagen, mean over load-bearing volume
  double lox = 1;         ///< its enzymatic cross-links, likewise
};

/// @brief How water, hyaluronan and collagen make the matrix of a layer out of that of young tissue.
///
///   tau_i = tau_i0 hyaluronan^a water^-b,   mu_i = mu_i0 web^d
///   mu_inf = mu_inf0 web^d intact^e, and what it loses relaxes slowly, in tau_slow intact^h (not below tau_fast)
///   k = k0 collagen,   f_y = f_y0 collagen (1 + g (AGE links - 1) + l (LOX links - 1))
///
/// The web is spun between collagen: where skin swells, the same strands are spread over more volume. More water
/// lubricates it: faster branches. More hyaluronan makes it more viscous. What lasts is the
/// web itself as far as its fibrils are whole: a strand that is cut still clings to its neighbours, but creeps, and the
/// shorter its pieces are the sooner.
struct GroundSubstance {
  double solid_share;          ///< solids per volume of young tissue [-]
  double time_by_hyaluronan;   ///< a
  double time_by_water;        ///< b
  double weight_by_web;        ///< d
  double lasting_by_intact;    ///< e
  double slow_time_by_intact;  ///< h
  FrictionLaw friction;        ///< k0, f_y0 and time, of the young layer with most collagen
  double yield_by_glycation;   ///< g
  double yield_by_lox;         ///< l

  static GroundSubstance from(const core::ParameterSet& parameters);

  /// @brief Of a layer with these contents; no collagen where it is absent.
  /// @throws ModelError if the layer holds more solids than there is room for
  Makeup makeup(const LayerContents& now, const tissue::Homeostasis& young, mesh::Layer layer) const;
  MatrixLaw matrix(const MatrixLaw& young, const Makeup& now) const;
};

}  // namespace hari::mechanics
