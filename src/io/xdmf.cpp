// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/xdmf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "hari/core/error.hpp"

namespace hari::io {
namespace {

const ColumnShape& find(const FrameEntry& frame, std::string_view group, std::string_view name) {
  const auto at = std::find_if(frame.columns.begin(), frame.columns.end(),
                               [&](const ColumnShape& c) { return c.group == group && c.info.name == name; });
  if (at == frame.columns.end())
    throw core::IoError(fmt::format("{} has no column \"{}/{}\"", frame.file, group, name));
  return *at;
}

std::optional<std::string_view> number_words(NumberType type) {
  switch (type) {
    case NumberType::float64:
      return R"(NumberType="Float" Precision="8")";
    case NumberType::float32:
      return R"(NumberType="Float" Precision="4")";
    case NumberType::int32:
      return R"(NumberType="Int" Precision="4")";
    case NumberType::uint8:
      return R"(NumberType="UChar" Precision="1")";
    case NumberType::uint32:
      return R"(NumberType="UInt" Precision="4")";
    case NumberType::uint64:
      break;
  }
  return std::nullopt;
}

class Writer {
 public:
  std::string take() { return std::move(text_); }

  template <class... Values>
  void line(int depth, fmt::format_string<Values...> format, Values&&... values) {
    text_.append(2 * static_cast<std::size_t>(depth), ' ');
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
    text_ += '\n';
  }

  void data(int depth, const FrameEntry& frame, const ColumnShape& c) {
    const std::string dims = c.info.width > 1 ? fmt::format("{} {}", c.rows, c.info.width) : fmt::format("{}", c.rows);
    line(depth, R"(<DataItem Dimensions="{}" {} Format="HDF">{}:/{}/{}</DataItem>)", dims, *number_words(c.type),
         frame.file, c.group, c.info.name);
  }

  void geometry(int depth, const FrameEntry& frame, std::string_view points) {
    line(depth, R"(<Geometry GeometryType="XYZ">)");
    data(depth + 1, frame, find(frame, "view", points));
    line(depth, "</Geometry>");
  }

  void attributes(int depth, const FrameEntry& frame, std::string_view group, std::size_t rows,
                  std::string_view centre) {
    for (const ColumnShape& c : frame.columns) {
      const bool known = c.group == group && c.rows == rows && (c.info.width == 1 || c.info.width == 3);
      if (!known || !number_words(c.type)) continue;
      attribute(depth, frame, c, centre);
    }
  }
  void attribute(int depth, const FrameEntry& frame, const ColumnShape& c, std::string_view centre) {
    line(depth, R"(<Attribute Name="{}" AttributeType="{}" Center="{}">)", c.info.name,
         c.info.width == 3 ? "Vector" : "Scalar", centre);
    data(depth + 1, frame, c);
    line(depth, "</Attribute>");
  }

  void block(int depth, const FrameEntry& frame) {
    const ColumnShape& hexahedra = find(frame, "view", "hexahedron");
    line(depth, R"(<Topology TopologyType="Hexahedron" NumberOfElements="{}">)", hexahedra.rows);
    data(depth + 1, frame, hexahedra);
    line(depth, "</Topology>");
    geometry(depth, frame, "node");
    for (const ColumnShape& c : frame.columns)  // frames of earlier versions have none
      if (c.group == "view" && c.info.name == "displacement") attribute(depth, frame, c, "Node");
    attribute(depth, frame, find(frame, "view", "layer"), "Cell");
    attributes(depth, frame, "fields", hexahedra.rows, "Cell");
  }
  void fibres(int depth, const FrameEntry& frame) {
    const ColumnShape& lines = find(frame, "view", "fibre_line");
    const std::size_t n = find(frame, "fibres", "id").rows;
    // Lines of equal length are read three times faster as such than as a mixture.
    if (lines.info.width > 1)
      line(depth, R"(<Topology TopologyType="Polyline" NumberOfElements="{}" NodesPerElement="{}">)", n,
           lines.info.width);
    else
      line(depth, R"(<Topology TopologyType="Mixed" NumberOfElements="{}">)", n);
    data(depth + 1, frame, lines);
    line(depth, "</Topology>");
    geometry(depth, frame, "fibre_point");
    attributes(depth, frame, "fibres", n, "Cell");
    attributes(depth, frame, "looks", n, "Cell");
  }
  /// The line of one moment.
  void dome(int depth, const DomeEntry& d, std::size_t moment) {
    const std::size_t numbers = d.position.size() / d.time_s.size(), points = numbers / 3;
    line(depth, R"(<Topology TopologyType="Polyline" NumberOfElements="1" NodesPerElement="{}">)", points);
    std::string ids, places;
    for (std::size_t i = 0; i < points; ++i) ids += fmt::format("{}{}", i > 0 ? " " : "", i);
    for (std::size_t i = 0; i < numbers; ++i)
      places += fmt::format("{}{:.7g}", i > 0 ? " " : "", d.position[moment * numbers + i]);
    line(depth + 1, R"(<DataItem Dimensions="1 {}" NumberType="Int" Precision="4" Format="XML">{}</DataItem>)", points,
         ids);
    line(depth, "</Topology>");
    line(depth, R"(<Geometry GeometryType="XYZ">)");
    line(depth + 1, R"(<DataItem Dimensions="{} 3" NumberType="Float" Precision="4" Format="XML">{}</DataItem>)",
         points, places);
    line(depth, "</Geometry>");
  }
  void cells(int depth, const FrameEntry& frame) {
    const ColumnShape& vertices = find(frame, "view", "cell_vertex");
    // Without an explicit list, one of ParaView's readers makes no cells of a Polyvertex.
    line(depth, R"(<Topology TopologyType="Polyvertex" NumberOfElements="{}" NodesPerElement="1">)", vertices.rows);
    data(depth + 1, frame, vertices);
    line(depth, "</Topology>");
    geometry(depth, frame, "cell_point");
    attributes(depth, frame, "cells", vertices.rows, "Node");
  }

