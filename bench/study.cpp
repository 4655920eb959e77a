// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "study.hpp"

namespace hari::bench {

Answer read(const mechanics::Skin& skin, const mechanics::Instrument& instrument, const Wish& wish) {
  using core::Seconds;
  Answer a;
  a.tension = mechanics::dermal_tension(skin);
  probe::CutometerProtocol p{.cycles = wish.fatigue ? 5 : 1, .mesh = wish.mesh};
  a.standard = probe::r_parameters(probe::measure(p, skin, instrument));
  p.cycles = 1;
  if (wish.afterwards) {
    probe::CutometerProtocol q = p;
    q.off = Seconds(120);
    const probe::CutometerCurve curve = probe::measure(q, skin, instrument);
    a.residual = curve.height_mm.back() / a.standard.R0;
  }
  if (wish.low_pressure) {
    probe::CutometerProtocol q = p;
    q.suction_kpa = 15;
    a.low = probe::r_parameters(probe::measure(q, skin, instrument));
  }
  if (wish.wide_aperture) {
    probe::CutometerProtocol q = p;
    q.aperture_mm = 8;
    a.wide = probe::r_parameters(probe::measure(q, skin, instrument));
  }
  if (wish.ramp) {
    probe::CutometerProtocol q = p;
    q.mode = probe::SuctionMode::ramp;
    q.on = q.off = Seconds(18);
    a.unrestored = probe::loop(probe::measure(q, skin, instrument)).unrestored;
  }
  if (wish.strips) {
    probe::TensionProtocol q{.strain = 0.5, .unload = false};
    a.along = probe::readings(probe::measure(q, skin));
    q.direction = probe::Direction::across;
    a.across = probe::readings(probe::measure(q, skin));
  }
  return a;
}

std::vector<std::pair<std::string, double>> named(const Answer& a) {
  std::vector<std::pair<std::string, double>> all;
  const auto add = [&](const std::string& before, const probe::RParameters& r) {
    for (const auto& [name, value] :
         {std::pair{"R0", r.R0}, {"R2", r.R2}, {"R5", r.R5}, {"R6", r.R6}, {"R7", r.R7}, {"R9", r.R9}})
      all.emplace_back(before + name, value);
  };
  add("", a.standard);
  add("low_", a.low);
  add("wide_", a.wide);
  all.emplace_back("unrestored", a.unrestored);
  all.emplace_back("residual", a.residual);
  all.emplace_back("tension", a.tension);
  all.emplace_back("strip_toe", 1e-3 * a.along.toe_modulus);
  all.emplace_back("strip_linear", 1e-3 * a.along.linear_modulus);
  all.emplace_back("strip_ratio", a.along.ratio);
  all.emplace_back("strip_across", a.along.linear_modulus / a.across.linear_modulus);
  return all;
}

scenario::Scenario scenario_of(const std::string& file, const std::vector<std::string>& sets, bool quick) {
  std::vector<std::string> parameters;
  for (const std::string& s : sets) parameters.push_back("parameters." + s);
  return scenario::read_scenario(file, parameters, quick);
}

}  // namespace hari::bench
