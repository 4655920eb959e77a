// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "hari/cli/commands.hpp"
#include "hari/cli/results.hpp"
#include "hari/core/build_info.hpp"
#include "hari/core/error.hpp"
#include "hari/io/run_folder.hpp"
#include "hari/report/arm.hpp"
#include "hari/scenario/products.hpp"
#include "progress.hpp"
#include "tell.hpp"
#include "twin.hpp"
#ifdef HARI_PICTURE
#include "hari/picture/film.hpp"
#endif

namespace hari::cli {

#ifdef HARI_PICTURE
namespace {

namespace fs = std::filesystem;
using picture::Story;

/// A text that the run was stored with.
std::string provenance(const report::Arm& arm, const std::string& name) {
  const io::Stored run = io::read_run(arm.blocks.front().folder);
  const auto at = run.texts.find("provenance/" + name);
  return at == run.texts.end() ? std::string{} : at->second;
}

bool under_the_sun(const report::Arm& arm) {
  return std::ranges::find(arm.acts, "ultraviolet") != arm.acts.end();
}

Story story_of(const AnimateOptions& options, const std::vector<report::Arm>& arms) {
  if (options.story == "ageing") return Story::ageing;
  if (options.story == "uv") return Story::ultraviolet;
  if (options.story == "treatment") return Story::treatment;
  if (options.story == "cutometer") return Story::cutometer;
  if (arms.size() == 1 && fs::is_directory(twin_folder(options.runs.front()))) return Story::treatment;
  return std::ranges::any_of(arms, under_the_sun) || arms.size() > 1 ? Story::ultraviolet : Story::ageing;
}

/// The [[exposure]] and [[treatment]] tables of a run, with every default, without the sun's; in an order of their own.
std::vector<std::string> acts_but_sun(const report::Arm& arm) {
  const std::string text = provenance(arm, "resolved_scenario");
  std::vector<std::string> tables;
  bool inside = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with('[')) {
      inside = line.starts_with("[[");
      if (inside) tables.push_back({});
    }
    if (inside && !line.empty() && !line.starts_with('#')) tables.back() += line + '\n';
  }
  std::erase_if(tables, [](const std::string& t) { return t.find("kind = \"ultraviolet\"") != std::string::npos; });
  std::ranges::sort(tables);
  return tables;
}

/// Whether the sun, and nothing else that acts, tells two runs of the same skin apart.
bool differ_in_sun_alone(const report::Arm& a, const report::Arm& b) {
  return under_the_sun(a) != under_the_sun(b) && a.sex == b.sex && a.site == b.site &&
         acts_but_sun(a) == acts_but_sun(b);
}

picture::FilmRun film_run(const report::Arm& arm, const std::string& label) {
  return {.folder = arm.blocks.front().folder, .label = label, .aperture_mm = arm.protocol.aperture_mm};
}

/// Which runs are shown, left to right, and what stands over them.
std::vector<picture::FilmRun> cast(const AnimateOptions& options, Story story, const std::vector<report::Arm>& arms) {
  const bool ja = options.language == "ja";
  if (story == Story::treatment) {
    if (arms.size() != 1) throw core::ScenarioError("the story treatment takes one run; its twin is in its folder");
    const fs::path twin = twin_folder(arms.front().blocks.front().folder);
    if (!fs::is_directory(twin))
      throw core::ScenarioError(
          fmt::format("{} has no untreated twin to be shown beside it: it is no run of a treatment",
                      options.runs.front().string()));
    return {film_run(report::read_arm(twin), ja ? "治療なし" : "untreated"),
            film_run(arms.front(), ja ? "治療あり" : "treated")};
  }
  if (arms.size() == 1) return {film_run(arms.front(), "")};
  if (story != Story::ultraviolet)
    throw core::ScenarioError("two runs side by side are for the story uv: one with and one without sun");
  std::vector<report::Arm> both = arms;
  std::ranges::stable_sort(both, {}, under_the_sun);  // without sun on the left
  std::vector<picture::FilmRun> runs;
  const bool differ = differ_in_sun_alone(both[0], both[1]);
  for (const report::Arm& arm : both) {
    const std::string sun = under_the_sun(arm) ? (ja ? "日光あり" : "with sun") : (ja ? "日光なし" : "without sun");
    runs.push_back(film_run(arm, differ ? sun : arm.title));
  }
  return runs;
}

std::string whose_skin(const report::Arm& arm, const std::string& lang) {
  const std::vector<double> ages = io::read_frame_ages(arm.blocks.front().folder);
  if (ages.empty()) throw core::IoError(fmt::format("{} holds no frames", arm.blocks.front().folder.string()));
  const double from = core::in_years(core::Days{ages.front()}), to = core::in_years(core::Days{ages.back()});
  std::string line = report::subject_line(arm, from, to, lang == "ja");
  if (!line.empty() && line[0] >= 'a' && line[0] <= 'z') line[0] = static_cast<char>(line[0] - 'a' + 'A');
  return line;
}

/// What a plan gives, in one language: the product as its file named it when the run began, else the kind.
std::string name_of(const report::Plan& plan, const std::string& product_files, bool japanese) {
  const std::string head = "# data/products/", mark = head + plan.product + ".toml\n";
  std::string name = plan.product.empty() ? plan.kind : plan.product;
  if (const std::size_t at = product_files.find(mark); !plan.product.empty() && at != std::string::npos) {
    const std::size_t begin = at + mark.size(),
                      end = std::min(product_files.find('\n' + head, begin), product_files.size());
    const scenario::Product product =
        scenario::parse_product(std::string_view(product_files).substr(begin, end - begin), plan.product + ".toml");
    return japanese ? product.name.ja : product.name.en;
  }
  std::ranges::replace(name, '_', ' ');
  return name;
}

