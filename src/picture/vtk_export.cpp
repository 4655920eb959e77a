// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/vtk_export.hpp"

#include <fmt/format.h>
#include <vtkAOSDataArrayTemplate.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLPolyDataWriter.h>
#include <vtkXMLUnstructuredGridWriter.h>

#include <string>
#include <type_traits>
#include <vector>

#include "hari/core/error.hpp"
#include "hari/core/time.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/io/run_folder.hpp"

namespace hari::picture {
namespace {

namespace fs = std::filesystem;

const core::ColumnGroup& group_of(const io::Stored& frame, const std::string& name) {
  for (const core::ColumnGroup& g : frame.groups)
    if (g.name == name) return g;
  throw core::IoError(fmt::format("the frame holds no group \"{}\"", name));
}

template <class T>
const std::vector<T>& column(const core::ColumnGroup& group, const std::string& name) {
  if (const auto* v = std::get_if<std::vector<T>>(&core::find_column(group, name).values)) return *v;
  core::column_type_differs(group, name);
}

/// Every column of the group with one row per entity.
void add_arrays(vtkDataSetAttributes& to, const core::ColumnGroup& group, std::size_t rows) {
  for (const core::Column& c : group.columns) {
    if (io::shape_of(group.name, c).rows != rows) continue;
    std::visit(
        [&](const auto& values) {
          using Number = typename std::decay_t<decltype(values)>::value_type;
          vtkNew<vtkAOSDataArrayTemplate<Number>> array;
          array->SetName(c.info.name.c_str());
          array->SetNumberOfComponents(c.info.width);
          array->SetNumberOfTuples(static_cast<vtkIdType>(rows));
          std::copy(values.begin(), values.end(), array->GetPointer(0));
          to.AddArray(array);
        },
        c.values);
  }
}

vtkNew<vtkPoints> points_of(const std::vector<float>& xyz) {
  vtkNew<vtkPoints> points;
  points->SetDataTypeToFloat();
  points->SetNumberOfPoints(static_cast<vtkIdType>(xyz.size() / 3));
  for (std::size_t i = 0; i + 2 < xyz.size(); i += 3)
    points->SetPoint(static_cast<vtkIdType>(i / 3), xyz[i], xyz[i + 1], xyz[i + 2]);
  return points;
}

template <class Writer>
void write(vtkDataObject& data, const fs::path& file) {
  vtkNew<Writer> writer;
  writer->SetInputDataObject(&data);
  writer->SetDataModeToBinary();  // inline: ParaView 5.11 of Debian cannot read appended data
  writer->SetCompressorTypeToZLib();
  writer->WriteToOutputStringOn();
  if (writer->Write() == 0) throw core::IoError(fmt::format("VTK could not write {}", file.string()));
  io::write_text(file, writer->GetOutputString());
}

void write_block(const io::Stored& frame, const fs::path& file) {
  const core::ColumnGroup& view = group_of(frame, "view");
  const auto& corners = column<std::int32_t>(view, "hexahedron");
  vtkNew<vtkUnstructuredGrid> grid;
  grid->SetPoints(points_of(column<float>(view, "node")));
  constexpr std::size_t n = 8;
  grid->AllocateExact(static_cast<vtkIdType>(corners.size() / n), static_cast<vtkIdType>(corners.size()));
  for (std::size_t e = 0; e + n <= corners.size(); e += n) {
    vtkIdType ids[n];
    std::copy(&corners[e], &corners[e] + n, ids);
    grid->InsertNextCell(VTK_HEXAHEDRON, n, ids);
  }
  add_arrays(*grid->GetCellData(), group_of(frame, "fields"), corners.size() / n);
  add_arrays(*grid->GetCellData(), {"view", {core::find_column(view, "layer")}}, corners.size() / n);
  for (const core::Column& c : view.columns)  // frames of earlier versions have none
    if (c.info.name == "displacement")
      add_arrays(*grid->GetPointData(), {"view", {c}}, static_cast<std::size_t>(grid->GetNumberOfPoints()));
  write<vtkXMLUnstructuredGridWriter>(*grid, file);
}

void write_fibres(const io::Stored& frame, const fs::path& file) {
  const core::ColumnGroup &fibres = group_of(frame, "fibres"), &view = group_of(frame, "view");
  const auto& first = column<std::uint32_t>(fibres, "first_vertex");
  const auto& alive = column<std::uint8_t>(fibres, "alive");
  vtkNew<vtkPolyData> lines;
  lines->SetPoints(points_of(column<float>(view, "fibre_point")));
  vtkNew<vtkCellArray> cells;
  for (std::size_t f = 0; f < alive.size(); ++f) {
    // An empty slot keeps its row and draws nothing.
    const std::uint32_t n = alive[f] != 0 ? first[f + 1] - first[f] : 2;
    cells->InsertNextCell(static_cast<int>(n));
    for (std::uint32_t i = 0; i < n; ++i) cells->InsertCellPoint(alive[f] != 0 ? first[f] + i : first[f]);
  }
  lines->SetLines(cells);
  add_arrays(*lines->GetCellData(), fibres, alive.size());
  for (const core::ColumnGroup& g : frame.groups)  // frames of earlier versions have none
    if (g.name == "looks") add_arrays(*lines->GetCellData(), g, alive.size());
  write<vtkXMLPolyDataWriter>(*lines, file);
}

void write_cells(const io::Stored& frame, const fs::path& file) {
  const core::ColumnGroup& cells = group_of(frame, "cells");
  const std::size_t n = column<std::uint64_t>(cells, "id").size();
  vtkNew<vtkPolyData> points;
  points->SetPoints(points_of(column<float>(group_of(frame, "view"), "cell_point")));
  vtkNew<vtkCellArray> vertices;
  for (std::size_t c = 0; c < n; ++c) {
    vertices->InsertNextCell(1);
    vertices->InsertCellPoint(static_cast<vtkIdType>(c));
  }
  points->SetVerts(vertices);
  add_arrays(*points->GetPointData(), cells, n);
  write<vtkXMLPolyDataWriter>(*points, file);
}

struct Part {
  const char *name, *ending;
  void (*write)(const io::Stored&, const fs::path&);
};
constexpr Part parts[] = {
    {"block", "vtu", write_block}, {"fibres", "vtp", write_fibres}, {"cells", "vtp", write_cells}};

}  // namespace

void export_vtk(const fs::path& run, const fs::path& folder, const std::function<void(double)>& progress) {
  const std::vector<double> ages = io::read_frame_ages(run);
  std::string collections[std::size(parts)];
  for (std::size_t i = 0; i < ages.size(); ++i) {
    if (progress) progress(static_cast<double>(i) / static_cast<double>(ages.size()));
    const io::Stored frame = io::read_frame(run, i);
    for (std::size_t p = 0; p < std::size(parts); ++p) {
      const std::string file = fmt::format("{}_{:04}.{}", parts[p].name, i, parts[p].ending);
      parts[p].write(frame, folder / file);
      collections[p] += fmt::format("    <DataSet timestep=\"{}\" part=\"0\" file=\"{}\"/>\n",
                                    core::in_years(core::Days{ages[i]}), file);
    }
  }
  for (std::size_t p = 0; p < std::size(parts); ++p)
    io::write_text(folder / fmt::format("{}.pvd", parts[p].name),
                   fmt::format("<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\" "
                               "byte_order=\"LittleEndian\">\n  <Collection>\n{}  </Collection>\n</VTKFile>\n",
                               collections[p]));
}

}  // namespace hari::picture
