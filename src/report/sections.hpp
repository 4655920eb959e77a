// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#pragma once
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hari/report/page.hpp"
#include "html.hpp"

namespace hari::report {

struct Chart;

/// What every section is written from.
struct View {
  const PageInput& in;
  Ink ink;
  const std::vector<Arm>& arms() const { return in.arms; }
};

// Sections of the page in their order, each a whole <section> or empty where there is nothing to say.
std::string summary_section(const View& v);
std::string index_section(const View& v);
std::string curve_section(const View& v);
std::string readings_section(const View& v);
std::string composition_section(const View& v);
std::string difference_section(const View& v);
std::string picture_section(const View& v);
/// @param data  gets the blocks of data that the viewer reads, to stand behind the text of the page
std::string viewer_section(const View& v, std::string& data);
std::string calendar_section(const View& v);
std::string plan_section(const View& v);
std::string product_section(const View& v);
std::string trust_section(const View& v);

/// What a run takes for true although the evidence does not carry it, said at the top; empty where nothing is.
std::string hypotheses_note(const View& v);

// What they share.
/// What the page calls an arm: its label, else its title.
Phrase name_of(const Arm& arm);
/// The name of a product as people know it; its word in the scenario if there is no file of it.
Phrase product_name(const View& v, const std::string& name);
/// "<section id=..><h2>..</h2>" + body + "</section>"
std::string section(const View& v, const std::string& name, const std::string& body);
/// "<p>..</p>"
std::string paragraph(const View& v, const Phrase& text, const char* kind = "");
/// A chart with its title.
std::string figure(const View& v, const Chart& chart, const Phrase& title);
/// Lines of the arms in words, with a sample of each.
std::string legend(const View& v, bool with_band);
/// A share as people say it: "62 %".
Phrase percent(double share, int decimals = 0);
Phrase years(double age);
/// "0.553 ± 0.002", without the second part where it is not known.
std::string with_error(double mean, double error, int decimals);
/// The same of a change: what rises bears its plus.
std::string change_text(double mean, double error, int decimals);
/// Digits after the point that suit a column.
int decimals_of(const std::string& column);
bool has_column(const Arm& arm, const std::string& column);

/// What studies say of the first arm at every reading at an age of which they speak.
struct Verdict {
  struct Outside {
    std::string column;
    std::vector<double> ages;  ///< [year], ascending
  };
  std::vector<double> ages;      ///< judged, ascending [year]; empty if studies say nothing
  std::vector<Outside> outside;  ///< columns that left their band
};
Verdict judged(const View& v, std::span<const char* const> columns);

/// A moment as people tell it: from the arm's first session on if it was treated and followed for a few years, else the
/// age. "3 months after the first session", "55 years".
Phrase moment(const Arm& arm, double age);
/// Whether the arms span so few years that their charts count in months.
bool short_span(const View& v);
/// Age [year] from which a chart counts its months: the first session of any arm, else the first reading.
double month_origin(const View& v);

/// @brief Rows of a table whose heads are `columns`; cells are HTML already.
std::string table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows);
/// A table folded away under "The numbers".
std::string folded(const View& v, const Phrase& summary, const std::string& body);

}  // namespace hari::report
