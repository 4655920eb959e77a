// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/film.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "encoder.hpp"
#include "film_plan.hpp"
#include "hand_made_run.hpp"
#include "hari/core/error.hpp"
#include "passage.hpp"
#include "suction.hpp"
#include "warp.hpp"

namespace hari::picture {
namespace {

namespace fs = std::filesystem;

/// Shares of the width and, from the top, of the height.
struct Area {
  double x0, x1, y0, y1;
};

template <class Counted>
int count(const Image& image, const Area& a, Counted&& counted) {
  int n = 0;
  for (int y = static_cast<int>(a.y0 * image.height); y < static_cast<int>(a.y1 * image.height); ++y)
    for (int x = static_cast<int>(a.x0 * image.width); x < static_cast<int>(a.x1 * image.width); ++x)
      n += counted(image.rgb.data() + 3 * (static_cast<std::size_t>(y) * image.width + x)) ? 1 : 0;
  return n;
}
bool dark(const std::uint8_t* p) {
  return p[0] < 110 && p[1] < 110 && p[2] < 120;
}
/// Collagen as it is in young skin: salmon.
bool salmon(const std::uint8_t* p) {
  return p[0] > 120 && p[0] > p[1] + 30 && p[1] >= p[2] - 5 && p[0] < p[1] + 110;
}
int differing(const Image& a, const Image& b, const Area& area) {
  int n = 0;
  for (int y = static_cast<int>(area.y0 * a.height); y < static_cast<int>(area.y1 * a.height); ++y)
    for (int x = static_cast<int>(area.x0 * a.width); x < static_cast<int>(area.x1 * a.width); ++x) {
      const std::size_t at = 3 * (static_cast<std::size_t>(y) * a.width + x);
      n += std::abs(a.rgb[at] - b.rgb[at]) + std::abs(a.rgb[at + 1] - b.rgb[at + 1]) > 12 ? 1 : 0;
    }
  return n;
}

constexpr Area whole{0, 1, 0, 1}, block{0.15, 0.68, 0.15, 0.78}, caption{0.1, 0.9, 0.8, 0.9};

class FilmTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("hari_film_" + std::to_string(getpid()));
    fs::create_directories(folder_);
    tests::write_run(folder_ / "run", 1500);
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }
  static FilmOptions small() {
    FilmOptions o;
    o.width = 480;
    o.height = 270;
    o.seconds = 2;
    o.subtitle = "Cheek, woman";
    return o;
  }
  /// The picture at a share of the film.
  static Image at(Film& film, double share) {
    return film.frame(static_cast<std::size_t>(share * static_cast<double>(film.frames())));
  }
  static Film make(const FilmOptions& o) { return Film({{.folder = folder_ / "run"}}, o); }
  static fs::path folder_;
};
fs::path FilmTest::folder_;

TEST_F(FilmTest, TitleAndDisclaimerAreLetteredCards) {
  FilmOptions o = small();
  Film film({{.folder = folder_ / "run"}}, o);
  EXPECT_EQ(film.frames(), 48u);
  const Image title = at(film, 0.05), end = at(film, 0.97);
  o.letters = false;
  Film bare({{.folder = folder_ / "run"}}, o);
  const Image title_bare = at(bare, 0.05), end_bare = at(bare, 0.97);
  const Area middle{0.1, 0.9, 0.33, 0.68};
  EXPECT_GT(count(title, middle, dark), 300);
  EXPECT_EQ(count(title_bare, middle, dark), 0);
  EXPECT_GT(count(end, {0.05, 0.95, 0.1, 0.9}, dark), 800);
  EXPECT_EQ(count(end_bare, {0.05, 0.95, 0.1, 0.9}, dark), 0);
}

