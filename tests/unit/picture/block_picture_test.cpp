// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/picture/block_picture.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGReader.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "hand_made_tissue.hpp"
#include "hari/core/error.hpp"

namespace hari::picture {
namespace {

using tests::worn_tissue;
using tests::young_tissue;

constexpr std::size_t n_fibres = 3000;

/// Hue [degree], saturation and value [0, 1] of a pixel.
struct Hsv {
  double hue, saturation, value;
};

Hsv hsv(const unsigned char* p) {
  const double r = p[0] / 255.0, g = p[1] / 255.0, b = p[2] / 255.0;
  const double high = std::max({r, g, b}), low = std::min({r, g, b}), span = high - low;
  double hue = 0;
  if (span > 0) {
    if (high == r)
      hue = 60 * (g - b) / span;
    else if (high == g)
      hue = 120 + 60 * (b - r) / span;
    else
      hue = 240 + 60 * (r - g) / span;
  }
  return {hue < 0 ? hue + 360 : hue, high > 0 ? span / high : 0, high};
}

/// Pixels of the part of a picture that holds the block alone, without letters and legend, by what they show.
struct Census {
  int width = 0, height = 0;
  int collagen = 0, elastic = 0, cells = 0, fat = 0, gel = 0, dark = 0, all = 0;
};

Census census(const std::filesystem::path& png) {
  vtkNew<vtkPNGReader> reader;
  reader->SetFileName(png.c_str());
  reader->Update();
  vtkImageData* image = reader->GetOutput();
  const int* size = image->GetDimensions();
  Census c;
  c.width = size[0];
  c.height = size[1];
  for (int y = size[1] * 14 / 100; y < size[1] * 84 / 100; ++y)
    for (int x = size[0] * 16 / 100; x < size[0] * 77 / 100; ++x) {
      const auto p = hsv(static_cast<const unsigned char*>(image->GetScalarPointer(x, y, 0)));
      ++c.all;
      if ((p.hue < 21 || p.hue > 350) && p.saturation > 0.28 && p.value > 0.4) ++c.collagen;
      if (p.hue > 150 && p.hue < 180 && p.saturation > 0.45) ++c.elastic;
      if (p.hue > 240 && p.hue < 270 && p.saturation > 0.4) ++c.cells;
      if (p.hue > 38 && p.hue < 52 && p.saturation > 0.4) ++c.fat;
      if (p.hue > 195 && p.hue < 225 && p.saturation > 0.15) ++c.gel;
      if (p.value < 0.2) ++c.dark;
    }
  return c;
}

std::string bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class BlockPictureTest : public testing::Test {
 protected:
  BlockPictureTest() {
    folder_ = std::filesystem::temp_directory_path() / ("hari_picture_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    small_.width = 640;
    small_.height = 360;
    small_.title = "A cheek, drawn by a test";
    small_.caption = {"first line", "second line"};
  }
  ~BlockPictureTest() override {
    if (!std::getenv("HARI_KEEP_PICTURES")) std::filesystem::remove_all(folder_);
  }
  std::filesystem::path folder_;
  BlockPicture small_;
};

TEST_F(BlockPictureTest, ShowsEveryConstituentInItsColourWithoutADisplay) {
  BlockPicture options;
  options.title = "Cheek";
  const auto png = folder_ / "young.png";
  draw_block(young_tissue(3 * n_fibres), options, png);
  const Census c = census(png);
  EXPECT_EQ(c.width, 1280);
  EXPECT_EQ(c.height, 720);
  EXPECT_GT(c.collagen, c.all / 20);
  EXPECT_GT(c.elastic, c.all / 300);
  EXPECT_GT(c.cells, c.all / 1000);
  EXPECT_GT(c.fat, c.all / 50);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "young.png.part"));
}

TEST_F(BlockPictureTest, WornSkinIsSeenToBeWorn) {
  draw_block(young_tissue(n_fibres), small_, folder_ / "young.png");
  draw_block(worn_tissue(n_fibres), small_, folder_ / "worn.png");
  const Census young = census(folder_ / "young.png"), worn = census(folder_ / "worn.png");
  EXPECT_LT(worn.collagen, 0.5 * young.collagen);
  EXPECT_LT(worn.gel, young.gel);
}

TEST_F(BlockPictureTest, SameTissueGivesTheSameBytes) {
  const auto tissue = young_tissue(n_fibres / 2);
  draw_block(tissue, small_, folder_ / "one.png");
  draw_block(tissue, small_, folder_ / "two.png");
  EXPECT_EQ(bytes(folder_ / "one.png"), bytes(folder_ / "two.png"));
}

TEST_F(BlockPictureTest, RefusesAFolderThatIsNotThereAndLeavesNoFile) {
  const auto png = folder_ / "missing" / "block.png";
  EXPECT_THROW(draw_block(young_tissue(100), small_, png), core::IoError);
  EXPECT_FALSE(std::filesystem::exists(png));
}

TEST_F(BlockPictureTest, LeavesNoPartFileWhenItCannotBePutInPlace) {
  const auto png = folder_ / "taken.png";
  std::filesystem::create_directories(png / "by a folder");
  EXPECT_THROW(draw_block(young_tissue(100), small_, png), core::IoError);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "taken.png.part"));
}

