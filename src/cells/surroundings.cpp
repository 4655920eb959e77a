// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/cells/surroundings.hpp"

#include <algorithm>
#include <cmath>

#include "hari/core/parallel.hpp"

namespace hari::cells {
namespace {

using mesh::Layer;
using mesh::n_layers;
using tissue::Tissue;

constexpr std::size_t elements_per_chunk = 64;
constexpr std::size_t n_outer = index(signal(Cue::spread));
using Felt = std::array<double, n_outer>;  // by Signal

/// Running mean of `line` over `reach` elements to either side, mirrored at the ends.
void smooth(std::vector<double>& line, std::vector<double>& scratch, int reach) {
  const int n = static_cast<int>(line.size());
  const auto mirrored = [&](int i) {
    while (i < 0 || i >= n) i = i < 0 ? -1 - i : 2 * n - 1 - i;
    return line[static_cast<std::size_t>(i)];
  };
  scratch.resize(line.size());
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int d = -reach; d <= reach; ++d) sum += mirrored(i + d);
    scratch[static_cast<std::size_t>(i)] = sum / (2 * reach + 1);
  }
  line = scratch;
}

/// Mean in the plane over the distance at which cells feel each other's fibres.
void smooth_in_plane(const mesh::Grid& g, std::vector<double>& field, double reach) {
  const int rx = static_cast<int>(std::lround(reach / (g.x()[1] - g.x()[0])));
  const int ry = static_cast<int>(std::lround(reach / (g.y()[1] - g.y()[0])));
  core::for_each_index(
      static_cast<std::size_t>(g.nz()),
      [&](std::size_t sheet) {
        const int k = static_cast<int>(sheet);
        std::vector<double> line, scratch;
        const auto pass = [&](int rows, int length, int range, auto at) {
          for (int r = 0; r < rows; ++r) {
            line.clear();
            for (int i = 0; i < length; ++i) line.push_back(field[static_cast<std::size_t>(at(r, i))]);
            smooth(line, scratch, range);
            for (int i = 0; i < length; ++i)
              field[static_cast<std::size_t>(at(r, i))] = line[static_cast<std::size_t>(i)];
          }
        };
        pass(g.ny(), g.nx(), rx, [&](int j, int i) { return g.index(i, j, k); });
        pass(g.nx(), g.ny(), ry, [&](int i, int j) { return g.index(i, j, k); });
      },
      1);
}

/// Share of the contacts within reach that hold, relative to young. A cell touches enough fibres wherever collagen is
/// not sparse, so neither a dermis that thins as it loses mass nor one that water swells lets its cells collapse by
/// itself; cut collagen does.
std::vector<double> anchorage(const Tissue& t, double reach, double sparse) {
  std::vector<double> holding(t.grid.n_elements()), present(holding.size());
  for (std::size_t e = 0; e < holding.size(); ++e) {
    const auto layer = static_cast<std::size_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)));
    const double young = t.homeostasis.anchorage[layer], density = t.homeostasis.collagen_density[layer];
    holding[e] = young > 0 ? t.fields.anchorage[e] / t.fields.growth[e] / young : 0.0;
    present[e] = density > 0 ? t.fields.collagen_density[e] / t.fields.growth[e] / density : 0.0;
  }
  smooth_in_plane(t.grid, holding, reach);
  smooth_in_plane(t.grid, present, reach);
  for (std::size_t e = 0; e < holding.size(); ++e) holding[e] *= (1 + sparse) / (present[e] + sparse);
  return holding;
}

/// AGE cross-links of each layer's collagen, mean over its mass.
std::array<double, n_layers> age_links(const Tissue& t) {
  const fibre::Network& n = t.network;
  struct Sum {
    std::array<double, n_layers> mass{}, links{};
  };
  std::vector<Sum> parts((n.n_fibres() + core::chunk_size - 1) / core::chunk_size);
  core::for_chunks(n.n_fibres(), [&](std::size_t begin, std::size_t end) {
    Sum& s = parts[begin / core::chunk_size];
    for (std::size_t f = begin; f < end; ++f) {
      if (!n.alive[f] || n.kind[f] == static_cast<std::uint8_t>(fibre::Kind::elastic)) continue;
      const double mass = n.weight[f] * n.mature[f];
      s.mass[n.layer[f]] += mass;
      s.links[n.layer[f]] += mass * n.age_links[f];
    }
  });
  Sum all;
  for (const Sum& s : parts)
    for (std::size_t l = 0; l < n_layers; ++l) {
      all.mass[l] += s.mass[l];
      all.links[l] += s.links[l];
    }
  std::array<double, n_layers> mean{};
  for (std::size_t l = 0; l < n_layers; ++l) mean[l] = all.mass[l] > 0 ? all.links[l] / all.mass[l] : 1.0;
  return mean;
}

void count_cells(const Tissue& t, Surroundings& s) {
  const double weight = t.cells.weight.at(0);
  for (std::size_t i = 0; i < t.cells.size(); ++i) {
    const auto l = static_cast<std::size_t>(t.grid.layer(t.cells.element[i]));
    (role_of(t.cells.kind[i], t.cells.state[i]) == Role::stem_cell ? s.stem_cells : s.fibroblasts)[l] += weight;
  }
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    const double due = t.grid.has(l) ? t.homeostasis.cell_density[k] * t.grid.slab(l).thickness() * t.grid.area() : 0.0;
    s.fibroblasts[k] = due > 0 ? s.fibroblasts[k] / due : 1.0;
  }
}

