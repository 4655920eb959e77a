// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
//
// Fits parameters, each inside its documented range, to readings of young skin. What it may be aimed at: rows that are
// marked as calibrated on in data/, never rows kept for validation.
//   calibrate --free matrix.fast_share --free ... --aim R2=0.82:0.02 --aim R7=0.55:0.03 [--evaluations 200]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <functional>
#include <nlopt.hpp>

#include "hari/core/error.hpp"
#include "hari/scenario/assemble.hpp"
#include "study.hpp"

namespace {

using namespace hari;

struct Aim {
  std::string name;
  double value, width;
};

Aim aim_of(const std::string& text) {
  const auto equals = text.find('='), colon = text.find(':');
  if (equals == std::string::npos || colon == std::string::npos)
    throw core::ScenarioError(fmt::format("--aim {}: wanted NAME=VALUE:WIDTH", text));
  return {text.substr(0, equals), std::stod(text.substr(equals + 1)), std::stod(text.substr(colon + 1))};
}

/// A parameter on a scale from 0 to 1: logarithmic where its range spans more than a factor of three.
struct Free {
  std::string name;
  core::Parameter parameter;

  bool is_log() const { return parameter.low > 0 && parameter.high > 3 * parameter.low; }
  double value(double x) const {
    const auto& p = parameter;
    return is_log() ? p.low * std::pow(p.high / p.low, x) : p.low + x * (p.high - p.low);
  }
  double place(double v) const {
    const auto& p = parameter;
    return is_log() ? std::log(v / p.low) / std::log(p.high / p.low) : (v - p.low) / (p.high - p.low);
  }
};

}  // namespace

int main(int argc, char** argv) {
  std::string file = "scenarios/ageing_cheek.toml";
  std::vector<std::string> sets, names, aim_texts;
  int evaluations = 200;
  bool standard = false;
  CLI::App app("Fits parameters to readings of young skin");
  app.add_option("--scenario", file, "whose skin it is");
  app.add_option("--set", sets, "a parameter that stays, or where a fitted one starts: NAME=VALUE UNIT");
  app.add_option("--free", names, "a parameter that is fitted")->required();
  app.add_option("--aim", aim_texts, "a reading: NAME=VALUE:WIDTH")->required();
  app.add_option("--evaluations", evaluations, "at most");
  app.add_flag("--default-mesh", standard, "default probe mesh instead of the coarse one");
  CLI11_PARSE(app, argc, argv);

  try {
    std::vector<Aim> aims;
    for (const std::string& a : aim_texts) aims.push_back(aim_of(a));
    const scenario::Scenario base = bench::scenario_of(file, sets, true);
    std::vector<Free> free;
    std::vector<double> x;
    for (const std::string& n : names) {
      const core::Parameter* p = base.parameters.find(n);
      if (!p) throw core::ScenarioError(fmt::format("--free {}: no such parameter", n));
      free.push_back({n, *p});
      x.push_back(std::clamp(free.back().place(p->value), 0.0, 1.0));
    }
    // What is fitted starts from --set, but is not held there.
    std::erase_if(sets, [&](const std::string& set) {
      return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return set.starts_with(n + "="); });
    });
    const auto wants = [&](std::string_view start) {
      return std::any_of(aims.begin(), aims.end(), [&](const Aim& a) { return a.name.starts_with(start); });
    };
    const bench::Wish wish{.mesh = standard ? mesh::Resolution::standard : mesh::Resolution::coarse,
                           .low_pressure = wants("low_"),
                           .wide_aperture = wants("wide_"),
                           .ramp = wants("unrestored"),
                           .fatigue = wants("R9"),
                           .afterwards = wants("residual"),
                           .strips = wants("strip_")};
    double best = INFINITY;
    int count = 0;
    std::function<double(const std::vector<double>&)> misfit = [&](const std::vector<double>& at) {
      std::vector<std::string> all = sets;
      for (std::size_t i = 0; i < free.size(); ++i)
        all.push_back(fmt::format("{}={:.6g}{}", free[i].name, free[i].value(at[i]),
                                  free[i].parameter.unit == "1" ? "" : " " + free[i].parameter.unit));
      double sum = 0;
      std::string said;
      try {
        const scenario::Scenario s = bench::scenario_of(file, all, true);
        const mechanics::Laws laws = mechanics::Laws::from(s.parameters);
        const auto answer = bench::named(
            bench::read(mechanics::average_skin(scenario::young(s).tissue(), laws), laws.instrument, wish));
        for (const Aim& a : aims)
          for (const auto& [name, value] : answer)
            if (name == a.name) {
              sum += std::pow((value - a.value) / a.width, 2);
              said += fmt::format(" {}={:.3f}", name, value);
            }
      } catch (const std::exception& e) {
        sum = 1e6;
        said = fmt::format(" {}", e.what());
      }
      ++count;
      if (sum < best) {
        best = sum;
        std::string where;
        for (std::size_t i = 0; i < free.size(); ++i) where += " --set \"" + all[sets.size() + i] + "\"";
        fmt::print("{:4d} misfit {:.4f}{}\n    {}\n", count, sum, said, where);
        std::fflush(stdout);
      }
      return sum;
    };
    nlopt::opt search(nlopt::LN_SBPLX, static_cast<unsigned>(x.size()));
    search.set_lower_bounds(0.0);
    search.set_upper_bounds(1.0);
    search.set_initial_step(0.12);
    search.set_maxeval(evaluations);
    search.set_stopval(0.02);
    search.set_min_objective([](const std::vector<double>& at, std::vector<double>&,
                                void* f) { return (*static_cast<decltype(misfit)*>(f))(at); },
                             &misfit);
    double least = 0;
    search.optimize(x, least);
    fmt::print("least misfit {:.4f} after {} evaluations\n", best, count);
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "calibrate: {}\n", e.what());
    return 2;
  }
}
