// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <map>
#include <optional>

#include "export_folder.hpp"
#include "hari/cli/commands.hpp"
#include "hari/cli/results.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/core/time.hpp"
#include "hari/io/atomic_file.hpp"
#include "hari/io/csv.hpp"
#include "hari/io/run_folder.hpp"
#include "progress.hpp"
#ifdef HARI_PICTURE
#include "hari/picture/vtk_export.hpp"
#endif

namespace hari::cli {
namespace {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) throw core::IoError(fmt::format("{}: {}", folder.string(), failed.message()));
}

const core::ColumnGroup& group_of(const io::Stored& stored, const std::string& name) {
  for (const core::ColumnGroup& g : stored.groups)
    if (g.name == name) return g;
  throw core::IoError(fmt::format("the run holds no group \"{}\"", name));
}

/// The columns of a group that have so many rows.
core::ColumnGroup of_rows(const core::ColumnGroup& group, std::size_t rows) {
  core::ColumnGroup table{group.name, {}};
  for (const core::Column& c : group.columns)
    if (io::shape_of(group.name, c).rows == rows) table.columns.push_back(c);
  return table;
}

std::size_t rows_of(const core::ColumnGroup& group, const std::string& column) {
  return io::shape_of(group.name, core::find_column(group, column)).rows;
}

/// All curves in one table: which reading, and the age at it.
core::ColumnGroup curves_table(const io::Stored& run) {
  const auto& ages = std::get<std::vector<double>>(core::find_column(group_of(run, "series"), "age_years").values);
  core::ColumnGroup table{"curves", {{{"age_years", "year", "age at the reading"}, std::vector<double>{}}}};
  std::size_t reading = 0;
  for (const core::ColumnGroup& curve : run.groups) {
    if (!curve.name.starts_with("curves/") || reading >= ages.size()) continue;
    for (std::size_t i = 0; i < curve.columns.size(); ++i) {
      const auto& values = std::get<std::vector<double>>(curve.columns[i].values);
      if (reading == 0) table.columns.push_back({curve.columns[i].info, std::vector<double>{}});
      auto& all = std::get<std::vector<double>>(table.columns.at(i + 1).values);
      all.insert(all.end(), values.begin(), values.end());
      auto& age = std::get<std::vector<double>>(table.columns.front().values);
      if (i == 0) age.insert(age.end(), values.size(), ages[reading]);
    }
    ++reading;
  }
  return table;
}

/// Where each fibre runs now: its row in the table of fibres, then the point.
core::ColumnGroup points_table(const core::ColumnGroup& fibres, const core::ColumnGroup& view) {
  const auto& first = std::get<std::vector<std::uint32_t>>(core::find_column(fibres, "first_vertex").values);
  std::vector<std::uint32_t> owner;
  for (std::size_t f = 0; f + 1 < first.size(); ++f)
    owner.insert(owner.end(), first[f + 1] - first[f], static_cast<std::uint32_t>(f));
  return {"fibre_points",
          {{{"fibre", "1", "row in the table of fibres"}, std::move(owner)}, core::find_column(view, "fibre_point")}};
}

void write_frame(const io::Stored& frame, const fs::path& folder, std::size_t index) {
  const auto to = [&](const char* name) { return folder / fmt::format("{}_{:04}.csv", name, index); };
  const core::ColumnGroup &fibres = group_of(frame, "fibres"), &cells = group_of(frame, "cells"),
                          &view = group_of(frame, "view");
  core::ColumnGroup table = of_rows(fibres, rows_of(fibres, "id"));
  for (const core::ColumnGroup& g : frame.groups)  // frames of earlier versions have none
    if (g.name == "looks") table.columns.insert(table.columns.end(), g.columns.begin(), g.columns.end());
  io::write_csv(to("fibres"), table);
  io::write_csv(to("fibre_points"), points_table(fibres, view));
  io::write_csv(to("cells"), of_rows(cells, rows_of(cells, "id")));
  core::ColumnGroup elements = group_of(frame, "fields");
  elements.columns.insert(elements.columns.begin(), core::find_column(view, "layer"));
  io::write_csv(to("elements"), elements);
}

}  // namespace

int export_command(const ExportOptions& options) {
  const io::Stored run = io::read_run(options.run);
  const std::vector<double> ages = io::read_frame_ages(options.run);
  const ExportFolder folder(options.out);
  const fs::path& out = folder.path();
  make_folder(out / "frames");
  io::write_csv(out / "series.csv", group_of(run, "series"));
  io::write_csv(out / "curves.csv", curves_table(run));
  for (const core::ColumnGroup& g : run.groups)  // runs of earlier versions have none
    if (g.name == "course") io::write_csv(out / "course.csv", g);
  const std::map<std::string, std::string> texts{{"parameters", "parameters.csv"}, {"scenario", "scenario.toml"}};
  for (const auto& [name, file] : texts)
    if (const auto at = run.texts.find("provenance/" + name); at != run.texts.end())
      io::write_text(out / file, at->second);

  auto percent = std::make_optional<Percent>("CSV of each frame");
  core::ColumnGroup index{
      "frames",
      {{{"frame", "1", ""}, std::vector<std::uint32_t>{}}, {{"age_years", "year", ""}, std::vector<double>{}}}};
  for (std::size_t i = 0; i < ages.size(); ++i) {
    percent->show(static_cast<double>(i) / static_cast<double>(ages.size()));
    write_frame(io::read_frame(options.run, i), out / "frames", i);
    std::get<std::vector<std::uint32_t>>(index.columns[0].values).push_back(static_cast<std::uint32_t>(i));
    std::get<std::vector<double>>(index.columns[1].values).push_back(core::in_years(core::Days{ages[i]}));
  }
  io::write_csv(out / ExportFolder::index, index);
  percent.reset();
#ifdef HARI_PICTURE
  make_folder(out / "vtk");
  {
    Percent vtk("VTK files of each frame");
    picture::export_vtk(options.run, out / "vtk", [&](double done) { vtk.show(done); });
  }
#endif
  folder.put_in_place();
  fmt::print("Wrote\n  {}  series, curves, parameters and {} frames as CSV\n", options.out.string(), ages.size());
#ifdef HARI_PICTURE
  fmt::print("  {}  block.pvd, fibres.pvd, cells.pvd for ParaView\n", (options.out / "vtk").string());
#else
  fmt::print(stderr, "hari: note: no .pvd files: this hari was built without VTK 9.1\n");
#endif
  fmt::print("{}\n", core::disclaimer);
  return ok;
}

}  // namespace hari::cli
