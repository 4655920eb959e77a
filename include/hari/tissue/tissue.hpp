// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/core/time.hpp"
#include "hari/fibre/network.hpp"
#include "hari/mesh/grid.hpp"
#include "hari/tissue/barrier.hpp"
#include "hari/tissue/cells.hpp"
#include "hari/tissue/substance.hpp"

namespace hari::tissue {

/// @brief Fields on the grid, one row per element. Contents are per *reference* volume; divide by `growth` for the
/// concentration in the living tissue.
struct Fields {
  // state
  std::vector<double> growth;                            ///< thickness now over that at the reference age [-]
  std::vector<double> water;                             ///< its share of the living volume; dermis only, else 0 [-]
  std::array<std::vector<double>, n_substances> amount;  ///< units: substance_traits
  // share of the tissue in each stage of healing; what is left is sound [-]
  std::vector<double> alarmed;   ///< freshly injured: gives off cytokines
  std::vector<double> clearing;  ///< enzymes remove what is dead
  std::vector<double> building;  ///< collagen is laid
  std::vector<double> severed;   ///< cuts by columns not bridged yet, per length of fibre [1/mm]
  // what enters, written anew in every step by cells and interventions, read by transport and remodel; not stored
  std::array<std::vector<double>, n_substances> source;  ///< unit of the amount per day
  // written by cells, read by remodel
  std::vector<double> collagen_source;  ///< collagen secreted [ug/day] in the element
  // sensed from the fibres, read by cells and remodel
  std::vector<double> collagen_density;  ///< all collagen [ug/mm3]
  std::vector<double> anchorage;         ///< what holds of it, cuts counted [ug/mm3]
  std::vector<double> tension;           ///< mean in-plane stress of the fibres at rest [kPa]
  std::vector<double> recoil;            ///< stress of the elastic fibres at rest [kPa]
  std::vector<double> age_links;         ///< AGE cross-links of the collagen, relative to age 25; 1 where there is none
  std::vector<double> elastotic;         ///< dead elastotic mass [ug/mm3]

  std::vector<double>& operator[](Substance s) { return amount[index(s)]; }
  const std::vector<double>& operator[](Substance s) const { return amount[index(s)]; }
  /// Hyaluronan of all sizes in element `e`, without cross-linked gel [ug/mm3].
  double hyaluronan(std::size_t e) const {
    double sum = 0;
    for (Substance s : hyaluronan_classes)
      if (!amount[index(s)].empty()) sum += amount[index(s)][e];
    return sum;
  }

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"growth", "1", "thickness over reference thickness"}, growth);
    visit(I{"water", "1", "volume of water over living volume, dermis only"}, water);
    for (std::size_t s = 0; s < n_substances; ++s) {
      const SubstanceTraits& t = substance_traits[s];
      visit(I{std::string(t.name), std::string(t.unit), std::string(t.doc)}, amount[s]);
    }
    visit(I{"alarmed", "1", "share of tissue in the first stage of healing"}, alarmed);
    visit(I{"clearing", "1", "share of tissue in the second stage of healing"}, clearing);
    visit(I{"building", "1", "share of tissue in the third stage of healing"}, building);
    visit(I{"severed", "1/mm", "cuts by columns not bridged yet, per length of fibre"}, severed);
    visit(I{"collagen_source", "ug/day", "collagen secreted in the element"}, collagen_source);
    visit(I{"collagen_density", "ug/mm3", "collagen per reference volume"}, collagen_density);
    visit(I{"anchorage", "ug/mm3", "collagen that holds, cuts counted, per reference volume"}, anchorage);
    visit(I{"tension", "kPa", "in-plane stress of the fibres at rest"}, tension);
    visit(I{"recoil", "kPa", "stress of the elastic fibres at rest"}, recoil);
    visit(I{"age_links", "1", "AGE cross-links of collagen relative to age 25"}, age_links);
    visit(I{"elastotic", "ug/mm3", "elastotic mass per reference volume"}, elastotic);
  }
};

/// @brief What reaches the skin from the rest of the body, as it acts in the present step.
struct Body {
  std::vector<double> level = std::vector<double>(n_levels, 1.0);  ///< one row per Level [-]

  double operator[](Level l) const { return level[static_cast<std::size_t>(l)]; }

  template <class V>
  void columns(V&& visit) {
    visit(core::ColumnInfo{"level", "1",
                           "oestradiol, blood flow, stretch, horny water, epidermal renewal, hypothetical synthesis; 1 "
                           "in a healthy young adult"},
          level);
  }
};

