// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <exception>
#include <limits>
#include <new>
#include <optional>
#include <system_error>

#include "hari/cli/commands.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parallel.hpp"
#include "hari/core/time.hpp"
#include "hari/core/units.hpp"
#include "hari/scenario/instruments.hpp"
#include "interruption.hpp"
#include "output_option.hpp"
#include "results_commands.hpp"
#include "tell.hpp"

namespace hari::cli {
namespace {

constexpr const char* examples = R"(Examples:
  hari new mine.toml
  hari run scenarios/ageing_cheek.toml --quick
  hari run scenarios/ageing_cheek.toml --out results/fast --set exposure.intrinsic_ageing.speed=2
  hari run scenarios/ageing_forearm.toml --seeds 5 --set parameters.collagen.half_life="12 years"
  hari resume results/ageing_cheek
  hari resume results/ageing_cheek --extend-to "90 years"
  hari check scenarios/ageing_cheek.toml
  hari describe cutometer
  hari picture results/ageing_cheek --age "55 years" -o cheek.png
  hari measure results/ageing_cheek --probe sag --age "55 years" --set upright="5 min" --csv sag.csv
  hari report results/ageing_cheek -o cheek.html
  hari animate results/ageing_cheek -o cheek.mp4 --lang ja
  hari compare results/untreated results/treated
  hari export results/ageing_cheek -o exported

hari COMMAND --help shows more examples.

Exit codes: 0 done, 1 a bug in hari, 2 input to mend, 3 a solver gave up, 4 a file could not be read or written,
130 interrupted.
)";

constexpr int most_threads = 1024, most_seeds = 1000;

/// "50 years" or, since ages are in years everywhere, 50.
double age_in_years(const std::string& option, const std::string& text) {
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  try {
    return core::parse_quantity(text, "1");
  } catch (const core::ScenarioError&) {
  }
  try {
    return core::parse_quantity(text, "year");
  } catch (const core::ScenarioError& e) {
    throw core::ScenarioError(fmt::format("{}: {}", option, e.what()));
  }
}

/// Declares the commands, and remembers what was asked.
class CommandLine {
 public:
  CommandLine() : app_("hari simulates what keeps human skin firm.\n" + std::string(core::disclaimer), "hari") {
    app_.footer(examples);
    app_.require_subcommand(1);
    app_.set_version_flag("--version", fmt::format("hari {} ({})", core::version(), core::compiler()));
    add_run();
    add_resume();
    add_check();
    add_names();
    add_picture();
    add_measure();
    results_.emplace(app_, chosen_);
  }

  CLI::App& app() { return app_; }
  int execute() const { return chosen_(); }

 private:
  void add_sets(CLI::App& command) {
    // One value each: "--set a=1 --set b=2", so that a file name may follow.
    command.add_option("--set", run_.sets, "Replace a key of the scenario, for example block.seed=3")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_flag("--quick", run_.quick, "Coarse block and probe mesh: a look, not a result");
  }

  static void add_threads(CLI::App& command, int& threads) {
    command.add_option("--threads", threads, "Threads to use; results do not depend on it (default: all)")
        ->check(CLI::Range(1, most_threads));
  }

  static void add_flags(CLI::App& command, bool& pictures, bool& ignore_memory) {
    command.add_flag("!--no-pictures", pictures, "Draw no pictures at the end");
    command.add_flag("--ignore-memory", ignore_memory, "Begin even if the run is not expected to fit in memory");
  }

  void add_run() {
    CLI::App& c = *app_.add_subcommand("run", "Run a scenario");
    c.footer(R"(Examples:
  hari run scenarios/ageing_cheek.toml --quick
  hari run scenarios/ageing_cheek.toml --out results/fast --set exposure.intrinsic_ageing.speed=2
  hari run scenarios/ageing_forearm.toml --seeds 5 --set parameters.collagen.half_life="12 years")");
    c.add_option("FILE", run_.scenario, "Scenario file")->required();
    add_output_folder(c, "-o,--out", run_.out, "Run folder (default: results/<name of the scenario>)");
    add_threads(c, run_.threads);
    c.add_option("--seeds", run_.seeds, "Run that many blocks, with successive seeds")
        ->check(CLI::Range(1, most_seeds));
    add_sets(c);
    add_flags(c, run_.pictures, run_.ignore_memory);
    c.callback([this] { chosen_ = [this] { return run_command(run_); }; });
  }

  void add_resume() {
    CLI::App& c = *app_.add_subcommand("resume", "Go on with a run that was stopped");
    c.footer(R"(Examples:
  hari resume results/ageing_cheek
  hari resume results/ageing_cheek --extend-to "90 years")");
    c.add_option("RUN", resume_.run, "Run folder, or the folder of several seeds")->required();
    add_threads(c, resume_.threads);
    c.add_option("--extend-to", resume_.extend_to, "Prolong the run to a later age, for example \"90 years\"");
    c.add_flag("--other-build", resume_.other_build,
               "Go on even if another build of hari began the run; last digits may differ");
    add_flags(c, resume_.pictures, resume_.ignore_memory);
    c.callback([this] {
      chosen_ = [this] {
        ResumeOptions options = resume_;
        if (const double years = age_in_years("--extend-to", options.extend_to); !std::isnan(years))
          options.extend_to = fmt::format("{} years", years);
        return resume_command(options);
      };
    });
  }

