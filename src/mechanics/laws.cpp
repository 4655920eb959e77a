// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/laws.hpp"

#include <string>

namespace hari::mechanics {
namespace {

/// Active in-plane stress of each layer: half of the dipoles' density along each axis [kPa].
std::array<double, mesh::n_layers> traction(const tissue::Tissue& t, double dipole,
                                            const std::array<double, mesh::n_layers>& volume) {
  std::array<double, mesh::n_layers> sum{};
  const tissue::CellPopulation& cells = t.cells;
  for (std::size_t c = 0; c < cells.size(); ++c)
    if (cells.kind[c] != static_cast<std::uint8_t>(tissue::CellKind::stem_cell))
      sum[static_cast<std::size_t>(t.grid.layer(cells.element[c]))] += cells.weight[0] * cells.spread[c];
  for (std::size_t l = 0; l < mesh::n_layers; ++l) sum[l] = volume[l] > 0 ? 0.5 * dipole * sum[l] / volume[l] : 0;
  return sum;
}

}  // namespace

Laws Laws::from(const core::ParameterSet& p) {
  Laws laws{};
  laws.fibres = FibreLaw::from(p);
  for (mesh::Layer l : mesh::all_layers) {
    MatrixLaw& m = laws.matrix[static_cast<std::size_t>(l)];
    m.shear = p.value("matrix." + std::string(mesh::name(l)) + ".shear_modulus", "kPa");
    m.bulk = m.shear * p.value("matrix.bulk_ratio", "1");
    const double part =
        mesh::is_dermis(l) ? 1 : p.value("matrix." + std::string(mesh::name(l)) + ".relaxing_part", "1");
    m.share = {part * p.value("matrix.fast_share", "1"), part * p.value("matrix.slow_share", "1")};
    m.time = {p.value("matrix.fast_time", "s"), p.value("matrix.slow_time", "s")};
    m.check();
  }
  laws.ground_substance = GroundSubstance::from(p);
  laws.traction_dipole = p.value("traction.dipole_per_cell", "uJ");
  laws.instrument = {core::Seconds(p.value("cutometer.vacuum_ramp", "s")), p.value("cutometer.face_ratio", "1")};
  return laws;
}

Skin average_skin(const tissue::Tissue& t, const Laws& laws) {
  Skin skin{};
  std::array<double, mesh::n_layers> growth{}, volume{};
  for (mesh::Layer l : mesh::all_layers) {
    const auto i = static_cast<std::size_t>(l);
    if (!t.grid.has(l)) continue;
    growth[i] = tissue::layer_growth(t, l);
    skin.thickness[i] = t.grid.slab(l).thickness() * growth[i];
    volume[i] = t.grid.area() * skin.thickness[i];
  }
  auto fans = fibre_fans(t.network, t.grid, growth, laws.fibres);
  const auto active = traction(t, laws.traction_dipole, volume);
  for (mesh::Layer l : mesh::all_layers) {
    const auto i = static_cast<std::size_t>(l);
    const Makeup makeup = t.grid.has(l) ? laws.ground_substance.makeup(t, l, laws.fibres) : Makeup{.collagen = 0};
    skin.material[i] = {.matrix = laws.ground_substance.matrix(laws.matrix[i], makeup),
                        .fibres = std::move(fans[i]),
                        .traction = active[i]};
    skin.material[i].balance();
  }
  return skin;
}

std::array<RestingStress, mesh::n_layers> resting_tension(const Skin& skin) {
  std::array<RestingStress, mesh::n_layers> tension{};
  for (std::size_t i = 0; i < mesh::n_layers; ++i)
    if (skin.thickness[i] > 0) tension[i] = resting_stress(skin.material[i]);
  return tension;
}

double dermal_tension(const Skin& skin) {
  const auto tension = resting_tension(skin);
  double force = 0, thickness = 0;
  for (mesh::Layer l : mesh::all_layers)
    if (mesh::is_dermis(l)) {
      const auto i = static_cast<std::size_t>(l);
      force += skin.thickness[i] * 0.5 * (tension[i].along + tension[i].across);
      thickness += skin.thickness[i];
    }
  return thickness > 0 ? force / thickness : 0;
}

}  // namespace hari::mechanics