TEST_F(FilmTest, CaptionAndKeyOccupyTheirPlacesAndLeaveTheBlockAlone) {
  FilmOptions o = small();
  Film film({{.folder = folder_ / "run"}}, o);
  const Image lettered = at(film, 0.16);
  o.letters = false;
  Film plain({{.folder = folder_ / "run"}}, o);
  const Image bare = at(plain, 0.16);
  EXPECT_GT(count(lettered, caption, dark), 150);
  EXPECT_GT(differing(lettered, bare, {0.72, 1, 0.08, 0.45}), 300);
  EXPECT_EQ(differing(lettered, bare, {0.25, 0.68, 0.2, 0.7}), 0);
}

TEST_F(FilmTest, YoungAndOldDifferInTheColourOfTheFibres) {
  FilmOptions o = small();
  o.letters = false;
  Film film({{.folder = folder_ / "run"}}, o);
  // At the end of the meeting and of the years the eye stands in the same place, to two degrees. Its drift alone moves
  // the count by a tenth, and a blend of two of its places by another.
  const Image met = at(film, 0.14), young = at(film, 0.27), old = at(film, 0.7);
  const int before = count(young, block, salmon);
  EXPECT_GT(before, 5000);
  EXPECT_NEAR(count(met, block, salmon), before, 0.15 * before) << "the skin is the same";
  EXPECT_LT(count(old, block, salmon), 0.6 * before);
}

TEST_F(FilmTest, MovesFromPictureToPictureAndIsTheSameTwice) {
  FilmOptions o = small();
  Film film({{.folder = folder_ / "run"}}, o);
  const Image a = at(film, 0.5), b = at(film, 0.55), again = at(film, 0.5);
  EXPECT_GT(differing(a, b, block), 500);
  EXPECT_EQ(a.rgb, again.rgb);
}

/// How far the middle of three pictures is from the mean of the other two, at its worst [levels].
int from_mean(const Image& before, const Image& between, const Image& after) {
  int worst = 0;
  for (std::size_t i = 0; i < between.rgb.size(); ++i)
    worst = std::max(worst, std::abs(2 * between.rgb[i] - before.rgb[i] - after.rgb[i]));
  return worst;
}

TEST_F(FilmTest, WhereLittleMovesPicturesBetweenAreBlended) {
  FilmOptions o = small();
  o.seconds = 20;
  o.letters = false;
  Film film({{.folder = folder_ / "run"}}, o);
  // Of 480 pictures the quiet years begin at the 236th; every fourth is drawn.
  const Image between = film.frame(238), after = film.frame(240), before = film.frame(236);
  EXPECT_GT(differing(before, after, block), 100);
  EXPECT_LE(from_mean(before, between, after), 2);
  EXPECT_FALSE(is_quiet(Scene::pull, 0.2)) << "the rise under the cup is drawn picture by picture";
  EXPECT_TRUE(is_quiet(Scene::pull, 0.4));
  EXPECT_FALSE(is_quiet(Scene::meet, 0.5)) << "a blend of two places of the eye shows every edge twice";
}

TEST_F(FilmTest, WhereTheSkinRisesOrSinksEveryPictureIsDrawn) {
  FilmOptions o = small();
  o.seconds = 20;
  o.letters = false;
  // The same two frames; by the readings the skin sinks by 0.02 mm in four pictures.
  tests::write_run(folder_ / "sinks", 1500, 0.3);
  Film film({{.folder = folder_ / "sinks"}}, o);
  const Image before = film.frame(236), between = film.frame(238), after = film.frame(240);
  EXPECT_GT(from_mean(before, between, after), 20) << "a blend would show the surface twice";
}

TEST_F(FilmTest, TheCupLiftsTheSkin) {
  // Well above the resting skin there is nothing but air and glass; pulled, there is skin.
  StoredRun run(folder_ / "run");
  const Warp warp = make_warp(run.at(25).tissue, {});
  const SuctionReading& reading = run.reading(25);
  const Suction rest(reading, 0, 1, 2, warp), pulled(reading, 3, 1, 2, warp);
  const math::Vec3 apex(0.5 * (warp.x0 + warp.x1), warp.y0, warp.surface());
  EXPECT_NEAR(rest(apex).z(), warp.surface(), 1e-12);
  EXPECT_NEAR(pulled(apex).z(), warp.surface() + 0.4, 1e-6);
  EXPECT_NEAR(pulled({apex.x() + 1.2, apex.y(), apex.z()}).z(), warp.surface(), 1e-12);
  EXPECT_NEAR(pulled({apex.x(), apex.y(), warp.floor}).z(), warp.floor, 1e-12);
  EXPECT_NEAR(suction_time(reading, 0.48), 3.0, 1e-12);
  EXPECT_NEAR(suction_time(reading, 0.0), 0.0, 1e-12);
  EXPECT_NEAR(suction_time(reading, 1.0), 6.0, 1e-12);
}

