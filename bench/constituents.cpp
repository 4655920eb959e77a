// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// What each constituent of young skin does to a reading: changes one at a time, prints a table in Markdown.
//   constituents [--scenario FILE] [--default] [--only NAME]... [--set NAME="VALUE UNIT"]...
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>

#include "hari/mechanics/rest.hpp"
#include "hari/scenario/assemble.hpp"
#include "study.hpp"

namespace {

using hari::tissue::Tissue;

struct Case {
  std::string name;
  std::function<void(Tissue&)> change = [](Tissue&) {};
  std::vector<std::string> sets{};
};

bool is(const Tissue& t, std::size_t f, hari::fibre::Kind kind) {
  return t.network.kind[f] == static_cast<std::uint8_t>(kind);
}

/// Applies `change` to every living fibre of a kind.
std::function<void(Tissue&)> each(hari::fibre::Kind kind,
                                  const std::function<void(hari::fibre::Network&, std::size_t)>& change) {
  return [=](Tissue& t) {
    for (std::size_t f = 0; f < t.network.n_fibres(); ++f)
      if (t.network.alive[f] && is(t, f, kind)) change(t.network, f);
  };
}

void scale_dermis(const Tissue& t, std::vector<double>& field, double by) {
  for (std::size_t e = 0; e < field.size(); ++e)
    if (hari::mesh::is_dermis(t.grid.layer(static_cast<hari::mesh::ElementIndex>(e)))) field[e] *= by;
}

std::function<void(Tissue&)> thinner(double by, bool keep_mass) {
  return [=](Tissue& t) {
    scale_dermis(t, t.fields.growth, by);
    scale_dermis(t, t.fields[hari::tissue::Substance::hyaluronan_high], by);
    if (keep_mass) return;
    for (std::size_t f = 0; f < t.network.n_fibres(); ++f) {
      if (is(t, f, hari::fibre::Kind::retinaculum)) continue;
      t.network.mature[f] *= by;
      t.network.labile[f] *= by;
      t.network.cleaved[f] *= by;
    }
  };
}

/// Loses stretch, not substance: what becomes of a cut elastic fibre.
void slacken(hari::fibre::Network& n, std::size_t f, double left) {
  if (n.slack[f] < 1) n.slack[f] = 1 - left * (1 - n.slack[f]);
}

/// Cut collagen that is still there.
void cleave(hari::fibre::Network& n, std::size_t f, double share) {
  n.cleaved[f] += share * n.mature[f];
  n.mature[f] *= 1 - share;
}

/// What 75 years leave according to the evidence (ageing.md section 5), all at once and whatever a run of the program
/// makes of them: a check, nothing is fitted to it. Elastin is 0.7 per volume there, so half per surface; its loss of
/// stretch is the program's own guess.
std::function<void(Tissue&)> old_make_up() {
  return [](Tissue& t) {
    scale_dermis(t, t.fields.growth, 0.7);
    scale_dermis(t, t.fields[hari::tissue::Substance::hyaluronan_high], 0.7 * 0.8);
    for (std::size_t f = 0; f < t.network.n_fibres(); ++f) {
      if (is(t, f, hari::fibre::Kind::elastic)) {
        t.network.mature[f] *= 0.5;
        slacken(t.network, f, 0.5);
      }
      if (!is(t, f, hari::fibre::Kind::collagen)) continue;
      for (auto* pool : {&t.network.mature, &t.network.labile, &t.network.cleaved}) (*pool)[f] *= 0.64;
      cleave(t.network, f, 0.3);
      t.network.age_links[f] *= 4;
      if (t.network.slack[f] > 1) t.network.slack[f] = 1 + 0.85 * (t.network.slack[f] - 1);
    }
    for (double& s : t.cells.spread) s *= 0.5;
  };
}

std::vector<Case> cases() {
  using hari::fibre::Kind;
  using hari::fibre::Network;
  const auto scale = [](std::vector<double> Network::*column, double by) {
    return [=](Network& n, std::size_t f) { (n.*column)[f] *= by; };
  };
  return {
      {"young"},
      {"elastin x 0.5", each(Kind::elastic, scale(&Network::mature, 0.5))},
      {"elastic fibres lose half their stretch",
       each(Kind::elastic, [](Network& n, std::size_t f) { slacken(n, f, 0.5); })},
      {"collagen cut, 0.3 of it", each(Kind::collagen, [](Network& n, std::size_t f) { cleave(n, f, 0.3); })},
      {"collagen mass x 0.6, same volume", each(Kind::collagen, scale(&Network::mature, 0.6))},
      {"crimp x 0.7", each(Kind::collagen,
                           [](Network& n, std::size_t f) {
                             if (n.slack[f] > 1) n.slack[f] = 1 + 0.7 * (n.slack[f] - 1);
                           })},
      {"open cuts x 2.5", each(Kind::collagen, scale(&Network::cuts, 2.5))},
      {"AGE links x 4", each(Kind::collagen, scale(&Network::age_links, 4))},
      {"LOX links x 0.5", each(Kind::collagen, scale(&Network::lox, 0.5))},
      {"bound water + 15 %", [](Tissue& t) { scale_dermis(t, t.fields.growth, 1.15); }},
      {"hyaluronan x 0.5", [](Tissue& t) { scale_dermis(t, t.fields[hari::tissue::Substance::hyaluronan_high], 0.5); }},
      {"dermis thinner x 0.7, same density", thinner(0.7, false)},
      {"dermis thinner x 0.7, same mass", thinner(0.7, true)},
      {"cells round (no traction)",
       [](Tissue& t) {
         for (double& s : t.cells.spread) s = 0;
       }},
      {"old make-up", old_make_up()},
      {"no slip inside bundles", [](Tissue&) {}, {"collagen.slip_onset=1"}},
      // The calibrated skin has none; nothing is fitted anew to make room for it.
      {"friction on, 30 kPa", [](Tissue&) {}, {"friction.modulus=30 kPa"}},
  };
}

}  // namespace