/// @brief What stationarity of the young tissue fixes once, at build: basal rates follow from measured half-lives,
/// densities and cell counts, so that with every driver frozen nothing drifts. One row per mesh::Layer.
struct Homeostasis {
  std::vector<double> anchorage;          ///< of young tissue [ug/mm3]
  std::vector<double> collagen_density;   ///< of young tissue [ug/mm3]
  std::vector<double> recoil;             ///< of young tissue [kPa]
  std::vector<double> tension;            ///< of the fibres of young tissue [kPa]
  std::vector<double> deposition;         ///< collagen laid down per native mass, young [1/day]
  std::vector<double> cell_density;       ///< fibroblasts per reference volume, young [1/mm3]
  std::vector<double> stem_division;      ///< divisions of a stem cell in young tissue [1/day]
  std::vector<double> collagen_per_cell;  ///< basal secretion of one real fibroblast [ug/day]
  std::vector<double> per_cell;  ///< basal secretion of every substance by one real fibroblast, layer after layer
                                 ///< [unit of the amount x mm3/day]
  std::vector<double> signal;    ///< young amount of every substance, layer after layer [unit of the amount]
  std::vector<double> cleavage_hazard;  ///< cuts per length of fibre at collagenase 1, unprotected [1/day/mm]
  std::vector<double> hyaluronan;       ///< of young tissue, all sizes [ug/mm3]
  std::vector<double> open_cuts;        ///< of a young bundle, per length [1/mm]
  std::vector<double> type_three;       ///< share of the collagen that is of type III [-]

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"anchorage", "ug/mm3", "young anchorage"}, anchorage);
    visit(I{"collagen_density", "ug/mm3", "young collagen density"}, collagen_density);
    visit(I{"recoil", "kPa", "young stress of elastic fibres"}, recoil);
    visit(I{"tension", "kPa", "young resting stress of fibres"}, tension);
    visit(I{"deposition", "1/day", "young collagen laid down per native mass"}, deposition);
    visit(I{"cell_density", "1/mm3", "young fibroblasts"}, cell_density);
    visit(I{"stem_division", "1/day", "young divisions of a stem cell"}, stem_division);
    visit(I{"collagen_per_cell", "ug/day", "basal collagen secretion"}, collagen_per_cell);
    visit(I{"per_cell", "1", "basal secretion of a fibroblast, unit of the amount x mm3/day", n_substances}, per_cell);
    visit(I{"signal", "1", "young amount of every substance, in its unit", n_substances}, signal);
    visit(I{"cleavage_hazard", "1/day/mm", "cuts per length of unprotected fibre"}, cleavage_hazard);
    visit(I{"hyaluronan", "ug/mm3", "young hyaluronan"}, hyaluronan);
    visit(I{"open_cuts", "1/mm", "young open cuts per length of bundle"}, open_cuts);
    visit(I{"type_three", "1", "share of the collagen that is of type III"}, type_three);
  }
};

/// @brief Every microgram that entered or left the block since it was built [ug]. One row per account:
/// 0 collagen, 1 elastin, 2 hyaluronan (of every size, cross-linked gel included).
struct Ledger {
  std::vector<double> initial, synthesised, removed, injected;
  static constexpr std::size_t collagen = 0, elastin = 1, hyaluronan = 2, n_accounts = 3;

  Ledger()
      : initial(n_accounts, 0.0), synthesised(n_accounts, 0.0), removed(n_accounts, 0.0), injected(n_accounts, 0.0) {}

  template <class V>
  void columns(V&& visit) {
    using I = core::ColumnInfo;
    visit(I{"initial", "ug", "present at build"}, initial);
    visit(I{"synthesised", "ug", "made since"}, synthesised);
    visit(I{"removed", "ug", "degraded or cleared since"}, removed);
    visit(I{"injected", "ug", "brought in by treatments since"}, injected);
  }
};

/// @brief The state of a block of skin and nothing else.
struct Tissue {
  core::Days age{0};       ///< of the subject
  std::uint64_t seed = 0;  ///< of every draw made for this tissue
  mesh::Grid grid;         ///< reference geometry
  fibre::Network network;
  CellPopulation cells;
  Fields fields;
  Body body;
  Barrier barrier;
  Homeostasis homeostasis;
  Ledger ledger;
};

/// @brief Mass now in the block for an account of the Ledger [ug] (weights counted).
double mass_in_block(const Tissue& tissue, std::size_t account);
/// @brief Mass now minus (initial + synthesised + injected - removed), over mass now [-]: rounding if the books close.
double ledger_error(const Tissue& tissue, std::size_t account);

/// @brief Whole-block readings that need no probe.
struct Composition {
  double thickness = 0;                         ///< epidermis + dermis [mm]
  double epidermis = 0;                         ///< of that [mm]
  double collagen = 0;                          ///< of the dermis, per surface [mg/cm2]
  double type_three = 0;                        ///< share of it that is of type III [-]
  double cleaved = 0;                           ///< share of it that is cut and waits for clearance [-]
  double elastin = 0;                           ///< functional, per surface [mg/cm2]
  double elastotic = 0;                         ///< elastotic mass, per surface [mg/cm2]
  double hyaluronan = 0;                        ///< of every size, per surface [ug/cm2]
  std::array<double, 3> hyaluronan_by_class{};  ///< high, middle, low [ug/cm2]
  double gel_hyaluronan = 0;                    ///< of all injected gels [ug/cm2], part of `hyaluronan`
  double hydration = 0;                         ///< water per volume of dermis now [-]
  double fibroblasts = 0;                       ///< per volume of dermis now [1/mm3]
  double senescent_fraction = 0;                ///< of fibroblasts [-]
  double spread = 0;                            ///< mean of fibroblasts [-]
};
Composition composition(const Tissue& tissue);

/// @brief Mean over a layer of a per-element column, weighted by reference volume; 0 if the grid lacks the layer.
double layer_mean(const Tissue& tissue, mesh::Layer layer, std::span<const double> column);
/// @brief Mean hyaluronan of a layer, all sizes, per reference volume [ug/mm3].
double layer_hyaluronan(const Tissue& tissue, mesh::Layer layer);
/// @brief Mean `growth` of a layer [-].
double layer_growth(const Tissue& tissue, mesh::Layer layer);

/// @brief The tissue as column groups, in a fixed order: "tissue", "grid", "fibres", "cells", "fields", "body",
/// "barrier",
/// "homeostasis", "ledger". Complete: `restore` of it continues bit for bit.
std::vector<core::ColumnGroup> snapshot(const Tissue& tissue);
/// @throws IoError if a group or column is missing or sizes disagree
Tissue restore(const std::vector<core::ColumnGroup>& groups);

}  // namespace hari::tissue