TEST_F(FilmTest, APassageBeginsAtOneFrameAndEndsAtTheNext) {
  auto a = std::make_shared<tissue::Tissue>(tests::young_tissue(200));
  auto b = std::make_shared<tissue::Tissue>(tests::worn_tissue(200));
  b->network.alive[3] = 0;
  b->cells.id[5] = 4242;
  const Passage passage(a, b);
  const Moment first = passage.at(0), half = passage.at(0.5), last = passage.at(1);
  ASSERT_EQ(half.tissue.network.n_fibres(), 200u);
  EXPECT_EQ(first.tissue.network.mature[7], a->network.mature[7]);
  EXPECT_NEAR(half.tissue.network.mature[7], 0.5 * (a->network.mature[7] + b->network.mature[7]), 1e-12);
  EXPECT_EQ(last.tissue.network.cuts[7], b->network.cuts[7]);
  EXPECT_EQ(last.tissue.network.mature[3], 0);  // gone by its mass
  EXPECT_EQ(first.tissue.network.mature[3], a->network.mature[3]);
  ASSERT_EQ(half.cells.presence.size(), a->cells.size() + 1);
  EXPECT_EQ(first.cells.presence[5], 1);
  EXPECT_EQ(last.cells.presence[5], 0);
  EXPECT_EQ(last.cells.presence.back(), 1);
  EXPECT_NEAR(half.tissue.cells.spread[0], 0.5 * (a->cells.spread[0] + b->cells.spread[0]), 1e-12);
}

/// Captions of the shots of one kind.
std::vector<std::string> captions_of(const std::vector<Shot>& shots, Scene scene) {
  std::vector<std::string> all;
  for (const Shot& s : shots)
    if (s.scene == scene) all.insert(all.end(), s.captions.begin(), s.captions.end());
  return all;
}
std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + '\n';
  return all;
}

TEST_F(FilmTest, WhereACaptionClaimsThicknessTheDrawnBlocksDiffer) {
  Runs runs;
  runs.push_back(std::make_unique<StoredRun>(tests::write_swelling_run(folder_ / "twin", 1)));
  runs.push_back(std::make_unique<StoredRun>(tests::write_swelling_run(folder_ / "treated", 1.4)));
  FilmOptions o = small();
  o.story = Story::treatment;
  const std::vector<Shot> shots = plan_of(runs, {"untreated", "treated"}, o);
  const std::string nbsp = "\u00a0";
  int claims = 0;
  for (const Shot& shot : shots) {
    if (shot.scene != Scene::compare) continue;
    for (const std::string& caption : shot.captions) {
      const std::size_t at = caption.find(nbsp + "% more thickness");
      if (at == std::string::npos) continue;
      const double claimed = std::stod(caption.substr(caption.rfind(' ', at) + 1));
      ASSERT_GT(claimed, 10) << caption;
      ++claims;
      std::array<double, 2> thick{};
      for (std::size_t i = 0; i < 2; ++i) {
        const Part& part = shot.parts[i];
        EXPECT_EQ(part.from, part.to) << "the blocks rest while they are compared";
        const Warp w = make_warp(runs[part.run]->at(part.from).tissue, {});
        thick[i] = w.surface() - w.dermis_bottom();
      }
      EXPECT_NEAR(100 * (thick[1] / thick[0] - 1), claimed, 3) << caption;
    }
  }
  EXPECT_EQ(claims, 1) << joined(captions_of(shots, Scene::compare));
  // The pull comes where they differ, not where they are alike again; then the film says that they are.
  const auto pull = std::ranges::find(shots, Scene::pull, &Shot::scene);
  ASSERT_NE(pull, shots.end());
  EXPECT_NEAR(pull->parts[1].from, 50.2, 1e-6);
  EXPECT_EQ(captions_of(shots, Scene::compare).back(), "After 6 months the difference is gone.");
  o.japanese = true;
  EXPECT_EQ(captions_of(plan_of(runs, {"治療なし", "治療あり"}, o), Scene::compare).back(),
            "6 か月後には、差がなくなりました。");
}

