// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hari/core/parameter.hpp"
#include "hari/tissue/substance.hpp"

namespace hari::cells {

/// @brief Whose rule it is. A rule of `fibroblast` holds for every fibroblast, whatever its layer and state; one of a
/// narrower word holds in addition.
enum class Actor : std::uint8_t {
  fibroblast,
  papillary_fibroblast,
  reticular_fibroblast,
  myofibroblast,
  senescent,
  stem_cell,
  keratinocyte,
};
inline constexpr std::size_t n_actors = 7;

/// What a cue other than a Substance or a Level is. All are relative to young skin.
enum class Cue : std::uint8_t {
  anchorage,  ///< contacts within reach that hold: the intact share of collagen, less where it is sparse; 1 when young
  tension,    ///< of the fibres at rest per collagen, mean of the layer; 1 when young
  age_links,  ///< AGE cross-links of the layer's collagen; 1 at age 25
  fibroblasts,  ///< number in the layer, per surface; 1 when young
  crowding,     ///< number in the layer, per volume of the tissue as it is; 1 when young
  spread,       ///< of the cell itself; 1 when young
  collapse,     ///< 1 - spread of the cell itself, not below 0; 0 when young
  damage,       ///< of the cell itself; 0 at age 25
  state,        ///< that it is such a cell: the response is the rule's limit
};
inline constexpr std::size_t n_cues = 9;

/// A Substance, a Level or a Cue, in this order.
enum class Signal : std::uint8_t {};
inline constexpr std::size_t n_signals = tissue::n_substances + tissue::n_levels + n_cues;

constexpr std::size_t index(Signal s) {
  return static_cast<std::size_t>(s);
}
constexpr Signal signal(tissue::Substance s) {
  return Signal(index(s));
}
constexpr Signal signal(tissue::Level l) {
  return Signal(tissue::n_substances + static_cast<std::size_t>(l));
}
constexpr Signal signal(Cue c) {
  return Signal(tissue::n_substances + tissue::n_levels + static_cast<std::size_t>(c));
}
/// Felt alike by every cell at one place, not a cell's own.
constexpr bool is_outer(Signal s) {
  return index(s) < index(signal(Cue::spread));
}

/// What a rule raises or lowers.
enum class Behaviour : std::uint8_t {
  collagen,
  hyaluronan,
  collagenase,
  gelatinase,
  tgf_beta,
  inflammation,
  oxidant,
  spread,
  division,
  death,
  senescence,
  damage,
  motility,
  differentiation,
  reversion,
  traction,
  attraction,
  renewal,
};
inline constexpr std::size_t n_behaviours = 18;
constexpr std::size_t index(Behaviour b) {
  return static_cast<std::size_t>(b);
}

/// Names as data/rules.toml writes them, in the order of the enumerations.
std::span<const std::string_view> actor_names();
std::span<const std::string_view> behaviour_names();
std::span<const std::string_view> signal_names();
/// Unit of a signal as rules see it: "1" for what is relative to young skin, else that of the substance's amount.
std::string_view signal_unit(Signal s);
/// What a behaviour is, for messages and `hari describe rules`.
std::string_view behaviour_doc(Behaviour b);
/// Does this cell do that at all, and does it feel this when it does?
bool may(Actor a, Behaviour b, Signal s);

/// @brief Hill response to a signal: `absent` without it, `limit` at saturation.
struct Response {
  double absent = 1, limit = 1;
  double half = 1;   ///< signal at which it has gone half of the way
  double power = 1;  ///< Hill power

  double operator()(double x) const;
};

struct Rule {
  Actor actor;
  Behaviour behaviour;
  Signal signal;
  Response response;
};

/// @brief The rules among the parameters: "rule.<cell>.<behaviour>.<signal>." and `limit`, `half`, `power`, `absent` (1
/// if not given). In the order of their names.
/// @throws ModelError if a name says nothing: a broken data file
std::vector<Rule> rules_from(const core::ParameterSet& parameters);

}  // namespace hari::cells
