// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

#include "hari/core/parallel.hpp"
#include "hari/fibre/recruitment.hpp"
#include "hari/mechanics/fibre_curves.hpp"
#include "hari/mechanics/fibre_law.hpp"

namespace hari::mechanics {

inline constexpr double slack_step = 1.0 / 400;  ///< well below the spread of slack within one bundle

/// How much load-bearing volume becomes taut at which slack, one histogram for each material.
struct SlackHistogram {
  double lowest = 0;
  std::vector<double> volume[2];  ///< collagen, elastic [mm3]

  void add(bool elastic, double slack, double v) {
    auto& h = volume[elastic ? 1 : 0];
    const double x = (slack - lowest) / slack_step;
    const auto i = static_cast<std::size_t>(x);
    if (h.size() < i + 2) h.resize(i + 2, 0.0);
    h[i] += v * (1 - (x - double(i)));  // shared between neighbours, so that the mean is kept
    h[i + 1] += v * (x - double(i));
  }
};

/// What a bundle carries: a curve each.
enum class Bundle : std::size_t {
  collagen,
  elastic,
  caught  ///< collagen beyond the limit of slip
};

/// @brief Curves of one bundle at the nodes of FibreCurves, for every slack of the histograms: made once, since all
/// directions and windows share them.
class Recruitment {
 public:
  Recruitment(const std::vector<const SlackHistogram*>& histograms, double lowest, const FibreLaw& law) {
    for (const Bundle bundle : {Bundle::collagen, Bundle::elastic, Bundle::caught}) {
      const bool elastic = bundle == Bundle::elastic;
      const double later = bundle == Bundle::caught ? law.slip.limit : 0;
      std::vector<FibreCurves::Nodes>& curves = of_[static_cast<std::size_t>(bundle)];
      std::size_t n = 0;
      for (const SlackHistogram* h : histograms) n = std::max(n, h->volume[elastic].size());
      curves.resize(n);
      const double spread = elastic ? law.elastic_spread : law.collagen_spread;
      core::for_each_index(
          n,
          [&](std::size_t i) {
            for (int k = 0; k < FibreCurves::n_nodes; ++k) {
              const fibre::Recruited r = fibre::recruit(FibreCurves::first_stretch + k * FibreCurves::step - later,
                                                        lowest + double(i) * slack_step, spread);
              curves[i].stress[static_cast<std::size_t>(k)] = r.strain;
              curves[i].slope[static_cast<std::size_t>(k)] = r.stiffness;
            }
          },
          64);
    }
  }

  /// Of unit modulus and density.
  const FibreCurves::Nodes& at(Bundle bundle, std::size_t slack) const {
    return of_[static_cast<std::size_t>(bundle)][slack];
  }

 private:
  std::vector<FibreCurves::Nodes> of_[3];
};

}  // namespace hari::mechanics