TEST_F(FilmTest, AChangeIsSaidWithTheAgeItIsReachedAt) {
  Runs runs;
  runs.push_back(std::make_unique<StoredRun>(folder_ / "run"));
  FilmOptions o = small();
  for (const auto& [japanese, by] : {std::pair{false, "by 75"}, {true, "75歳までに"}}) {
    o.japanese = japanese;
    int numbers = 0;
    for (const std::string& caption : captions_of(plan_of(runs, {""}, o), Scene::years))
      if (caption.find('%') != std::string::npos) {
        ++numbers;
        EXPECT_NE(caption.find(by), std::string::npos) << caption;
      }
    EXPECT_GE(numbers, 2);
  }
}

TEST_F(FilmTest, TwoRunsAreComparedAtTheAgeThatIsShown) {
  fs::remove_all(folder_ / "still");
  tests::write_run(folder_ / "still", 200);
  Runs runs;
  runs.push_back(std::make_unique<StoredRun>(folder_ / "still"));
  runs.push_back(std::make_unique<StoredRun>(folder_ / "run"));
  FilmOptions o = small();
  o.story = Story::ultraviolet;
  o.sun_alone = false;
  for (const auto& [japanese, at] : {std::pair{false, "age 75"}, {true, "75 歳"}}) {
    o.japanese = japanese;
    const std::vector<Shot> shots = plan_of(runs, {"one", "other"}, o);
    for (const Shot& s : shots) {
      if (s.scene != Scene::compare) continue;
      EXPECT_EQ(s.parts[0].from, 75);
      for (const std::string& caption : s.captions) EXPECT_NE(caption.find(at), std::string::npos) << caption;
    }
    EXPECT_EQ(joined(captions_of(shots, Scene::years)).find(japanese ? "日光" : "Sun"), std::string::npos)
        << "two lives that differ in more than the sun";
  }
}

TEST_F(FilmTest, TheTitleOfATreatmentNamesIt) {
  FilmOptions o = small();
  Film without({{.folder = folder_ / "run"}}, o);
  o.treatment = "A product, 3 sessions, 2 weeks apart";
  Film with({{.folder = folder_ / "run"}}, o);
  EXPECT_GT(differing(at(without, 0.02), at(with, 0.02), {0.1, 0.9, 0.6, 0.7}), 300);
}

TEST_F(FilmTest, TheDisclaimerCardHidesTheSkinBehindIt) {
  FilmOptions o = small();
  o.letters = false;
  Film film({{.folder = folder_ / "run"}}, o);
  const Image end = at(film, 0.99);
  for (int y = 0; y < end.height; ++y) {
    int low = 255, high = 0;
    for (int x = 0; x < end.width; ++x) {
      const int green = end.rgb[3 * (static_cast<std::size_t>(y) * end.width + x) + 1];
      low = std::min(low, green), high = std::max(high, green);
    }
    ASSERT_LE(high - low, 2) << "row " << y;  // one step of grain
  }
}