/// What was done to the skin, for the title: "A product, 3 sessions, 2 weeks apart".
std::string treatment_line(const report::Arm& arm, bool japanese) {
  const std::string files = provenance(arm, "products");
  std::vector<std::string> names;
  for (const report::Plan& plan : arm.plans)
    if (const std::string name = name_of(plan, files, japanese); std::ranges::find(names, name) == names.end())
      names.push_back(name);
  std::string line = fmt::format("{}", fmt::join(names, japanese ? "＋" : " + "));
  // Of several, each has a rhythm of its own; what is applied day by day has none.
  if (arm.plans.size() != 1 || arm.plans.front().course > 0) return line;
  const report::Plan& plan = arm.plans.front();
  const std::size_t n = arm.sessions.size();
  line += japanese ? fmt::format("　{} 回", n) : n == 1 ? ", once" : fmt::format(", {} sessions", n);
  if (n == 1 || plan.when.courses > 1 || plan.when.starts.size() > 1) return line;
  constexpr double week = 7;
  const double every = plan.when.every.count();
  const bool weeks = every >= week && std::abs(std::remainder(every, week)) < 0.01;
  const double number = weeks ? every / week : every;
  if (japanese) return line + fmt::format("・{:.0f} {}おき", number, weeks ? "週" : "日");
  return line + fmt::format(", {:.0f} {}{} apart", number, weeks ? "week" : "day", std::lround(number) == 1 ? "" : "s");
}

std::pair<int, int> size_of(const std::string& text) {
  std::pair<int, int> size{0, 0};
  const std::size_t x = text.find('x');
  const auto number = [&](std::size_t from, std::size_t to, int& value) {
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + to, value);
    return error == std::errc{} && end == text.data() + to;
  };
  if (x == std::string::npos || !number(0, x, size.first) || !number(x + 1, text.size(), size.second))
    throw core::ScenarioError(fmt::format("--size: \"{}\" is no size; for example 1280x720", text));
  return size;
}

/// Where the pictures of a film go that cannot be made.
fs::path frames_folder(const fs::path& film) {
  return film.parent_path() / (film.stem().string() + "_frames");
}

void write(picture::Film& film, const AnimateOptions& options) {
  const picture::FilmOptions& o = film.options();
  const fs::path& out = options.out;
  if (out.extension() == ".png") {
    const auto last = static_cast<double>(film.frames()) - 1;
    picture::write_still(film, static_cast<std::size_t>(std::clamp(options.at * o.rate, 0.0, last)), out);
    fmt::print("Wrote\n  {}\n", out.string());
    return;
  }
  Percent percent("film");
  const auto progress = [&](double done) { percent.show(done); };
  if (o.letters && picture::have_ffmpeg()) {
    picture::write_film(film, out, progress);
    fmt::print("Wrote\n  {}  {} pictures, {:g} s, {:.1f} MB\n", out.string(), film.frames(), o.seconds,
               static_cast<double>(fs::file_size(out)) / 1e6);
    return;
  }
  const fs::path folder = frames_folder(out);
  if (o.letters)
    tell(
        fmt::format("hari: note: there is no ffmpeg, so the film is left as pictures. Install it (apt-get install "
                    "ffmpeg) and try again, or turn them into a film elsewhere: ffmpeg -framerate {} -i "
                    "{}/%04d.png -pix_fmt yuv420p {}\n",
                    o.rate, folder.string(), out.string()));
  picture::write_frames(film, folder, progress);
  fmt::print("Wrote\n  {}  {} pictures\n", folder.string(), film.frames());
}

}  // namespace

int animate_command(const AnimateOptions& options) {
  const std::string extension = options.out.extension().string();
  if (extension != ".mp4" && extension != ".webm" && extension != ".png")
    throw core::ScenarioError(
        fmt::format("{}: name a film .mp4 or .webm, a single picture .png", options.out.string()));
  if (options.out.has_parent_path() && !fs::is_directory(options.out.parent_path()))
    throw core::IoError(fmt::format("{}: there is no such folder", options.out.parent_path().string()));
  std::vector<report::Arm> arms;
  for (const fs::path& run : options.runs) arms.push_back(report::read_arm(run));
  picture::FilmOptions film;
  film.story = story_of(options, arms);
  film.japanese = options.language == "ja";
  film.seconds = options.seconds;
  film.subtitle = whose_skin(arms.front(), options.language);
  if (film.story == Story::treatment) film.treatment = treatment_line(arms.front(), film.japanese);
  film.sun_alone =
      film.story == Story::ultraviolet && (arms.size() == 1 || differ_in_sun_alone(arms.front(), arms.back()));
  std::tie(film.width, film.height) = size_of(options.size);
  film.hypotheses = std::ranges::any_of(arms, [](const report::Arm& arm) { return !arm.hypotheses.empty(); });
  film.letters = picture::can_letter(film.japanese);
  if (!film.letters)
    tell(
        "hari: note: no font with Japanese letters was found, and a film has to carry its disclaimer: pictures without "
        "letters are written instead. Install one (apt-get install fonts-noto-cjk) and try again\n");
  picture::Film made(cast(options, film.story, arms), film);
  write(made, options);
  fmt::print("{}\n", core::disclaimer);
  return ok;
}

#else

int animate_command(const AnimateOptions&) {
  throw core::IoError("this hari was built without pictures; install VTK 9.1 and build again");
}

#endif

}  // namespace hari::cli
