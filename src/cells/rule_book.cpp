// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/rule_book.hpp"

#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::cells {
namespace {

using mesh::Layer;

template <class Enum>
constexpr std::uint8_t bit(Enum e) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(e));
}

constexpr RuleBook::RoleMask fibroblasts = bit(Role::resident) | bit(Role::senescent) | bit(Role::myofibroblast);
constexpr RuleBook::LayerMask everywhere = 0xf, epidermis = bit(Layer::epidermis), dermis = everywhere & ~epidermis;

RuleBook::RoleMask roles_of(Actor a) {
  switch (a) {
    case Actor::fibroblast:
    case Actor::papillary_fibroblast:
    case Actor::reticular_fibroblast:
      return fibroblasts;
    case Actor::myofibroblast:
      return bit(Role::myofibroblast);
    case Actor::senescent:
      return bit(Role::senescent);
    case Actor::stem_cell:
      return bit(Role::stem_cell);
    case Actor::keratinocyte:
      return bit(Role::resident);
  }
  return 0;
}

RuleBook::LayerMask layers_of(Actor a) {
  switch (a) {
    case Actor::papillary_fibroblast:
      return bit(Layer::papillary);
    case Actor::reticular_fibroblast:
      return bit(Layer::reticular);
    case Actor::keratinocyte:
      return epidermis;
    default:
      return dermis;
  }
}

double young(Signal s) {
  return s == signal(Cue::spread) ? 1.0 : 0.0;
}

}  // namespace

RuleBook::RuleBook(const std::vector<Rule>& rules) {
  for (const Rule& r : rules)
    if (is_outer(r.signal))
      outer_.push_back({r.signal, r.behaviour, roles_of(r.actor), layers_of(r.actor), r.response});
  for (Layer l : mesh::all_layers)
    for (std::size_t role = 0; role < n_roles; ++role)
      for (std::size_t b = 0; b < n_behaviours; ++b) {
        Slot& slot = slots_[row(l, static_cast<Role>(role), static_cast<Behaviour>(b))];
        slot.first = static_cast<std::uint32_t>(own_.size());
        for (const Rule& r : rules) {
          const bool mine = index(r.behaviour) == b && roles_of(r.actor) & bit(static_cast<Role>(role)) &&
                            layers_of(r.actor) & bit(l);
          if (!mine || is_outer(r.signal)) continue;
          if (r.signal == signal(Cue::state)) {
            slot.constant *= r.response.limit;
            continue;
          }
          const double of_young = r.response(young(r.signal));
          if (!(of_young > 0)) throw core::ModelError("a rule leaves a young cell without the behaviour it scales");
          own_.push_back({r.signal, r.response, 1 / of_young});
        }
        slot.end = static_cast<std::uint32_t>(own_.size());
      }
}

bool RuleBook::asks(Signal s) const {
  return std::ranges::any_of(outer_, [&](const Outer& o) { return o.signal == s; });
}

bool RuleBook::asks(Behaviour b) const {
  return std::ranges::any_of(outer_, [&](const Outer& o) { return o.behaviour == b; });
}

}  // namespace hari::cells
