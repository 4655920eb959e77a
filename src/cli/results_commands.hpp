// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "hari/cli/results.hpp"

namespace hari::cli {

/// @brief Declares report, animate, compare, export and new, and keeps what was asked of them.
class ResultsCommands {
 public:
  /// @param chosen  gets the command to carry out once the line is parsed; must outlive the parsing
  ResultsCommands(CLI::App& app, std::function<int()>& chosen);

 private:
  void add_report(CLI::App& app, std::function<int()>& chosen);
  void add_animate(CLI::App& app, std::function<int()>& chosen);
  void add_compare(CLI::App& app, std::function<int()>& chosen);
  void add_export(CLI::App& app, std::function<int()>& chosen);
  void add_new(CLI::App& app, std::function<int()>& chosen);

  ReportOptions report_;
  AnimateOptions animate_;
  CompareOptions compare_;
  ExportOptions export_;
  NewOptions new_;
};

}  // namespace hari::cli
