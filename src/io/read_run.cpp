// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <type_traits>
#include <variant>

#include "hari/core/error.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/io/view.hpp"
#include "same_run.hpp"

namespace hari::io {
namespace fs = std::filesystem;
namespace {

/// Names the file in whatever is found wrong with what it holds.
template <class Work>
auto in_file(const fs::path& file, const Work& work) {
  try {
    return work();
  } catch (const core::IoError& e) {
    throw core::IoError(fmt::format("cannot read {}: {}", file.string(), e.what()));
  }
}

const core::ColumnGroup* find_group(const Stored& stored, std::string_view name) {
  const auto at = std::ranges::find(stored.groups, name, &core::ColumnGroup::name);
  return at == stored.groups.end() ? nullptr : &*at;
}
const core::ColumnGroup& group_of(const Stored& stored, std::string_view name) {
  if (const core::ColumnGroup* group = find_group(stored, name)) return *group;
  throw core::IoError(fmt::format("it holds no group \"{}\"", name));
}

template <class T>
const std::vector<T>& numbers(const core::ColumnGroup& group, const std::string& name) {
  if (const auto* v = std::get_if<std::vector<T>>(&core::find_column(group, name).values)) return *v;
  core::column_type_differs(group, name);
}

template <class T>
T single(const core::ColumnGroup& group, const std::string& name) {
  const std::vector<T>& v = numbers<T>(group, name);
  if (v.size() != 1)
    throw core::IoError(fmt::format("\"{}/{}\" has {} rows; one is expected", group.name, name, v.size()));
  return v.front();
}

void check_rows(const core::ColumnGroup& group, const core::Column& column, std::size_t due) {
  const std::size_t rows = shape_of(group.name, column).rows;
  if (rows != due)
    throw core::IoError(fmt::format("\"{}/{}\" has {} rows; {} are expected", group.name, column.info.name, rows, due));
}

template <class T>
void check_finite(const core::ColumnGroup& group, const core::Column& column) {
  for (const T x : numbers<T>(group, column.info.name))
    if (!std::isfinite(x)) throw core::IoError(fmt::format("\"{}/{}\" holds {}", group.name, column.info.name, x));
}

/// A table: every column as long as the first, one number in each row.
void check_table(const core::ColumnGroup& group) {
  for (const core::Column& c : group.columns) {
    check_finite<double>(group, c);
    if (c.info.width != 1) core::column_type_differs(group, c.info.name);
    check_rows(group, c, shape_of(group.name, group.columns.front()).rows);
  }
}

std::uint64_t seed_of(const Stored& run) {
  return single<std::uint64_t>(group_of(run, "run"), "seed");
}

/// What was read of the skin, as run.h5 and a checkpoint hold it.
void check_tables(const Stored& stored) {
  const core::ColumnGroup* curve = nullptr;
  for (const core::ColumnGroup& g : stored.groups) {
    if (g.name == "series" || g.name == "course") check_table(g);
    if (g.name.starts_with("curves/")) {
      check_table(g);
      if (shape_of(g.name, g.columns.front()).rows == 0) throw core::IoError(fmt::format("\"{}\" is empty", g.name));
      const auto name = [](const core::Column& c) { return c.info.name; };
      if (curve && !std::ranges::equal(g.columns, curve->columns, {}, name, name))
        throw core::IoError(fmt::format("\"{}\" has other columns than \"{}\"", g.name, curve->name));
      curve = &g;
    }
    if (g.name.starts_with("domes/")) {
      const core::Column& position = core::find_column(g, "position");
      check_finite<float>(g, position);
      if (position.info.width != 3) core::column_type_differs(g, "position");
    }
  }
}

/// Whatever command reads a run relies on this.
void check_run(const Stored& run) {
  seed_of(run);
  single<std::uint8_t>(group_of(run, "run"), "complete");
  const core::ColumnGroup& index = group_of(run, "index");
  check_table(index);
  const std::vector<double>& ages = numbers<double>(index, "age");
  if (std::ranges::adjacent_find(ages, std::greater_equal{}) != ages.end())
    throw core::IoError("\"index/age\" does not ascend");
  check_tables(run);
}

Head head_in(const Stored& state) {
  const core::ColumnGroup& head = group_of(state, "tissue");
  return {single<std::uint64_t>(head, "seed"), core::Days{single<double>(head, "age")}};
}

/// A run may be prolonged; in all else the text of its scenario stays.
std::string without_end(const std::string& scenario) {
  std::string rest;
  for (std::size_t begin = 0; begin < scenario.size();) {
    const std::size_t end = std::min(scenario.find('\n', begin), scenario.size() - 1) + 1;
    if (!scenario.substr(begin, end - begin).starts_with("to = ")) rest += scenario.substr(begin, end - begin);
    begin = end;
  }
  return rest;
}

/// run.h5 of a folder; none where it is missing or damaged, since it is made anew from the checkpoint.
std::optional<Stored> whole_run(const fs::path& folder) {
  try {
    return read_run(folder);
  } catch (const core::IoError&) {
    return std::nullopt;
  }
}

}  // namespace

Head head_of(const fs::path& file, const FileKind& kind) {
  const std::string tissue = "tissue";
  const Stored stored = read_groups(file, kind, std::span(&tissue, 1));
  return in_file(file, [&] { return head_in(stored); });
}

std::vector<double> listed_ages(const fs::path& folder) {
  const std::optional<Stored> run = whole_run(folder);
  return run ? numbers<double>(group_of(*run, "index"), "age") : std::vector<double>{};
}

void refuse_strange(const fs::path& file, const Head& head, std::uint64_t seed, std::optional<double> listed) {
  in_file(file, [&] {
    if (head.seed != seed)
      throw core::IoError(fmt::format("it is of another run (seed {} there, {} here)", head.seed, seed));
    if (listed && head.age.count() != *listed)
      throw core::IoError(fmt::format("it is another frame, or of another run ({:.6g} years there, {:.6g} in run.h5)",
                                      core::in_years(head.age), core::in_years(core::Days{*listed})));
  });
}

Stored read_run(const fs::path& folder) {
  Stored run = read_groups(folder / "run.h5", run_kind);
  in_file(folder / "run.h5", [&] { check_run(run); });
  return run;
}

std::vector<double> read_frame_ages(const fs::path& folder) {
  return numbers<double>(group_of(read_run(folder), "index"), "age");
}

Stored read_frame(const fs::path& folder, std::size_t index) {
  const fs::path file = frame_path(folder, index);
  const Stored run = read_run(folder), stored = read_groups(file, frame_kind);
  const std::vector<double>& ages = numbers<double>(group_of(run, "index"), "age");
  const tissue::Tissue t = in_file(file, [&] {
    if (index >= ages.size()) throw core::IoError("run.h5 does not list it");
    return tissue::restore(stored.groups);
  });
  refuse_strange(file, {t.seed, t.age}, seed_of(run), ages[index]);
  Stored frame{tissue::snapshot(t), stored.texts};
  frame.groups.push_back(view_of(t));
  if (const core::ColumnGroup* looks = find_group(stored, "looks")) {
    for (const core::Column& c : looks->columns) in_file(file, [&] { check_rows(*looks, c, t.network.n_fibres()); });
    frame.groups.push_back(*looks);
  }
  return frame;
}

Stored read_checkpoint(const fs::path& folder) {
  const fs::path file = folder / "checkpoint.h5";
  Stored checkpoint = read_groups(file, checkpoint_kind);
  const Head head = in_file(file, [&] {
    check_tables(checkpoint);
    return head_in(checkpoint);
  });
  const std::optional<Stored> run = whole_run(folder);
  if (!run) return checkpoint;
  refuse_strange(file, head, seed_of(*run), {});
  const auto scenario_in = [](const Texts& texts, const std::string& name) {
    const auto text = texts.find(name);
    return text == texts.end() ? std::string{} : without_end(text->second);
  };
  if (scenario_in(run->texts, "provenance/resolved_scenario") != scenario_in(checkpoint.texts, "resolved_scenario"))
    throw core::IoError(
        fmt::format("cannot read {}: it is of another scenario than run.h5 beside it; if run.h5 is the stranger, take "
                    "that away",
                    file.string()));
  return checkpoint;
}

}  // namespace hari::io
