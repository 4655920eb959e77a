// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/mesh/mesh_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <ostream>
#include <system_error>

#include "hari/core/error.hpp"

namespace hari::mesh {
namespace {

struct LayerWord {
  std::string_view word;
  Layer layer;
};
constexpr std::array<LayerWord, 3> layer_words{
    {{"hypo", Layer::hypodermis}, {"derm", Layer::reticular}, {"epi", Layer::epidermis}}};

constexpr std::array<std::array<std::size_t, 4>, 6> faces{
    {{0, 3, 2, 1}, {4, 5, 6, 7}, {0, 1, 5, 4}, {1, 2, 6, 5}, {2, 3, 7, 6}, {3, 0, 4, 7}}};

constexpr double farthest = 1e6;  ///< that a coordinate may lie from the origin [mm]

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Words of the text one after another, each with its line.
class Words {
 public:
  Words(std::string_view text, const std::string& name) : text_(text), name_(&name) {}

  /// The next word; empty at the end of the text.
  std::string_view next() {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_])) ++at_;
    return word_ = text_.substr(begin, at_ - begin);
  }

  [[noreturn]] void refuse(std::string_view allowed) const {
    constexpr std::size_t most = 40;  // characters of a word worth repeating
    std::string read;
    for (char c : word_.substr(0, most)) read += c > ' ' && c < '\x7f' ? c : '?';
    throw core::ScenarioError(word_.empty()
                                  ? fmt::format("{}:{}: the file ends; expected: {}", *name_, line_, allowed)
                                  : fmt::format("{}:{}: read \"{}\"; expected: {}", *name_, line_, read, allowed));
  }

  template <class Number>
  Number number(Number low, Number high, std::string_view what) {
    const std::string_view w = next();
    Number value{};
    const auto [end, error] = std::from_chars(w.data(), w.data() + w.size(), value);
    if (w.empty() || error != std::errc{} || end != w.data() + w.size() || !(value >= low && value <= high))
      refuse(fmt::format("{}, {} to {}", what, low, high));
    return value;
  }

  /// How many items follow: no more than the rest of the text has room for, so that a wrong count costs nothing.
  std::size_t count(std::string_view what, std::size_t least_characters) {
    skip();
    const std::size_t room = (text_.size() - at_) / least_characters;
    const auto most = std::min<std::size_t>(room, std::numeric_limits<NodeIndex>::max());
    return number<std::size_t>(1, std::max<std::size_t>(most, 1), what);
  }

  void expect(std::string_view word) {
    if (next() != word) refuse(fmt::format("the word \"{}\"", word));
  }

 private:
  void skip() {
    for (bool line_begins = at_ == 0; at_ < text_.size();) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (c == '#' && (line_begins || text_[at_ - 1] == '\n')) {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
        continue;
      }
      if (!is_space(c)) return;
      line_begins = false;
      ++at_;
    }
  }

  std::string_view text_, word_;
  const std::string* name_;
  std::size_t at_ = 0, line_ = 1;
};

NodeIndex node_of(Words& words, const HexMesh& mesh) {
  return words.number<NodeIndex>(0, static_cast<NodeIndex>(mesh.n_nodes()) - 1, "a node");
}

void read_nodes(Words& words, HexMesh& mesh) {
  words.expect("nodes");
  const std::size_t n = words.count("how many nodes", 6);
  mesh.node.reserve(n);
  double top = -farthest;
  for (std::size_t i = 0; i < n; ++i) {
    math::Vec3 x;
    for (int k = 0; k < 3; ++k) x[k] = words.number<double>(-farthest, farthest, "a coordinate in mm");
    top = std::max(top, x.z());
    mesh.node.push_back(x);
  }
  for (math::Vec3& x : mesh.node) x.z() -= top;
}

