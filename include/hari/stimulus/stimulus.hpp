// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "hari/core/time.hpp"
#include "hari/mesh/layer.hpp"
#include "hari/stimulus/act.hpp"
#include "hari/tissue/substance.hpp"

namespace hari::stimulus {

/// The rates of the living tissue that an exposure may drive. All are zero in frozen, ageless tissue.
enum class Rate : std::size_t {
  elastin_loss,  ///< fractional loss of functional elastin by elastases [1/day]
  elastin_gain,  ///< functional elastin made anew, as a share of what there is [1/day]
  cell_damage,   ///< damage a fibroblast or stem cell gathers [1/day]
  stem_loss,     ///< fractional loss of stem cells [1/day]
  glycation,     ///< AGE cross-links formed, relative to age 25 [1/day]
};
inline constexpr std::size_t n_rates = 5;

/// @brief A substance that enters from outside the block: so much per volume and day at the surface, less with depth,
/// in some layers only.
struct Source {
  tissue::Substance substance;
  double rate = 0;  ///< at the top of the layers named [unit of the amount per day]
  double depth =
      std::numeric_limits<double>::infinity();  ///< over which it falls e-fold [mm]; infinite: alike everywhere
  std::array<bool, mesh::n_layers> layers{true, true, true, true};  ///< one per mesh::Layer: where it enters
  bool through_openings = false;  ///< lies on the skin and enters where epidermis is missing: `rate` is per open share

  /// Mean rate between two depths below the skin's surface (0 <= upper < lower [mm]) in a layer that it enters; `top`
  /// is the depth at which the shallowest such layer begins [unit of the amount per day].
  double mean(double upper, double lower, double top) const;
};

/// @brief What acts on the tissue at one moment, in verbs the tissue understands. It says what enters or which rate is
/// driven, never what comes out.
struct Stimulus {
  std::array<double, n_rates> rates{};  ///< added to the tissue's own rates [1/day]
  std::array<double, tissue::n_levels> levels = [] {
    std::array<double, tissue::n_levels> ones{};
    ones.fill(1.0);
    return ones;
  }();                          ///< of the body; several interventions multiply [-]
  std::vector<Source> sources;  ///< all of them act

  double operator[](Rate r) const { return rates[static_cast<std::size_t>(r)]; }
  double& operator[](Rate r) { return rates[static_cast<std::size_t>(r)]; }
  double& operator[](tissue::Level l) { return levels[static_cast<std::size_t>(l)]; }
  double operator[](tissue::Level l) const { return levels[static_cast<std::size_t>(l)]; }
  Stimulus& operator+=(const Stimulus& other);
};

/// @brief An exposure or a treatment: the one seam where a user chooses by name.
class Intervention {
 public:
  virtual ~Intervention() = default;
  virtual std::string_view name() const = 0;
  /// @brief What acts on average while the subject ages from `from` to `to`. A pure function: same ages, same answer.
  /// Whatever responds nonlinearly to doses is averaged over the doses here, not applied to their mean.
  virtual Stimulus over(core::Days from, core::Days to) const = 0;
  /// What happens at once at ages in [from, to), in order of age. The clock must stop there: see events.
  virtual std::vector<Act> acts(core::Days from, core::Days to) const;
  /// Ages in (from, to] at which something sudden happens; the clock steps finely after them.
  virtual std::vector<core::Days> events(core::Days from, core::Days to) const;
};

}  // namespace hari::stimulus
