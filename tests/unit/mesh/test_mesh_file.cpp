// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "hari/core/draw.hpp"
#include "hari/core/error.hpp"
#include "hari/mesh/mesh_file.hpp"
#include "hari/mesh/suction_mesh.hpp"

namespace hari::mesh {
namespace {

/// The smallest legal file: one element, its upper face the aperture.
constexpr std::string_view cube = R"(# one element
nodes 8
0 0 0
1 0 0
1 1 0
0 1 0
0 0 2
1 0 2
1 1 2
0 1 2
hexes 1 8
derm 0 1 2 3 4 5 6 7
nset bottom 4
0 1 2 3
nset xfix 2
0 3
nset yfix 2
0 1
nset probe 1
6
nset profile 2
4 5
nset axis 2
0 4
aperture_quads 1
4 5 6 7
)";

std::string with(std::string_view old, std::string_view replacement) {
  std::string text(cube);
  return text.replace(text.find(old), old.size(), replacement);
}

/// The message with which a text is refused; empty if it is read.
std::string refusal(std::string_view text) {
  try {
    parse_mesh(text, "skin.mesh");
    return {};
  } catch (const core::ScenarioError& e) {
    return e.what();
  }
}

TEST(MeshFile, OfOneElementIsReadWithItsSurfaceAtZero) {
  const HexMesh mesh = parse_mesh(cube, "skin.mesh");
  EXPECT_EQ(mesh.node[0], math::Vec3(0, 0, -2));
  EXPECT_EQ(mesh.node[6], math::Vec3(1, 1, 0));
  EXPECT_EQ(mesh.region.at(0), Layer::reticular);
  EXPECT_EQ(mesh.bottom, (std::vector<NodeIndex>{0, 1, 2, 3}));
  EXPECT_EQ(mesh.apex, 4);
  EXPECT_EQ(mesh.aperture.at(0), (Quadrilateral{4, 5, 6, 7}));
}

TEST(MeshFile, OfTheBenchmarkComesBackAsItWasWritten) {
  const HexMesh mesh = suction_mesh(benchmark_spec(1));
  std::stringstream file;
  write_mesh(mesh, file);
  const HexMesh again = parse_mesh(file.str(), "s1");
  ASSERT_EQ(again.n_nodes(), mesh.n_nodes());
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n) EXPECT_LT((again.node[n] - mesh.node[n]).norm(), 1e-15);
  EXPECT_EQ(again.element, mesh.element);
  EXPECT_EQ(again.region, mesh.region);
  EXPECT_EQ(again.aperture, mesh.aperture);
  EXPECT_EQ(again.bottom, mesh.bottom);
  EXPECT_EQ(again.side_x, mesh.side_x);
  EXPECT_EQ(again.side_y, mesh.side_y);
  EXPECT_EQ(again.probe, mesh.probe);
  EXPECT_EQ(again.apex, mesh.apex);
}

TEST(MeshFile, IsRefusedWithFileLineWhatWasReadAndWhatIsAllowed) {
  EXPECT_EQ(refusal(with("1 1 2", "1 one 2")),
            "skin.mesh:9: read \"one\"; expected: a coordinate in mm, -1000000 to 1000000");
  EXPECT_EQ(refusal(with("derm", "dermis")), "skin.mesh:12: read \"dermis\"; expected: a layer: hypo, derm or epi");
  EXPECT_EQ(refusal(with("5 6 7\nnset", "5 6 8\nnset")), "skin.mesh:12: read \"8\"; expected: a node, 0 to 7");
  EXPECT_EQ(refusal(with("nset xfix", "nset bottom")),
            "skin.mesh:15: read \"bottom\"; expected: a set that was not there before: bottom, xfix, yfix, probe, "
            "profile or axis");
  EXPECT_EQ(refusal(with("hexes 1 8", "hexes 1 20")),
            "skin.mesh:11: read \"20\"; expected: how many nodes an element has, 8 to 8");
  EXPECT_EQ(refusal(cube.substr(0, cube.find("nset bottom"))),
            "skin.mesh:13: the file ends; expected: the word \"nset\"");
  EXPECT_EQ(refusal(""), "skin.mesh:1: the file ends; expected: the word \"nodes\"");
  EXPECT_EQ(refusal(std::string(cube) + "more"), "skin.mesh:27: read \"more\"; expected: the end of the file");
}

TEST(MeshFile, WithACountThatTheFileHasNoRoomForIsRefusedBeforeAnythingIsAllocated) {
  EXPECT_NE(refusal(with("nodes 8", "nodes 2000000000")).find("how many nodes"), std::string::npos);
  EXPECT_NE(refusal(with("nodes 8", "nodes 99999999999999999999999")).find("how many nodes"), std::string::npos);
  EXPECT_NE(refusal(with("nodes 8", "nodes -1")).find("how many nodes"), std::string::npos);
  EXPECT_NE(refusal(with("quads 1", "quads 500")).find("how many quads"), std::string::npos);
}

TEST(MeshFile, ThatIsNoMeshForASolverIsRefused) {
  EXPECT_NE(refusal(with("1 1 2", "nan 1 2")).find("a coordinate"), std::string::npos);
  EXPECT_NE(refusal(with("1 1 2", "1e300 1 2")).find("a coordinate"), std::string::npos);
  EXPECT_NE(refusal(with("derm 0 1 2 3 4 5 6 7", "derm 4 5 6 7 0 1 2 3")).find("inside out"), std::string::npos);
  std::string lonely = with("0 1 2\nhexes", "0 1 2\n9 9 2\nhexes");
  lonely.replace(lonely.find("nodes 8"), 7, "nodes 9");
  EXPECT_NE(refusal(lonely).find("node 8 belongs to no element"), std::string::npos);
  EXPECT_NE(refusal(with("1\n4 5 6 7", "1\n7 6 5 4")).find("no face"), std::string::npos);
  EXPECT_NE(refusal(with("1\n4 5 6 7", "1\n0 1 6 7")).find("no face"), std::string::npos);
  EXPECT_NE(refusal(with("quads 1\n4 5 6 7", "quads 2\n4 5 6 7 5 6 7 4")).find("twice"), std::string::npos);
}

TEST(MeshFile, DamagedAnywhereIsReadOrRefusedButNeverCrashes) {
  std::size_t refused = 0;
  for (std::uint64_t i = 0; i < 5000; ++i) {
    core::Draw draw(3, core::Purpose::test, i, 0);
    std::string text(cube);
    for (std::uint64_t k = 0; k <= i % 4; ++k) {
      const std::size_t at = draw.bits() % text.size();
      switch (draw.bits() % 3) {
        case 0:
          text[at] = static_cast<char>(draw.bits());
          break;
        case 1:
          text.erase(at, draw.bits() % 20);
          break;
        default:
          text.insert(at, text.substr(draw.bits() % text.size(), draw.bits() % 20));
      }
      if (text.empty()) break;
    }
    if (!refusal(text).empty()) ++refused;
  }
  EXPECT_GT(refused, 2500u);
  EXPECT_LT(refused, 5000u);
}

TEST(MeshFile, ThatIsNotThereIsAnIoError) {
  EXPECT_THROW(read_mesh("no/such/file.mesh"), core::IoError);
  EXPECT_THROW(read_mesh(std::filesystem::temp_directory_path()), core::IoError);
}

}  // namespace
}  // namespace hari::mesh
