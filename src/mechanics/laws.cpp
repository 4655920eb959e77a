// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mechanics/laws.hpp"

#include <string>
#include <utility>

namespace hari::mechanics {
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

std::vector<Skin> average_skins(const tissue::Tissue& t, const Laws& laws, const mesh::Windows& windows) {
  const std::vector<Contents> held = contents(t, windows, laws.fibres);
  std::vector<Skin> skins(windows.size());
  std::vector<LayerGrowth> growth(windows.size());
  for (std::size_t w = 0; w < skins.size(); ++w)
    for (mesh::Layer l : mesh::all_layers) {
      const auto i = static_cast<std::size_t>(l);
      growth[w][i] = held[w][i].growth;
      if (t.grid.has(l)) skins[w].thickness[i] = t.grid.slab(l).thickness() * growth[w][i];
    }
  std::vector<LayerFans> fans = fibre_fans(t.network, t.grid, windows, growth, laws.fibres);
  for (std::size_t w = 0; w < skins.size(); ++w)
    for (mesh::Layer l : mesh::all_layers) {
      const auto i = static_cast<std::size_t>(l);
      const double volume = mesh::area(t.grid, windows[w]) * skins[w].thickness[i];
      const Makeup makeup = laws.ground_substance.makeup(held[w][i], t.homeostasis, l);
      LayerMaterial& m = skins[w].material[i];
      m = {.matrix = laws.ground_substance.matrix(laws.matrix[i], makeup),
           .fibres = std::move(fans[w][i]),
           // half of the dipoles' density along each axis of the plane
           .traction = volume > 0 ? 0.5 * laws.traction_dipole * held[w][i].spread / volume : 0};
      m.balance();
    }
  return skins;
}

Skin average_skin(const tissue::Tissue& t, const Laws& laws) {
  return average_skin(t, laws, mesh::whole(t.grid));
}

Skin average_skin(const tissue::Tissue& t, const Laws& laws, const mesh::Window& window) {
  return std::move(average_skins(t, laws, {t.grid, {window}}).front());
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
