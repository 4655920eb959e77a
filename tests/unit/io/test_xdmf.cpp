// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/io/xdmf.hpp"

#include <gtest/gtest.h>
#include <hdf5.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>

#include "hari/io/run_folder.hpp"
#include "scratch.hpp"
#include "tiny_tissue.hpp"

namespace hari::io {
namespace {

using testing::bytes_of;
using testing::Scratch;
using testing::tiny_tissue;

struct Element {
  std::string tag;
  std::map<std::string, std::string> attributes;
  std::string text;
  std::vector<Element> children;
  const Element& child(const std::string& name) const {
    for (const Element& c : children)
      if (c.tag == name) return c;
    throw std::runtime_error(tag + " has no " + name);
  }
  std::vector<const Element*> all(const std::string& name) const {
    std::vector<const Element*> found;
    for (const Element& c : children) {
      if (c.tag == name) found.push_back(&c);
      for (const Element* deeper : c.all(name)) found.push_back(deeper);
    }
    return found;
  }
};

/// Reads the subset of XML that XDMF needs; throws if tags do not close in order.
Element parse(const std::string& text) {
  static const std::regex tag(R"(<(/?)(\w+)((?:\s+\w+="[^"<>&]*")*)\s*(/?)>([^<]*))"), pair(R"re((\w+)="([^"]*)")re");
  std::vector<Element> open{{"document", {}, {}, {}}};
  std::size_t covered = text.find("?>") + 2;
  for (std::sregex_iterator at(text.begin() + static_cast<std::ptrdiff_t>(covered), text.end(), tag), end; at != end;
       ++at) {
    const std::smatch& m = *at;
    if (m[1].length() > 0) {
      if (open.size() < 2 || open.back().tag != m[2]) throw std::runtime_error("unexpected </" + m[2].str() + ">");
      Element done = std::move(open.back());
      open.pop_back();
      open.back().children.push_back(std::move(done));
      continue;
    }
    Element element{m[2], {}, m[5], {}};
    const std::string attributes = m[3];
    for (std::sregex_iterator a(attributes.begin(), attributes.end(), pair); a != end; ++a)
      element.attributes[(*a)[1]] = (*a)[2];
    if (m[4].length() > 0)
      open.back().children.push_back(std::move(element));
    else
      open.push_back(std::move(element));
  }
  if (open.size() != 1 || open[0].children.size() != 1) throw std::runtime_error("tags are left open");
  return open[0].children[0];
}

std::vector<hsize_t> numbers(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<hsize_t>(in), {}};
}

/// Fails unless the heavy data that `item` names are there, in that shape and type. Returns the dimensions.
std::vector<hsize_t> check_item(const Element& item, const std::filesystem::path& folder) {
  const std::size_t colon = item.text.find(':');
  const hid_t file = H5Fopen((folder / item.text.substr(0, colon)).c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  EXPECT_GE(file, 0) << item.text;
  const hid_t set = H5Dopen2(file, item.text.substr(colon + 1).c_str(), H5P_DEFAULT);
  EXPECT_GE(set, 0) << item.text;
  const hid_t space = H5Dget_space(set), type = H5Dget_type(set);
  std::vector<hsize_t> dims(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
  H5Sget_simple_extent_dims(space, dims.data(), nullptr);
  EXPECT_EQ(dims, numbers(item.attributes.at("Dimensions"))) << item.text;
  static const std::map<std::string, hid_t> types{{"Float8", H5T_IEEE_F64LE},
                                                  {"Float4", H5T_IEEE_F32LE},
                                                  {"Int4", H5T_STD_I32LE},
                                                  {"UChar1", H5T_STD_U8LE},
                                                  {"UInt4", H5T_STD_U32LE}};
  const std::string words = item.attributes.at("NumberType") + item.attributes.at("Precision");
  EXPECT_GT(H5Tequal(type, types.at(words)), 0) << item.text << " is not " << words;
  EXPECT_EQ("HDF", item.attributes.at("Format"));
  H5Tclose(type);
  H5Sclose(space);
  H5Dclose(set);
  H5Fclose(file);
  return dims;
}

/// Checks one uniform grid; returns the number of its elements.
hsize_t check_grid(const Element& grid, const std::filesystem::path& folder) {
  const Element& topology = grid.child("Topology");
  const hsize_t elements = std::stoull(topology.attributes.at("NumberOfElements"));
  const auto ids = check_item(topology.child("DataItem"), folder);
  const std::string kind = topology.attributes.at("TopologyType");
  if (kind != "Mixed") {
    EXPECT_EQ(elements, ids.at(0));
  }
  if (kind == "Hexahedron") {
    EXPECT_EQ(8u, ids.at(1));
  }
  if (kind == "Polyline") {
    EXPECT_EQ(std::stoull(topology.attributes.at("NodesPerElement")), ids.at(1));
  }
  EXPECT_EQ("XYZ", grid.child("Geometry").attributes.at("GeometryType"));
  const auto points = check_item(grid.child("Geometry").child("DataItem"), folder);
  EXPECT_EQ(3u, points.at(1));
  for (const Element* a : grid.all("Attribute")) {
    const auto dims = check_item(a->child("DataItem"), folder);
    EXPECT_EQ(a->attributes.at("Center") == "Node" ? points.at(0) : elements, dims.at(0)) << a->attributes.at("Name");
    EXPECT_EQ(a->attributes.at("AttributeType") == "Vector", dims.size() == 2) << a->attributes.at("Name");
  }
  return elements;
}

std::map<std::string, hsize_t> check_index(const std::filesystem::path& file) {
  std::map<std::string, hsize_t> elements;
  const Element document = parse(bytes_of(file));
  EXPECT_EQ("Xdmf", document.tag);
  for (const Element* grid : document.all("Grid"))
    if (grid->attributes.at("GridType") == "Uniform")
      elements[grid->attributes.at("Name")] += check_grid(*grid, file.parent_path());
  return elements;
}

std::vector<std::string> attribute_names(const std::filesystem::path& file) {
  std::vector<std::string> names;
  const Element document = parse(bytes_of(file));
  for (const Element* a : document.all("Attribute")) names.push_back(a->attributes.at("Name"));
  return names;
}

TEST(Xdmf, NamesOnlyDataThatAreThereInShapeAndType) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  tissue::Tissue t = tiny_tissue();
  run.write_frame(t);
  t = tiny_tissue({4, 4, 4, 4, 4});  // more fibres, equal lengths
  t.age = core::years(60);
  run.write_frame(t);
  run.write_index();
  EXPECT_EQ((std::map<std::string, hsize_t>{{"block", 32}, {"fibres", 8}, {"cells", 8}}),
            check_index(run.path() / "run.xdmf"));
  EXPECT_EQ((std::map<std::string, hsize_t>{{"block", 32}}), check_index(run.path() / "run_block.xdmf"));
  EXPECT_EQ((std::map<std::string, hsize_t>{{"fibres", 8}}), check_index(run.path() / "run_fibres.xdmf"));
  EXPECT_EQ((std::map<std::string, hsize_t>{{"cells", 8}}), check_index(run.path() / "run_cells.xdmf"));

  const Element document = parse(bytes_of(run.path() / "run.xdmf"));
  std::vector<std::string> parts;
  for (const Element& collection : document.child("Domain").children) {
    parts.push_back(collection.attributes.at("Name"));
    EXPECT_EQ("Temporal", collection.attributes.at("CollectionType"));
    std::vector<std::string> times;
    for (const Element* time : collection.all("Time")) times.push_back(time->attributes.at("Value"));
    EXPECT_EQ((std::vector<std::string>{"50", "60"}), times);
  }
  EXPECT_EQ((std::vector<std::string>{"block", "fibres", "cells"}), parts);
}

TEST(Xdmf, OffersWhatAViewerColoursBy) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  run.write_frame(tiny_tissue());
  run.write_index();
  const auto has = [&](const char* file, const char* name) {
    const auto names = attribute_names(run.path() / file);
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const char* name : {"layer", "growth", "hyaluronan_high", "tension", "displacement"})
    EXPECT_TRUE(has("run_block.xdmf", name)) << name;
  for (const char* name : {"kind", "mature", "slack", "cuts", "age_links", "lox"})
    EXPECT_TRUE(has("run_fibres.xdmf", name)) << name;
  for (const char* name : {"kind", "state", "spread", "axis"}) EXPECT_TRUE(has("run_cells.xdmf", name)) << name;
  for (const char* name : {"id", "first_vertex", "vertex", "host"}) EXPECT_FALSE(has("run_fibres.xdmf", name)) << name;
}