TEST_F(FilmTest, SwollenSkinIsBluer) {
  FilmOptions o = small();
  o.letters = false;
  o.story = Story::treatment;
  if (!fs::exists(folder_ / "wet")) {
    // The same fibres; only the water between them differs.
    for (const auto& [name, much] : {std::pair{"dry", 0.2}, {"wet", 4.0}}) {
      io::RunFolder run = io::RunFolder::create(folder_ / name);
      for (const double age : {50.0, 52.0}) {
        tissue::Tissue t = tests::storable(tests::young_tissue(1500));
        t.age = core::years(age);
        for (auto& amount : t.fields.amount)
          for (double& a : amount) a *= much;
        run.write_frame(t);
      }
      const fs::path source = folder_ / "run";
      io::RunRecord record;
      record.seed = 7;
      record.complete = true;
      record.series = {"series", {tests::numbers("age_years", {50, 52})}};
      for (const char* column : {"R0_mm", "R2", "R7", "collagen_mg_per_cm2", "spread", "hyaluronan_ug_per_cm2",
                                 "age_links", "elastin_mg_per_cm2", "thickness_mm", "collagenase"})
        record.series.columns.push_back(tests::numbers(column, {1, 1}));
      for (int i = 0; i < 2; ++i) {
        record.curves.push_back(tests::hand_made_curve(0.4));
        record.domes.push_back(tests::hand_made_dome(0.4));
      }
      run.write_run(record);
    }
  }
  Film film({{.folder = folder_ / "dry"}, {.folder = folder_ / "wet"}}, o);
  const Image image = at(film, 0.2);
  const auto blueness = [&](const Area& a) {
    double sum = 0;
    for (int y = static_cast<int>(a.y0 * image.height); y < static_cast<int>(a.y1 * image.height); ++y)
      for (int x = static_cast<int>(a.x0 * image.width); x < static_cast<int>(a.x1 * image.width); ++x) {
        const std::uint8_t* p = image.rgb.data() + 3 * (static_cast<std::size_t>(y) * image.width + x);
        sum += p[2] - p[0];
      }
    return sum / ((a.x1 - a.x0) * image.width * (a.y1 - a.y0) * image.height);
  };
  EXPECT_GT(blueness({0.6, 0.85, 0.38, 0.48}), blueness({0.1, 0.35, 0.38, 0.48}) + 15);
}

TEST_F(FilmTest, SpeaksJapaneseInEveryStory) {
  if (!can_letter(true)) GTEST_SKIP() << "no Japanese font";
  FilmOptions o = small();
  o.japanese = true;
  for (const Story story : {Story::ageing, Story::ultraviolet, Story::treatment, Story::cutometer}) {
    o.story = story;
    std::vector<FilmRun> runs{{.folder = folder_ / "run", .label = "治療なし"}};
    if (story == Story::treatment) runs.push_back({.folder = folder_ / "run", .label = "治療あり"});
    Film film(std::move(runs), o);
    const Image image = at(film, 0.65);
    EXPECT_GT(count(image, caption, dark), 150) << static_cast<int>(story);
  }
}

TEST_F(FilmTest, RefusesWhatItCannotShow) {
  FilmOptions o = small();
  o.width = 481;
  EXPECT_THROW(make(o), core::ModelError);
  o = small();
  o.story = Story::treatment;
  EXPECT_THROW(make(o), core::ModelError);
  EXPECT_THROW(Film({{.folder = folder_ / "none"}}, small()), core::IoError);
}

/// What a command prints.
std::string said(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::array<char, 256> piece{};
  while (pipe && std::fgets(piece.data(), piece.size(), pipe)) out += piece.data();
  if (pipe) pclose(pipe);
  return out;
}