TEST_F(BlockPictureTest, LeavesADeviceWhereItStands) {
  const auto png = folder_ / "null.png";
  std::filesystem::create_symlink("/dev/null", png);
  draw_block(young_tissue(100), small_, png);
  EXPECT_TRUE(std::filesystem::is_symlink(png));
}

TEST_F(BlockPictureTest, SaysWhatToInstallWhereThereIsNoOpenGl) {
  // A process of its own: EGL looks for its drivers once.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto attempt = [&] {
    setenv("__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere.json", 1);
    setenv("EGL_PLATFORM", "surfaceless", 1);
    try {
      draw_block(young_tissue(100), small_, folder_ / "never.png");
    } catch (const core::IoError& error) {
      std::fputs(error.what(), stderr);
      std::_Exit(3);
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(attempt(), testing::ExitedWithCode(3), "apt-get install libegl1");
}

TEST_F(BlockPictureTest, DrawsABareDermis) {
  tissue::Tissue t;
  t.grid = mesh::Grid({0, 1, 2}, {0, 1, 2}, {-1, -0.5, 0}, {mesh::Layer::reticular, mesh::Layer::reticular});
  t.fields.growth.assign(t.grid.n_elements(), 1.0);
  t.fields[tissue::Substance::hyaluronan_high].assign(t.grid.n_elements(), 0.5);
  t.network.first_vertex = {0};
  t.cells.weight = {1.0};
  draw_block(t, small_, folder_ / "bare.png");
  const Census c = census(folder_ / "bare.png");
  EXPECT_GT(c.gel, c.all / 20);
  EXPECT_EQ(c.collagen, 0);
  EXPECT_EQ(c.fat, 0);
}

TEST_F(BlockPictureTest, SpeaksJapaneseWhereAFontIsInstalled) {
  std::error_code ignored;
  bool installed = false;
  for (const auto& path : usual_fonts()) installed = installed || std::filesystem::is_regular_file(path, ignored);
  small_.words = japanese();
  const auto png = folder_ / "ja.png";
  if (!installed) {
    EXPECT_THROW(draw_block(young_tissue(100), small_, png), core::IoError);
    GTEST_SKIP() << "no Japanese font: only the refusal was tested";
  }
  draw_block(young_tissue(100), small_, png);
  small_.words = english();
  draw_block(young_tissue(100), small_, folder_ / "en.png");
  EXPECT_NE(bytes(png), bytes(folder_ / "en.png"));
}

TEST_F(BlockPictureTest, NamesTheOptionThatIsOutOfRange) {
  small_.oversampling = 9;
  try {
    draw_block(young_tissue(100), small_, folder_ / "never.png");
    FAIL() << "accepted";
  } catch (const core::ModelError& error) {
    EXPECT_NE(std::string(error.what()).find("oversampling is 9"), std::string::npos) << error.what();
  }
}

TEST_F(BlockPictureTest, RefusesAFontThatIsNotThere) {
  small_.font = folder_ / "none.ttf";
  EXPECT_THROW(draw_block(young_tissue(100), small_, folder_ / "never.png"), core::IoError);
}

}  // namespace
}  // namespace hari::picture