void read_elements(Words& words, HexMesh& mesh) {
  words.expect("hexes");
  const std::size_t n = words.count("how many elements", 18);
  words.number<int>(8, 8, "how many nodes an element has");
  mesh.element.reserve(n);
  for (std::size_t e = 0; e < n; ++e) {
    const std::string_view word = words.next();
    const auto* const known =
        std::find_if(layer_words.begin(), layer_words.end(), [&](const LayerWord& l) { return l.word == word; });
    if (known == layer_words.end()) words.refuse("a layer: hypo, derm or epi");
    Hexahedron h;
    for (NodeIndex& a : h) a = node_of(words, mesh);
    mesh.element.push_back(h);
    mesh.region.push_back(known->layer);
  }
}

std::vector<NodeIndex> read_set(Words& words, const HexMesh& mesh, std::string_view name) {
  std::vector<NodeIndex> set(words.count(fmt::format("how many nodes \"{}\" has", name), 2));
  for (NodeIndex& a : set) a = node_of(words, mesh);
  return set;
}

void read_sets(Words& words, HexMesh& mesh) {
  std::vector<NodeIndex> profile, axis;
  const std::array<std::pair<std::string_view, std::vector<NodeIndex>*>, 6> sets{{{"bottom", &mesh.bottom},
                                                                                  {"xfix", &mesh.side_x},
                                                                                  {"yfix", &mesh.side_y},
                                                                                  {"probe", &mesh.probe},
                                                                                  {"profile", &profile},
                                                                                  {"axis", &axis}}};
  for (std::size_t found = 0; found < sets.size(); ++found) {
    words.expect("nset");
    const std::string_view name = words.next();
    const auto* const known = std::find_if(sets.begin(), sets.end(), [&](const auto& s) { return s.first == name; });
    if (known == sets.end() || !known->second->empty())
      words.refuse("a set that was not there before: bottom, xfix, yfix, probe, profile or axis");
    *known->second = read_set(words, mesh, name);
  }
  for (std::vector<NodeIndex>* set : {&mesh.bottom, &mesh.side_x, &mesh.side_y, &mesh.probe})
    std::sort(set->begin(), set->end());
  mesh.apex = profile.front();
}

void read_aperture(Words& words, HexMesh& mesh) {
  words.expect("aperture_quads");
  const std::size_t n = words.count("how many quads", 8);
  for (std::size_t f = 0; f < n; ++f) {
    Quadrilateral q;
    for (NodeIndex& a : q) a = node_of(words, mesh);
    mesh.aperture.push_back(q);
  }
  if (!words.next().empty()) words.refuse("the end of the file");
}

/// The same nodes in the same turning sense, the least one first.
Quadrilateral turned(Quadrilateral q) {
  std::rotate(q.begin(), std::min_element(q.begin(), q.end()), q.end());
  return q;
}

/// What the solver takes for granted beyond mesh::check.
void check_whole(const HexMesh& mesh, const std::string& name) {
  std::vector<std::uint8_t> used(mesh.n_nodes(), 0);
  for (const Hexahedron& h : mesh.element)
    for (NodeIndex a : h) used[static_cast<std::size_t>(a)] = 1;
  const auto alone = std::find(used.begin(), used.end(), 0);
  if (alone != used.end())
    throw core::ScenarioError(fmt::format("{}: node {} belongs to no element", name, alone - used.begin()));

  std::vector<Quadrilateral> wanted;
  for (const Quadrilateral& q : mesh.aperture) wanted.push_back(turned(q));
  std::sort(wanted.begin(), wanted.end());
  if (std::adjacent_find(wanted.begin(), wanted.end()) != wanted.end())
    throw core::ScenarioError(fmt::format("{}: an aperture quad is listed twice", name));
  std::vector<std::uint8_t> there(wanted.size(), 0);
  for (const Hexahedron& h : mesh.element)
    for (const auto& f : faces) {
      const Quadrilateral q = turned({h[f[0]], h[f[1]], h[f[2]], h[f[3]]});
      const auto at = std::lower_bound(wanted.begin(), wanted.end(), q);
      if (at != wanted.end() && *at == q) there[static_cast<std::size_t>(at - wanted.begin())] = 1;
    }
  const auto missing = std::find(there.begin(), there.end(), 0);
  if (missing != there.end())
    throw core::ScenarioError(
        fmt::format("{}: the aperture quad {} is no face of an element, counter-clockwise seen from outside", name,
                    fmt::join(wanted[static_cast<std::size_t>(missing - there.begin())], " ")));
}