/// Concentration in the tissue as it is; of what young skin holds itself, relative to young.
double felt(const Tissue& t, std::size_t substance, std::size_t e, std::size_t layer) {
  const std::vector<double>& amount = t.fields.amount[substance];
  const double now = amount.empty() ? 0.0 : amount[e] / t.fields.growth[e];
  if (!tissue::substance_traits[substance].endogenous) return now;
  const double young = t.homeostasis.signal[layer * tissue::n_substances + substance];
  return young > 0 ? now / young : 1.0;  // nothing is known of a young level: no response
}

double felt_when_young(const Tissue& t, std::size_t s, std::size_t layer) {
  if (s >= tissue::n_substances || tissue::substance_traits[s].endogenous) return 1;
  return t.homeostasis.signal[layer * tissue::n_substances + s];
}

/// Gradient of ln attraction from the neighbours of the same layer; sides and layers are mirrors.
void find_lures(const Tissue& t, Surroundings& s) {
  const mesh::Grid& g = t.grid;
  s.lure.assign(g.n_elements() * n_roles, {});
  core::for_each_index(
      g.n_elements(),
      [&](std::size_t e) {
        const auto here = g.ijk(static_cast<mesh::ElementIndex>(e));
        const std::array<int, 3> n{g.nx(), g.ny(), g.nz()};
        const std::array<const std::vector<double>*, 3> planes{&g.x(), &g.y(), &g.z()};
        for (std::size_t a = 0; a < 3; ++a) {
          std::array<std::size_t, 2> side{e, e};
          std::array<double, 2> place{};
          for (int d = 0; d < 2; ++d) {
            auto there = here;
            there[a] += d == 0 ? -1 : 1;
            const bool inside = there[a] >= 0 && there[a] < n[a];
            const auto f = inside ? g.index(there[0], there[1], there[2]) : static_cast<mesh::ElementIndex>(e);
            const bool use = inside && g.layer(f) == g.layer(static_cast<mesh::ElementIndex>(e));
            side[static_cast<std::size_t>(d)] = use ? static_cast<std::size_t>(f) : e;
            const auto k = static_cast<std::size_t>(use ? there[a] : here[a]);
            place[static_cast<std::size_t>(d)] = 0.5 * ((*planes[a])[k] + (*planes[a])[k + 1]);
          }
          if (side[0] == side[1]) continue;
          for (std::size_t r = 0; r < n_roles; ++r) {
            const auto ln = [&](std::size_t f) {
              return std::log(s.at(f, static_cast<Role>(r))[index(Behaviour::attraction)]);
            };
            s.lure[e * n_roles + r][a] = (ln(side[1]) - ln(side[0])) / (place[1] - place[0]);
          }
        }
      },
      elements_per_chunk);
}

}  // namespace

Surroundings survey(const Tissue& t, const RuleBook& rules, double reach, double sparse) {
  Surroundings s;
  count_cells(t, s);
  const std::vector<double> anchored = anchorage(t, reach, sparse);
  std::array<double, n_layers> tension{}, links{}, crowding{};
  links.fill(1);
  if (rules.asks(signal(Cue::age_links))) links = age_links(t);
  for (Layer l : mesh::all_layers) {
    const auto k = static_cast<std::size_t>(l);
    // Pull per collagen, not per area of tissue: water between the fibres slackens none of them.
    const double due = t.homeostasis.collagen_density[k] * tissue::layer_growth(t, l);
    const double density = due > 0 ? tissue::layer_mean(t, l, t.fields.collagen_density) / due : 1.0;
    const double young = t.homeostasis.tension[k] * density;
    crowding[k] = s.fibroblasts[k] / tissue::layer_growth(t, l);
    tension[k] = young > 0 ? tissue::layer_mean(t, l, t.fields.tension) / young : 1.0;
  }
  // Responses of young skin, by which the others are divided.
  const std::vector<RuleBook::Outer>& outer = rules.outer();
  std::vector<double> scale(n_layers * outer.size());
  for (std::size_t l = 0; l < n_layers; ++l)
    for (std::size_t r = 0; r < outer.size(); ++r) {
      const double young = outer[r].response(felt_when_young(t, index(outer[r].signal), l));
      scale[l * outer.size() + r] = young > 0 ? 1 / young : 1.0;
    }
  s.factor.assign(t.grid.n_elements() * n_roles * n_behaviours, 1.0);
  core::for_each_index(
      t.grid.n_elements(),
      [&](std::size_t e) {
        const auto l = static_cast<std::size_t>(t.grid.layer(static_cast<mesh::ElementIndex>(e)));
        Felt x;
        for (std::size_t i = 0; i < tissue::n_substances; ++i) x[i] = felt(t, i, e, l);
        for (std::size_t i = 0; i < tissue::n_levels; ++i) x[tissue::n_substances + i] = t.body.level[i];
        x[index(signal(Cue::anchorage))] = anchored[e];
        x[index(signal(Cue::tension))] = tension[l];
        x[index(signal(Cue::age_links))] = links[l];
        x[index(signal(Cue::fibroblasts))] = s.fibroblasts[l];
        x[index(signal(Cue::crowding))] = crowding[l];
        for (std::size_t r = 0; r < outer.size(); ++r) {
          const RuleBook::Outer& o = outer[r];
          if (!(o.layers >> l & 1u)) continue;
          const double f = o.response(x[index(o.signal)]) * scale[l * outer.size() + r];
          for (std::size_t role = 0; role < n_roles; ++role)
            if (o.roles >> role & 1u) s.factor[(e * n_roles + role) * n_behaviours + index(o.behaviour)] *= f;
        }
      },
      elements_per_chunk);
  if (rules.asks(Behaviour::attraction)) find_lures(t, s);
  return s;
}

}  // namespace hari::cells
