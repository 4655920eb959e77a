// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/assemble.hpp"

#include <fmt/format.h>

#include "exposures.hpp"
#include "hari/core/build_info.hpp"
#include "treatments.hpp"

namespace hari::scenario {

anatomy::BlockSpec block_spec(const Scenario& s) {
  return {.site = s.subject.site,
          .male = s.subject.sex == Sex::male,
          .width_mm = s.block.width,
          .subcutis_mm = s.block.subcutis,
          .elements_across = s.block.elements_across,
          .fibres = s.block.fibres,
          .cells = s.block.cells,
          .seed = s.block.seed};
}

sim::ClockSettings clock_settings(const Scenario& s) {
  return {s.clock.finest, s.clock.coarsest, s.clock.growth};
}

sim::Simulation::Interventions interventions(const Scenario& s) {
  sim::Simulation::Interventions acting;
  for (const Settings& e : s.exposures) acting.push_back(make_exposure(e, s));
  for (const Settings& t : s.treatments)
    for (std::unique_ptr<stimulus::Intervention>& i : make_treatment(t, s)) acting.push_back(std::move(i));
  return acting;
}

probe::CutometerProtocol cutometer_protocol(const Scenario& s) {
  probe::CutometerProtocol p;
  p.aperture_mm = s.cutometer.aperture;
  p.suction_kpa = s.cutometer.suction;
  p.on = s.cutometer.on;
  p.off = s.cutometer.off;
  p.cycles = s.cutometer.cycles;
  p.mesh = s.cutometer.coarse_mesh ? mesh::Resolution::coarse : mesh::Resolution::standard;
  p.contact = s.cutometer.bonded ? mechanics::Contact::bonded : mechanics::Contact::frictionless;
  p.preload_kpa = s.cutometer.preload;
  p.domain = probe::domain(s.cutometer.domain);
  return p;
}

sim::Simulation young(const Scenario& s) {
  tissue::Tissue tissue = anatomy::build(block_spec(s), s.parameters);
  tissue.age = std::min(anatomy::build_age, s.span.from);
  sim::Simulation simulation = continued(s, std::move(tissue));
  simulation.settle();
  return simulation;
}

sim::Simulation continued(const Scenario& s, tissue::Tissue tissue) {
  sim::Simulation simulation(std::move(tissue), s.parameters, interventions(s), clock_settings(s));
  simulation.allow_cells(most_cells(s));
  return simulation;
}

std::string state_identity(const Scenario& s, core::Days age) {
  std::string text =
      fmt::format("hari {} {}\nsite {} sex {} phototype {} month {}\n", core::version(), core::compiler(),
                  s.subject.site, static_cast<int>(s.subject.sex), s.subject.phototype, s.subject.start_month);
  text += fmt::format("block {} {} {} {} {} {}\nclock {} {} {}\nfrom {} age {}\n", s.block.width, s.block.subcutis,
                      s.block.fibres, s.block.cells, s.block.elements_across, s.block.seed, s.clock.finest.count(),
                      s.clock.coarsest.count(), s.clock.growth, s.span.from.count(), age.count());
  text += fmt::format("arm {}\n", static_cast<int>(s.arm));
  for (const auto* list : {&s.exposures, &s.treatments})
    for (const Settings& e : *list) {
      text += e.name;
      for (const Setting& v : e.values) text += fmt::format(" {}={}", v.key, v.text);
      text += '\n';
    }
  return text + parameter_table(s.parameters);
}

std::string product_texts(const Scenario& s) {
  std::string texts;
  for (const Product& p : s.products) texts += fmt::format("# data/products/{}.toml\n{}\n", p.id, p.text);
  return texts;
}

std::string parameter_table(const core::ParameterSet& parameters) {
  const auto quoted = [](std::string_view text) {
    std::string q = "\"";
    for (char c : text) {
      if (c == '"') q += '"';
      q += c;
    }
    return q + '"';
  };
  const auto plain = [&](const std::string& text) {
    return text.find_first_of(",\"\n") == std::string::npos ? text : quoted(text);
  };
  std::string table(parameter_table_head);
  for (const auto& [name, p] : parameters.all())
    table += fmt::format("{},{},{},{},{},{},{},{}\n", plain(name), p.value, plain(p.unit), p.low, p.high,
                         core::status_name(p.status), quoted(p.source), quoted(p.doc));
  return table;
}

}  // namespace hari::scenario