std::string_view word_of(Layer layer) {
  for (const LayerWord& l : layer_words)
    if (l.layer == layer) return l.word;
  throw core::ModelError(fmt::format("a mesh file has no word for the {} layer", name(layer)));
}

void write_set(std::ostream& out, std::string_view name, const std::vector<NodeIndex>& set) {
  out << fmt::format("nset {} {}\n{}\n", name, set.size(), fmt::join(set, " "));
}

}  // namespace

HexMesh parse_mesh(std::string_view text, const std::string& name) {
  Words words(text, name);
  HexMesh mesh;
  read_nodes(words, mesh);
  read_elements(words, mesh);
  read_sets(words, mesh);
  read_aperture(words, mesh);
  try {
    check(mesh);
  } catch (const core::ModelError& e) {
    throw core::ScenarioError(fmt::format("{}: {}", name, e.what()));
  }
  check_whole(mesh, name);
  return mesh;
}

HexMesh read_mesh(const std::filesystem::path& file) {
  std::error_code no_size;
  const auto size = std::filesystem::file_size(file, no_size);
  std::ifstream in(file, std::ios::binary);
  if (no_size || !in)
    throw core::IoError(fmt::format("{}: cannot be read ({})", file.string(),
                                    no_size ? no_size.message() : std::generic_category().message(errno)));
  std::string text(static_cast<std::size_t>(size), '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  if (!in) throw core::IoError(fmt::format("{}: reading failed", file.string()));
  return parse_mesh(text, file.string());
}

void write_mesh(const HexMesh& mesh, std::ostream& out) {
  double low = 0, high = 0, face = 0;
  for (const math::Vec3& x : mesh.node) {
    low = std::min(low, x.z());
    high = std::max(high, x.z());
  }
  for (NodeIndex n : mesh.probe) face = std::max(face, mesh.node[static_cast<std::size_t>(n)].norm());
  std::vector<NodeIndex> profile, axis;
  const double near = 1e-9 * (high - low);
  out << "# mesh of the suction benchmark, mm, ids from 0; element nodes: bottom 4 counter-clockwise seen from +z, "
         "top 4\n"
      << fmt::format("nodes {}\n", mesh.n_nodes());
  for (std::size_t n = 0; n < mesh.n_nodes(); ++n) {
    const math::Vec3& x = mesh.node[n];
    out << fmt::format("{} {} {}\n", x.x(), x.y(), x.z() - low);
    if (std::abs(x.y()) > near) continue;
    if (x.z() > high - near && x.x() < face + near) profile.push_back(static_cast<NodeIndex>(n));
    if (std::abs(x.x()) < near) axis.push_back(static_cast<NodeIndex>(n));
  }
  const auto along = [&](int axis_index) {
    return [&mesh, axis_index](NodeIndex a, NodeIndex b) {
      return mesh.node[static_cast<std::size_t>(a)][axis_index] < mesh.node[static_cast<std::size_t>(b)][axis_index];
    };
  };
  std::sort(profile.begin(), profile.end(), along(0));
  std::sort(axis.begin(), axis.end(), along(2));
  out << fmt::format("hexes {} 8\n", mesh.n_elements());
  for (std::size_t e = 0; e < mesh.n_elements(); ++e)
    out << fmt::format("{} {}\n", word_of(mesh.region[e]), fmt::join(mesh.element[e], " "));
  write_set(out, "bottom", mesh.bottom);
  write_set(out, "xfix", mesh.side_x);
  write_set(out, "yfix", mesh.side_y);
  write_set(out, "probe", mesh.probe);
  write_set(out, "profile", profile);
  write_set(out, "axis", axis);
  out << fmt::format("aperture_quads {}\n", mesh.aperture.size());
  for (const Quadrilateral& q : mesh.aperture) out << fmt::format("{}\n", fmt::join(q, " "));
}

}  // namespace hari::mesh
