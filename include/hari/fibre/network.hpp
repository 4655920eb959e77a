// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hari/core/column.hpp"
#include "hari/math/tensor.hpp"
#include "hari/mesh/grid.hpp"

namespace hari::fibre {

/// Values are stored in files.
enum class Kind : std::uint8_t { collagen = 0, elastic = 1, retinaculum = 2 };

/// @brief Every fibre of the block, as columns: one row per fibre, one row per vertex.
///
/// A fibre is a polyline in the reference state, folded back at the mirror planes of its layer. Segment s joins vertex
/// s and s + 1; the last vertex of a fibre begins no segment and has `host` -1. One simulated fibre stands for `weight`
/// real ones; masses here are those of one. Retinacula are collagen in every law of turnover.
struct Network {
  // one row per fibre
  std::vector<std::uint64_t> id;
  std::vector<std::uint8_t> kind;           ///< fibre::Kind
  std::vector<std::uint8_t> layer;          ///< mesh::Layer
  std::vector<std::uint8_t> alive;          ///< 0: slot of a fibre that is gone, a new one may be laid here
  std::vector<std::uint32_t> first_vertex;  ///< n_fibres + 1 rows
  std::vector<double> weight;               ///< real fibres per simulated one [-]
  std::vector<double> length;               ///< of the polyline [mm]
  std::vector<double> calibre;              ///< share in what cells lay down: native mass [ug]
  std::vector<double> labile;               ///< newly laid, weakly cross-linked collagen [ug]; 0 in elastic fibres
  std::vector<double> mature;               ///< intact load-bearing mass [ug]
  std::vector<double> cleaved;              ///< carries no load [ug]: cut collagen; elastotic mass of elastic fibres
  std::vector<double> slack;                ///< stretch at which the fibre starts to carry [-]; < 1: prestretched
  std::vector<double> native_slack;  ///< the slack that new material of young tissue has in this fibre: as built, less
                                     ///< what wounds contracted [-]
  std::vector<double> lox;           ///< mature enzymatic cross-links, relative to the mean at age 25 [-]
  std::vector<double> age_links;     ///< AGE cross-links, relative to age 25 [-]
  std::vector<double> cuts;          ///< open cuts; free length is length / (1 + cuts) [-]
  std::vector<double> until_cut;     ///< hazard left before the next cut [-]
  std::vector<std::uint32_t> cut_ordinal;  ///< cuts drawn so far
  std::vector<double> born;                ///< age of the subject at birth of the fibre [day]
  // one row per vertex
  std::vector<float> vertex;       ///< reference position [mm], x y z of one vertex after another
  std::vector<std::int32_t> host;  ///< element at the middle of the segment that begins here, -1 for none

  std::size_t n_fibres() const { return id.size(); }
  std::size_t n_vertices() const { return host.size(); }
  math::Vec3 point(std::size_t v) const { return {vertex[3 * v], vertex[3 * v + 1], vertex[3 * v + 2]}; }

  /// Every column, for checkpoints and frames; see core/column.hpp.
  template <class V>
  void columns(V&& visit);
};

/// @brief Segments grouped by the element that hosts them, in fibre order: how elements gather from fibres in a fixed
/// order.
struct SegmentsByElement {
  std::vector<std::uint32_t> first;    ///< n_elements + 1
  std::vector<std::uint32_t> segment;  ///< vertex index where the segment begins
  std::vector<std::uint32_t> fibre;    ///< fibre of that segment
  std::vector<float> length;           ///< of that segment [mm]
  std::vector<float> in_plane;         ///< squared in-plane part of its direction, 0 vertical to 1 level [-]
};
SegmentsByElement segments_by_element(const Network& network, std::size_t n_elements);

/// Number of segments of fibre f, at least 1.
inline std::uint32_t n_segments(const Network& network, std::size_t f) {
  return network.first_vertex[f + 1] - network.first_vertex[f] - 1;
}

/// From vertex s to vertex s + 1 [mm].
inline math::Vec3 segment(const Network& network, std::uint32_t s) {
  return network.point(s + 1) - network.point(s);
}

/// @brief Sets `host` and `length` of fibre `f` from its vertices.
void place(Network& network, std::size_t f, const mesh::Grid& grid);

template <class V>
void Network::columns(V&& visit) {
  using I = core::ColumnInfo;
  visit(I{"id", "1", "identity"}, id);
  visit(I{"kind", "1", "0 collagen, 1 elastic, 2 retinaculum"}, kind);
  visit(I{"layer", "1", "0 hypodermis, 1 reticular, 2 papillary, 3 epidermis"}, layer);
  visit(I{"alive", "1", "0 marks an empty slot"}, alive);
  visit(I{"first_vertex", "1", "row of the first vertex"}, first_vertex);
  visit(I{"weight", "1", "real fibres per simulated one"}, weight);
  visit(I{"length", "mm", "length of the polyline"}, length);
  visit(I{"calibre", "ug", "native mass"}, calibre);
  visit(I{"labile", "ug", "newly laid collagen"}, labile);
  visit(I{"mature", "ug", "intact load-bearing mass"}, mature);
  visit(I{"cleaved", "ug", "mass that carries no load: cut collagen, elastotic mass"}, cleaved);
  visit(I{"slack", "1", "stretch at which the fibre starts to carry"}, slack);
  visit(I{"native_slack", "1", "slack in young tissue"}, native_slack);
  visit(I{"lox", "1", "mature enzymatic cross-links relative to the mean at age 25"}, lox);
  visit(I{"age_links", "1", "AGE cross-links relative to age 25"}, age_links);
  visit(I{"cuts", "1", "open cuts"}, cuts);
  visit(I{"until_cut", "1", "hazard left before the next cut"}, until_cut);
  visit(I{"cut_ordinal", "1", "cuts drawn so far"}, cut_ordinal);
  visit(I{"born", "day", "age of the subject at birth of the fibre"}, born);
  visit(I{"vertex", "mm", "position of each vertex", 3}, vertex);
  visit(I{"host", "1", "element of the segment that begins at the vertex"}, host);
}

}  // namespace hari::fibre