 private:
  std::string text_;
};

bool has(const FrameEntry& frame, Part part) {
  switch (part) {
    case Part::block:
      return true;
    case Part::fibres:
      return find(frame, "fibres", "id").rows > 0;
    case Part::cells:
      return find(frame, "cells", "id").rows > 0;
  }
  return false;
}

std::string_view name_of(Part part) {
  return part == Part::block ? "block" : part == Part::fibres ? "fibres" : "cells";
}

void write_part(Writer& out, int depth, const FrameEntry& frame, Part part) {
  out.line(depth, R"(<Grid Name="{}" GridType="Uniform">)", name_of(part));
  out.line(depth + 1, R"(<Time Value="{}"/>)", core::in_years(frame.age));
  if (part == Part::block) out.block(depth + 1, frame);
  if (part == Part::fibres) out.fibres(depth + 1, frame);
  if (part == Part::cells) out.cells(depth + 1, frame);
  out.line(depth, "</Grid>");
}

}  // namespace

std::string xdmf_text(std::span<const FrameEntry> frames, std::span<const Part> parts) {
  Writer out;
  out.line(0, R"(<?xml version="1.0" encoding="utf-8"?>)");
  out.line(0, R"(<Xdmf Version="3.0">)");
  out.line(1, "<Domain>");
  // Time inside the parts: with the parts inside time, ParaView renames each of them at every step.
  for (Part part : parts) {
    out.line(2, R"(<Grid Name="{}" GridType="Collection" CollectionType="Temporal">)", name_of(part));
    for (const FrameEntry& frame : frames)
      if (has(frame, part)) write_part(out, 3, frame, part);
    out.line(2, "</Grid>");
  }
  out.line(1, "</Domain>");
  out.line(0, "</Xdmf>");
  return out.take();
}

std::string dome_xdmf_text(std::span<const DomeEntry> domes) {
  Writer out;
  out.line(0, R"(<?xml version="1.0" encoding="utf-8"?>)");
  out.line(0, R"(<Xdmf Version="3.0">)");
  out.line(1, "<Domain>");
  for (std::size_t i = 0; i < domes.size(); ++i) {
    const DomeEntry& d = domes[i];
    if (d.time_s.empty() || d.position.size() < 6 * d.time_s.size()) continue;
    out.line(2, R"(<Grid Name="reading_{:04}_at_{:.2f}_years" GridType="Collection" CollectionType="Temporal">)", i,
             d.age_years);
    for (std::size_t moment = 0; moment < d.time_s.size(); ++moment) {
      out.line(3, R"(<Grid Name="surface" GridType="Uniform">)");
      out.line(4, R"(<Time Value="{}"/>)", d.time_s[moment]);
      out.dome(4, d, moment);
      out.line(3, "</Grid>");
    }
    out.line(2, "</Grid>");
  }
  out.line(1, "</Domain>");
  out.line(0, "</Xdmf>");
  return out.take();
}

}  // namespace hari::io
