// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "hari/cli/commands.hpp"
#include "hari/cli/results.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/io/csv.hpp"
#include "hari/report/estimate.hpp"

namespace hari::cli {
namespace {

using report::Arm;
using report::Difference;

constexpr std::array main_columns{"R0_mm",
                                  "R1_mm",
                                  "R2",
                                  "R5",
                                  "R6",
                                  "R7",
                                  "R9_mm",
                                  "thickness_mm",
                                  "collagen_mg_per_cm2",
                                  "elastin_mg_per_cm2",
                                  "hyaluronan_ug_per_cm2",
                                  "fibroblasts_per_mm3",
                                  "senescent_fraction",
                                  "intact_fraction",
                                  "resting_tension_kPa"};

struct Row {
  double age = 0;
  core::ColumnInfo column;
  Difference difference;
};

bool is_main(const std::string& name) {
  for (const char* column : main_columns)
    if (name == column) return true;
  return false;
}

std::vector<Row> rows_of(const Arm& a, const Arm& b, bool all) {
  std::vector<Row> rows;
  for (const double age : report::common_ages(a, b))
    for (const core::Column& c : a.blocks.front().series.columns) {
      if (c.info.name == "age_years" || (!all && !is_main(c.info.name))) continue;
      if (const auto d = report::difference_at(a, b, c.info.name, age)) rows.push_back({age, c.info, *d});
    }
  return rows;
}

/// Bold where a person looks on.
std::string bold(const std::string& text) {
  const char* no_colour = std::getenv("NO_COLOR");
  const bool plain = isatty(1) == 0 || (no_colour && *no_colour);
  return plain ? text : "\033[1m" + text + "\033[0m";
}

std::string error_text(double error) {
  return std::isnan(error) ? "-" : fmt::format("{:.3g}", error);
}

void print(const std::vector<Row>& rows) {
  double age = NAN;
  for (const Row& r : rows) {
    if (r.age != age) {
      age = r.age;
      fmt::print("\n{}\n", bold(fmt::format("{:.6g} years", age)));
      fmt::print("  {:<28} {:>12} {:>12} {:>12} {:>10} {:>9}\n", "", "A", "B", "B - A", "std error", "% of A");
    }
    const Difference& d = r.difference;
    const std::string name = r.column.name;
    fmt::print("  {:<28} {:>12.5g} {:>12.5g} {:>+12.3g} {:>10} {:>9}\n", name, d.a.mean, d.b.mean, d.change.mean,
               error_text(d.change.error),
               d.a.mean == 0 ? "-" : fmt::format("{:+.2f}%", 100 * d.change.mean / std::abs(d.a.mean)));
  }
}

/// One line per age and column, every digit.
void write_rows(const std::vector<Row>& rows, const std::filesystem::path& file) {
  core::ColumnGroup table{"compare", {}};
  const auto column = [&](const char* name, const auto& value) {
    std::vector<double> values;
    for (const Row& r : rows) values.push_back(value(r));
    table.columns.push_back({{name, "1", ""}, std::move(values)});
  };
  column("age_years", [](const Row& r) { return r.age; });
  column("a", [](const Row& r) { return r.difference.a.mean; });
  column("b", [](const Row& r) { return r.difference.b.mean; });
  column("difference", [](const Row& r) { return r.difference.change.mean; });
  column("standard_error", [](const Row& r) { return r.difference.change.error; });
  column("pairs", [](const Row& r) { return static_cast<double>(r.difference.change.n); });
  std::vector<std::string> names;
  for (const Row& r : rows) names.push_back(r.column.name);
  io::write_csv(file, table, "reading", names);
}

}  // namespace

int compare_command(const CompareOptions& options) {
  const Arm a = report::read_arm(options.a), b = report::read_arm(options.b);
  const std::vector<Row> rows = rows_of(a, b, options.all);
  if (rows.empty())
    throw core::ScenarioError(
        fmt::format("{} and {} share no age at which both were read", options.a.string(), options.b.string()));
  fmt::print("A  {}  ({}, {} seed{})\nB  {}  ({}, {} seed{})\n", a.title, options.a.string(), a.blocks.size(),
             a.blocks.size() == 1 ? "" : "s", b.title, options.b.string(), b.blocks.size(),
             b.blocks.size() == 1 ? "" : "s");
  if (a.protocol != b.protocol)
    fmt::print(stderr, "hari: note: the instrument was not set alike in both, so their readings cannot be compared\n");
  print(rows);
  const Difference& d = rows.front().difference;
  if (std::isnan(d.change.error))
    fmt::print("\nNo standard error: it takes several seeds in both (hari run FILE --seeds 5).\n");
  else
    fmt::print("\nStandard errors {}.\n",
               d.paired ? fmt::format("of the difference over {} pairs of equal seeds", d.change.n)
                        : "of both added: the seeds are not the same in A and B");
  if (!options.csv.empty()) {
    write_rows(rows, options.csv);
    fmt::print("\nWrote\n  {}\n", options.csv.string());
  }
  fmt::print("\n{}\n", core::disclaimer);
  return ok;
}

}  // namespace hari::cli