  void add_check() {
    CLI::App& c = *app_.add_subcommand("check", "Check a scenario and print it with every default");
    c.footer(R"(Examples:
  hari check scenarios/ageing_cheek.toml
  hari check mine.toml --set subject.site=forehead)");
    c.add_option("FILE", run_.scenario, "Scenario file")->required();
    add_sets(c);
    c.callback([this] { chosen_ = [this] { return check_command(run_.scenario, run_.sets, run_.quick); }; });
  }

  void add_names() {
    CLI::App& list = *app_.add_subcommand("list", "List every name that a scenario may use");
    list.footer(R"(Examples:
  hari list
  hari list --format csv > names.csv)");
    list.add_option("--format", format_, "text or csv")->check(CLI::IsMember({"text", "csv"}));
    list.callback([this] { chosen_ = [this] { return list_command(format_ == "csv"); }; });

    CLI::App& describe = *app_.add_subcommand("describe", "Explain a section, exposure, probe, site or parameter");
    describe.footer(R"(Examples:
  hari describe cutometer
  hari describe collagen.half_life)");
    CLI::Option* name =
        describe.add_option("NAME", name_, "For example cutometer, cheek, rules, collagen, collagen.half_life");
    describe.add_flag("--all", all_, "Print the reference page of all sections (Markdown)")->excludes(name);
    describe.callback([this, name] {
      if (!all_ && name->empty()) throw CLI::RequiredError("NAME");
      chosen_ = [this] { return all_ ? describe_all_command() : describe_command(name_); };
    });
  }

  void add_picture() {
    CLI::App& c = *app_.add_subcommand("picture", "Draw the block of a run");
    c.footer(R"(Examples:
  hari picture results/ageing_cheek
  hari picture results/ageing_cheek --age "55 years" --lang ja -o cheek.png)");
    c.add_option("RUN", folder_, "Run folder")->required();
    c.add_option("--age", age_,
                 "Age to draw, for example \"50 years\", within half a year of a stored frame (default: the last)");
    add_output(c, "-o,--out", image_, "Image file (default: in the run folder)");
    c.add_option("--lang", picture_language_, "en or ja")->check(CLI::IsMember({"en", "ja"}))->capture_default_str();
    c.callback([this] {
      chosen_ = [this] { return picture_command(folder_, age_in_years("--age", age_), image_, picture_language_); };
    });
  }

  void add_measure() {
    CLI::App& c = *app_.add_subcommand("measure", "Put a virtual instrument to a stored frame of a run");
    c.footer(R"(Examples:
  hari measure results/ageing_cheek --probe cutometer --age "55 years"
  hari measure results/ageing_cheek --probe sag --age "55 years" --set upright="5 min" --csv sag.csv)");
    c.add_option("RUN", measure_.run, "Run folder")->required();
    c.add_option("--probe", measure_.probe,
                 "Instrument: " + fmt::format("{}", fmt::join(scenario::instrument_names(), ", ")))
        ->required();
    c.add_option("--age", age_, "Age of a stored frame, for example \"50 years\" (default: the last)");
    c.add_option("--set", measure_.sets, "Set a key of the instrument, for example depth=\"0.3 mm\"")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_output(c, "--csv", measure_.csv, "File for the curve");
    add_threads(c, measure_.threads);
    c.callback([this] {
      chosen_ = [this] {
        MeasureOptions options = measure_;
        options.age_years = age_in_years("--age", age_);
        return measure_command(options);
      };
    });
  }

  CLI::App app_;
  MeasureOptions measure_;
  RunOptions run_;
  ResumeOptions resume_;
  std::filesystem::path folder_, image_;
  std::string picture_language_ = "en";
  std::string format_ = "text", name_, age_;
  bool all_ = false;
  std::function<int()> chosen_;
  std::optional<ResultsCommands> results_;
};

/// OMP_NUM_THREADS may ask for more threads than there is memory for.
void limit_threads() {
  if (core::threads() <= most_threads) return;
  tell(fmt::format("hari: note: OMP_NUM_THREADS asks for {} threads; {} are used\n", core::threads(), most_threads));
  core::set_threads(most_threads);
}

/// @throws IoError if something that was printed went nowhere
void flush_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw core::IoError("cannot write to standard output");
}

int failed(int code, const char* what) {
  tell(fmt::format("{}\n", what));
  return code;
}

}  // namespace

int main_command(int argc, const char* const* argv) {
  heed_file_limit();
  try {
    limit_threads();
    CommandLine line;
    try {
      line.app().parse(argc, argv);
    } catch (const CLI::ParseError& e) {
      // CLI11 prints help and errors by itself; its exit codes above 100 are all input to mend.
      const int code = line.app().exit(e) == 0 ? ok : bad_input;
      flush_output();
      return code;
    }
    const int code = line.execute();
    flush_output();
    return code;
  } catch (const core::ScenarioError& e) {
    return failed(bad_input, e.what());
  } catch (const core::ModelError& e) {
    return failed(bad_input, e.what());
  } catch (const core::SolverError& e) {
    return failed(numerical_failure, e.what());
  } catch (const core::IoError& e) {
    return failed(input_output, e.what());
  } catch (const std::system_error& e) {  // of the file system and of a full standard output
    return failed(input_output, e.what());
  } catch (const std::bad_alloc&) {
    return failed(bad_input, "the block needs more memory than there is; ask for fewer fibres, cells or elements");
  } catch (const std::exception& e) {
    return failed(bug, fmt::format("this is a bug in hari, please report it: {}", e.what()).c_str());
  }
}

}  // namespace hari::cli