TEST(Xdmf, OffersTheLooksOfFibresWhereAFrameHasThem) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  const core::ColumnGroup looks{"looks", {{{"radius", "mm", ""}, std::vector<float>{0.1f, 0.2f, 0.3f}}}};
  run.write_frame(tiny_tissue(), std::span(&looks, 1));
  run.write_index();
  const auto names = attribute_names(run.path() / "run_fibres.xdmf");
  EXPECT_NE(std::find(names.begin(), names.end(), "radius"), names.end());
  EXPECT_EQ(3u, check_index(run.path() / "run_fibres.xdmf")["fibres"]);
}

TEST(Xdmf, LeavesOutAPartThatIsEmpty) {
  Scratch scratch;
  RunFolder run = RunFolder::create(scratch / "run");
  run.write_frame(tiny_tissue({}));
  run.write_index();
  EXPECT_EQ((std::map<std::string, hsize_t>{{"block", 16}, {"cells", 4}}), check_index(run.path() / "run.xdmf"));
  EXPECT_TRUE(check_index(run.path() / "run_fibres.xdmf").empty());
}

TEST(Xdmf, IndexesTheSurfaceUnderTheProbeOverTheSecondsOfEachReading) {
  std::vector<float> places(3 * 4 * 3);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = 0.5F * static_cast<float>(i);
  const std::vector<DomeEntry> domes{{.age_years = 25, .time_s = {0, 0.5, 3}, .position = places},
                                     {.age_years = 35, .time_s = {0, 1}, .position = std::vector<float>(24, 0.25F)}};
  const Element document = parse(dome_xdmf_text(domes));
  const auto grids = document.all("Grid");
  ASSERT_EQ(grids.size(), 2u + 3u + 2u);
  EXPECT_EQ(grids[0]->attributes.at("CollectionType"), "Temporal");
  const Element& last = *grids[3];
  EXPECT_EQ(last.child("Time").attributes.at("Value"), "3");
  EXPECT_EQ(last.child("Topology").attributes.at("NodesPerElement"), "4");
  // In the text: of a slab of a data set ParaView's Xdmf3 readers make a line without points.
  const Element& places_of_last = last.child("Geometry").child("DataItem");
  EXPECT_EQ(places_of_last.attributes.at("Format"), "XML");
  EXPECT_EQ(places_of_last.attributes.at("Dimensions"), "4 3");
  EXPECT_EQ(places_of_last.text, "12 12.5 13 13.5 14 14.5 15 15.5 16 16.5 17 17.5");  // from row 8 on
}

}  // namespace
}  // namespace hari::io