TEST_F(FilmTest, FfmpegMakesAFilmOfTheLengthAndSizeAskedFor) {
  if (!have_ffmpeg()) GTEST_SKIP() << "no ffmpeg";
  FilmOptions o = small();
  o.width = 320;
  o.height = 180;
  o.seconds = 2;
  Film film({{.folder = folder_ / "run"}}, o);
  const fs::path mp4 = folder_ / "a film; with \"signs\" $HOME.mp4";
  double done = 0;
  write_film(film, mp4, [&](double d) { done = d; });
  EXPECT_EQ(done, 1);
  ASSERT_TRUE(fs::exists(mp4));
  EXPECT_FALSE(fs::exists(mp4.string() + ".part"));
  fs::rename(mp4, folder_ / "film.mp4");
  const std::string probe = said("ffmpeg -hide_banner -i '" + (folder_ / "film.mp4").string() + "' -f null -");
  EXPECT_NE(probe.find("h264"), std::string::npos) << probe;
  EXPECT_NE(probe.find("320x180"), std::string::npos) << probe;
  EXPECT_NE(probe.find("24 fps"), std::string::npos) << probe;
  EXPECT_NE(probe.find("Duration: 00:00:02.00"), std::string::npos) << probe;
  EXPECT_NE(probe.find("frame=   48"), std::string::npos) << probe;
}

TEST_F(FilmTest, SaysWhatFfmpegSaidAndLeavesNothing) {
  const fs::path bin = folder_ / "bin";
  fs::create_directories(bin);
  std::ofstream(bin / "ffmpeg") << "#!/bin/sh\necho 'Unknown encoder' >&2\nexit 3\n";
  fs::permissions(bin / "ffmpeg", fs::perms::owner_all);
  const std::string before = std::getenv("PATH");
  setenv("PATH", bin.c_str(), 1);
  FilmOptions o = small();
  o.seconds = 1;
  o.rate = 2;
  Film film({{.folder = folder_ / "run"}}, o);
  try {
    write_film(film, folder_ / "never.mp4", [](double) {});
    ADD_FAILURE() << "no error";
  } catch (const core::IoError& e) {
    EXPECT_NE(std::string(e.what()).find("Unknown encoder"), std::string::npos) << e.what();
  }
  setenv("PATH", before.c_str(), 1);
  EXPECT_FALSE(fs::exists(folder_ / "never.mp4"));
  EXPECT_FALSE(fs::exists(folder_ / "never.mp4.part"));
}

TEST(Encoder, ThrowsWhereTheFileMayNotGrow) {
  if (!have_ffmpeg()) GTEST_SKIP() << "no ffmpeg";
  const fs::path file = fs::path(testing::TempDir()) / "hari_film_that_may_not_grow";
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit as_was{};
  ::getrlimit(RLIMIT_FSIZE, &as_was);
  const rlimit least{1024, as_was.rlim_max};
  Image image{320, 180, std::vector<std::uint8_t>(std::size_t{320} * 180 * 3)};
  for (std::size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = static_cast<std::uint8_t>(i * i >> 7);
  ::setrlimit(RLIMIT_FSIZE, &least);
  EXPECT_THROW(
      {
        Encoder encoder(file, "mp4", image.width, image.height, 2);
        for (int i = 0; i < 4; ++i) encoder.add(image);
        encoder.finish();
      },
      core::IoError);
  ::setrlimit(RLIMIT_FSIZE, &as_was);
  std::signal(SIGXFSZ, before);
  fs::remove(file);
}

TEST_F(FilmTest, RefusesADeviceAndLeavesItWhereItStands) {
  FilmOptions o = small();
  o.seconds = 1;
  o.rate = 2;
  Film film({{.folder = folder_ / "run"}}, o);
  fs::create_symlink("/dev/null", folder_ / "null.mp4");
  EXPECT_THROW(write_film(film, folder_ / "null.mp4", [](double) {}), core::IoError);
  EXPECT_TRUE(fs::is_symlink(folder_ / "null.mp4"));
}

TEST_F(FilmTest, FramesAppearAsAFolderOnceWhole) {
  FilmOptions o = small();
  o.seconds = 1;
  o.rate = 3;
  Film film({{.folder = folder_ / "run"}}, o);
  write_frames(film, folder_ / "frames", [](double) {});
  EXPECT_TRUE(fs::exists(folder_ / "frames" / "0002.png"));
  EXPECT_FALSE(fs::exists(folder_ / "frames.part"));
  EXPECT_THROW(write_frames(film, folder_ / "frames", [](double) {}), core::IoError);
}

}  // namespace
}  // namespace hari::picture
