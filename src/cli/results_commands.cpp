// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "results_commands.hpp"

#include <fmt/format.h>

#include "output_option.hpp"

namespace hari::cli {
namespace {

/// What CLI::Range is, which lets pass what is no number.
CLI::Validator seconds_between(double least, double most) {
  const auto wrong = [least, most](const std::string& text) {
    double value = 0;
    if (CLI::detail::lexical_cast(text, value) && value >= least && value <= most) return std::string{};
    return fmt::format("\"{}\" was read; {} to {} is allowed", text, least, most);
  };
  return {wrong, fmt::format("in [{} - {}]", least, most)};
}

}  // namespace

ResultsCommands::ResultsCommands(CLI::App& app, std::function<int()>& chosen) {
  add_report(app, chosen);
  add_animate(app, chosen);
  add_compare(app, chosen);
  add_export(app, chosen);
  add_new(app, chosen);
}

void ResultsCommands::add_report(CLI::App& app, std::function<int()>& chosen) {
  CLI::App& c = *app.add_subcommand("report", "Write one HTML page on a run, or on several side by side");
  c.footer(R"(The page needs no network: it can be mailed, printed on A4 or opened on a phone.
The first run is the one that the others are compared with. Before a treated run stands its untreated twin (RUN/twin),
where nobody named that.

Examples:
  hari report results/ageing_cheek -o cheek.html
  hari report results/carrot_and_stick -o treated.html
  hari report results/untreated results/treated -o page.html --lang ja)");
  c.add_option("RUN", report_.runs, "Run folders, or folders of seeds written by run --seeds")->required();
  add_output(c, "-o,--out", report_.out, "HTML file to write")->required();
  c.add_option("--lang", report_.language, "en, ja or both (a switch on the page)")
      ->check(CLI::IsMember({"en", "ja", "both"}))
      ->capture_default_str();
  c.add_flag_callback(
      "--no-pictures", [this] { report_.pictures = false; }, "Draw no cross-sections");
  c.add_flag_callback(
      "--no-measures", [this] { report_.measure = false; },
      "Put no instruments to the frames shown; that takes some ten seconds each");
  c.callback([this, &chosen] { chosen = [this] { return report_command(report_); }; });
}

void ResultsCommands::add_animate(CLI::App& app, std::function<int()>& chosen) {
  CLI::App& c = *app.add_subcommand("animate", "Make a short film of a run, for people who know no biology");
  c.footer(R"(Stories: ageing; uv (a second run stands beside the first: with and without sun); treatment (the treated
run beside its untreated twin); cutometer (suction, first age beside last). Without --story the run decides.
Needs ffmpeg; without it the pictures are left as PNG. A name that ends in .png gives one picture of the film.

Examples:
  hari animate results/ageing_cheek -o cheek.mp4 --lang ja
  hari animate results/woman_cheek results/outdoor_worker -o sun.mp4 --story uv
  hari animate results/carrot_and_stick -o carrot.webm --seconds 30
  hari animate results/ageing_cheek -o old.png --at 16)");
  c.add_option("RUN", animate_.runs, "Run folder; two for the story uv")->required()->expected(1, 2);
  add_output(c, "-o,--out", animate_.out, "Film to write: .mp4 or .webm")->required();
  c.add_option("--story", animate_.story, "ageing, uv, treatment or cutometer (default: by what the run is)")
      ->check(CLI::IsMember({"ageing", "uv", "treatment", "cutometer"}));
  c.add_option("--lang", animate_.language, "en or ja")->check(CLI::IsMember({"en", "ja"}))->capture_default_str();
  c.add_option("--seconds", animate_.seconds, "Length of the film")
      ->check(seconds_between(1, 600))
      ->capture_default_str();
  c.add_option("--size", animate_.size, "Of the picture, even numbers")->capture_default_str();
  c.add_option("--at", animate_.at, "Second of the film, for a .png")
      ->check(seconds_between(0, 600))
      ->capture_default_str();
  c.callback([this, &chosen] { chosen = [this] { return animate_command(animate_); }; });
}

void ResultsCommands::add_compare(CLI::App& app, std::function<int()>& chosen) {
  CLI::App& c = *app.add_subcommand("compare", "Print how the readings of run B differ from those of run A");
  c.footer(R"(Readings are paired by age. Folders of seeds are paired by seed, and the standard error of the
difference is printed; one run against one tells nothing of chance.

Examples:
  hari compare results/stick/twin results/stick
  hari compare results/untreated results/treated --all --csv difference.csv)");
  c.add_option("A", compare_.a, "Run folder, or folder of seeds")->required();
  c.add_option("B", compare_.b, "Run folder, or folder of seeds")->required();
  c.add_flag("--all", compare_.all, "Every column of series.csv");
  add_output(c, "--csv", compare_.csv, "File for the table, every digit");
  c.callback([this, &chosen] { chosen = [this] { return compare_command(compare_); }; });
}

void ResultsCommands::add_export(CLI::App& app, std::function<int()>& chosen) {
  CLI::App& c = *app.add_subcommand("export", "Write a run as CSV and, where hari has VTK, as .pvd, .vtu and .vtp");
  c.footer(
      R"(CSV: series, curves, course (redness and roughness), parameters, and per frame its fibres, cells and elements.
VTK: block.pvd, fibres.pvd and cells.pvd with time; inline binary, which every ParaView reads.

Example:
  hari export results/ageing_cheek -o exported)");
  c.add_option("RUN", export_.run, "Run folder")->required();
  add_output_folder(c, "-o,--out", export_.out, "Folder to write to: a new one, or an earlier export")->required();
  c.callback([this, &chosen] { chosen = [this] { return export_command(export_); }; });
}

void ResultsCommands::add_new(CLI::App& app, std::function<int()>& chosen) {
  CLI::App& c = *app.add_subcommand("new", "Write a commented scenario to begin from");
  c.footer(R"(Examples:
  hari new mine.toml
  hari new forearm.toml --site volar_forearm --sex male
  hari run forearm.toml --quick)");
  c.add_option("NAME.toml", new_.file, "File to write; it must not exist yet")->required();
  c.add_option("--site", new_.site, "Place on the body; hari describe subject lists them (default: cheek)");
  c.add_option("--sex", new_.sex, "female or male (default: female)")->check(CLI::IsMember({"female", "male"}));
  c.callback([this, &chosen] { chosen = [this] { return new_command(new_); }; });
}

}  // namespace hari::cli