int main(int argc, char** argv) {
  using namespace hari;
  std::string file = "scenarios/ageing_cheek.toml";
  std::vector<std::string> sets;
  bool full = false, young_only = false;
  std::vector<std::string> only;
  CLI::App app("What each constituent of young skin does to a reading");
  app.add_option("--scenario", file, "whose skin it is");
  app.add_option("--set", sets, "a parameter: NAME=VALUE UNIT");
  app.add_flag("--default", full, "default size and mesh instead of quick");
  app.add_flag("--young", young_only, "the unchanged skin alone");
  app.add_option("--only", only, "lines of the table whose names begin with this");
  CLI11_PARSE(app, argc, argv);

  bench::Wish wish;
  if (full) wish.mesh = mesh::Resolution::standard;
  bool first = true;
  for (const Case& c : cases()) {
    const auto wanted = [&](const std::string& start) { return c.name.starts_with(start); };
    if (!only.empty() && std::none_of(only.begin(), only.end(), wanted)) continue;
    std::vector<std::string> all = sets;
    all.insert(all.end(), c.sets.begin(), c.sets.end());
    const scenario::Scenario s = bench::scenario_of(file, all, !full);
    Tissue tissue = scenario::young(s).tissue();
    c.change(tissue);
    const mechanics::Laws laws = mechanics::Laws::from(s.parameters);
    mechanics::sense_fibres(tissue, laws.fibres, fibre::segments_by_element(tissue.network, tissue.grid.n_elements()));
    const auto numbers = bench::named(bench::read(mechanics::average_skin(tissue, laws), laws.instrument, wish));
    if (std::exchange(first, false)) {
      std::string head = "| change |", rule = "|---|";
      for (const auto& [name, value] : numbers) {
        head += fmt::format(" {} |", name);
        rule += "---|";
      }
      fmt::print("{}\n{}\n", head, rule);
    }
    fmt::print("| {} |", c.name);
    for (const auto& [name, value] : numbers) fmt::print(" {:.3f} |", value);
    fmt::print("\n");
    std::fflush(stdout);
    if (young_only) break;
  }
  return 0;
}
