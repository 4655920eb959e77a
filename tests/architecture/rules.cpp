// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "rules.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <set>

namespace hari::architecture {
namespace {

struct ThirdParty {
  std::string_view name;
  std::string_view pattern;  // of what stands between < and >
};
constexpr ThirdParty third_parties[] = {
    {"Eigen", "(unsupported/)?Eigen/.*"},
    {"fmt", "fmt/.*"},
    {"OpenMP", "omp\\.h"},
    {"UDUNITS", "udunits2\\.h"},
    {"Random123", "Random123/.*"},
    {"HDF5", "H5.*|hdf5.*"},
    {"VTK", "vtk.*"},
    {"OpenGL", "(EGL|GL)/.*"},
    {"toml++", "toml\\+\\+/.*"},
    {"CLI11", "CLI/.*"},
    {"the operating system", "(sys/)?[a-z_0-9]+\\.h"},
    {"the standard library", "[a-z_0-9]+"},
};

struct Include {
  std::string target;
  bool angled;
};

bool starts_with(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}
bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}
bool is_cpp(std::string_view path) {
  return ends_with(path, ".hpp") || ends_with(path, ".cpp");
}
bool is_public_header(std::string_view path) {
  return starts_with(path, "include/hari/");
}

/// "mesh" of include/hari/mesh/grid.hpp, src/mesh/grid.cpp or hari/mesh/grid.hpp; empty for anything else.
/// Letters of ASCII made small; any other byte stays.
std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

std::string module_of(std::string_view path) {
  for (const std::string_view head : {"include/hari/", "src/", "hari/"}) {
    if (!starts_with(path, head)) continue;
    path.remove_prefix(head.size());
    const auto slash = path.find('/');
    return slash == std::string_view::npos ? std::string{} : std::string(path.substr(0, slash));
  }
  return {};
}

/// The text with comments and, if asked, string literals blanked; lines stay where they are.
std::string code_of(std::string_view text, bool keep_strings) {
  enum class In { code, line_comment, block_comment, string } in = In::code;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i], next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (in == In::code && c == '/' && next == '/') in = In::line_comment;
    if (in == In::code && c == '/' && next == '*') in = In::block_comment;
    const bool was_string = in == In::string;
    if (in == In::code && c == '"') in = In::string;
    const bool hidden = in == In::line_comment || in == In::block_comment || (in == In::string && !keep_strings);
    out += hidden && c != '\n' ? ' ' : c;
    if (in == In::line_comment && c == '\n') in = In::code;
    if (in == In::block_comment && c == '*' && next == '/') {
      out += ' ';
      ++i;
      in = In::code;
    }
    if (was_string && c == '\\') {
      out += keep_strings ? next : ' ';
      ++i;
    } else if (was_string && (c == '"' || c == '\n')) {
      in = In::code;
    }
  }
  return out;
}

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex line(R"(#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])");
  const std::string code = code_of(text, true);
  std::vector<Include> found;
  for (std::sregex_iterator m(code.begin(), code.end(), line), end; m != end; ++m)
    found.push_back({(*m)[2], (*m)[1] == "<"});
  return found;
}

const Module* find(std::string_view name) {
  for (const Module& m : modules())
    if (m.name == name) return &m;
  return nullptr;
}

/// `from` itself and every module below it.
std::set<std::string_view> reach(std::string_view from) {
  std::set<std::string_view> seen;
  const std::function<void(std::string_view)> visit = [&](std::string_view name) {
    if (!seen.insert(name).second) return;
    if (const Module* m = find(name))
      for (const std::string_view used : m->uses) visit(used);
  };
  visit(from);
  return seen;
}

bool may_use(std::string_view module, std::string_view third_party) {
  if (third_party == "the standard library" || third_party == "fmt" || third_party == "the operating system")
    return true;
  if (third_party == "Eigen") return reach(module).contains("math");
  const Module* m = find(module);
  return m && std::ranges::find(m->third_parties, third_party) != m->third_parties.end();
}

}  // namespace

const std::vector<Module>& modules() {
  static const std::vector<Module> table{
      {"core", {}, {"OpenMP", "UDUNITS", "Random123"}},
      {"math", {"core"}, {}},
      {"mesh", {"math"}, {}},
      {"fibre", {"mesh"}, {}},
      {"tissue", {"mesh", "fibre"}, {}},
      {"anatomy", {"tissue"}, {}},
      {"transport", {"tissue"}, {}},
      {"mechanics", {"tissue"}, {}},
      {"cells", {"tissue"}, {}},
      {"remodel", {"tissue"}, {}},
      {"stimulus", {"tissue"}, {}},
      {"io", {"tissue"}, {"HDF5"}},
      {"report", {"io"}, {"toml++"}},
      {"exposure", {"stimulus"}, {}},
      {"treatment", {"stimulus"}, {}},
      {"probe", {"mechanics"}, {}},
      {"sim", {"anatomy", "transport", "mechanics", "cells", "remodel", "stimulus"}, {}},
      {"picture", {"io"}, {"VTK", "OpenGL"}},
      {"scenario", {"sim", "exposure", "treatment", "probe"}, {"toml++"}},
      {"cli", {"scenario", "io", "report", "picture"}, {"CLI11"}},
  };
  return table;
}

Tree read_tree(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  Tree tree;
  const auto read = [&](const fs::path& file) {
    static const std::set<std::string> text{".hpp", ".cpp", ".txt", ".cmake", ".toml", ".md", ".cff", ".json", ""};
    if (!text.contains(file.extension().string())) return;
    std::ifstream in(file, std::ios::binary);
    tree[file.lexically_relative(root).generic_string()] = {std::istreambuf_iterator<char>(in), {}};
  };
  for (const char* folder : {"include", "src", "tests", "cmake", "scripts", "scenarios", "data", "docs", "bench"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.is_regular_file()) read(entry.path());
  }
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.is_regular_file() && entry.path().filename().string()[0] != '.') read(entry.path());
  return tree;
}

std::vector<std::string> upward_includes(const Tree& tree) {
  std::vector<std::string> breaches;
  for (const auto& [path, text] : tree) {
    const std::string module = module_of(path);
    if (!is_cpp(path) || module.empty()) continue;
    if (!find(module)) {
      breaches.push_back(path + " lies in a module that the table does not know");
      continue;
    }
    const auto allowed = reach(module);
    for (const Include& include : includes_of(text)) {
      if (starts_with(include.target, "hari/")) {
        if (!allowed.contains(module_of(include.target)))
          breaches.push_back(path + " includes " + include.target + ", which is not below " + module);
        if (!tree.contains("include/" + include.target))
          breaches.push_back(path + " includes " + include.target + ", which does not exist");
      } else if (!include.angled && !tree.contains("src/" + module + "/" + include.target)) {
        breaches.push_back(path + " includes \"" + include.target + "\", which is no private header of " + module);
      } else if (!include.angled && is_public_header(path)) {
        breaches.push_back(path + " is public and includes the private header " + include.target);
      }
    }
  }
  return breaches;
}

std::vector<std::string> upward_links(const Tree& tree) {
  static const std::regex link(R"(hari::([a-z_0-9]+))");
  std::vector<std::string> breaches;
  for (const auto& [path, text] : tree) {
    const std::string module = module_of(path);
    if (!starts_with(path, "src/") || module.empty() || !ends_with(path, "CMakeLists.txt")) continue;
    const auto allowed = reach(module);
    for (std::sregex_iterator m(text.begin(), text.end(), link), end; m != end; ++m)
      if (const std::string used = (*m)[1]; !allowed.contains(used))
        breaches.push_back(path + " links hari::" + used + ", which is not below " + module);
  }
  return breaches;
}

std::vector<std::string> header_circles(const Tree& tree) {
  enum class Mark { open, done };
  std::map<std::string, Mark> marks;
  std::vector<std::string> breaches;
  const std::function<void(const std::string&)> visit = [&](const std::string& path) {
    marks[path] = Mark::open;
    for (const Include& include : includes_of(tree.at(path))) {
      const std::string next = "include/" + include.target;
      if (!tree.contains(next)) continue;
      if (const auto mark = marks.find(next); mark == marks.end())
        visit(next);
      else if (mark->second == Mark::open)
        breaches.push_back(path + " and " + next + " include each other");
    }
    marks[path] = Mark::done;
  };
  for (const auto& [path, text] : tree)
    if (is_public_header(path) && !marks.contains(path)) visit(path);
  return breaches;
}

std::vector<std::string> leaking_third_parties(const Tree& tree) {
  std::vector<std::string> breaches;
  for (const auto& [path, text] : tree) {
    const std::string module = module_of(path);
    if (!is_cpp(path) || module.empty()) continue;
    for (const Include& include : includes_of(text)) {
      if (!include.angled) continue;
      std::string_view owner;
      for (const ThirdParty& party : third_parties)
        if (std::regex_match(include.target, std::regex(party.pattern.begin(), party.pattern.end()))) {
          owner = party.name;
          break;
        }
      if (owner.empty())
        breaches.push_back(path + " includes <" + include.target + ">, a third party that the table does not know");
      else if (!may_use(module, owner))
        breaches.push_back(path + " includes " + std::string(owner) + ", which is not for " + module);
      else if (is_public_header(path) && owner != "Eigen" && owner != "the standard library")
        breaches.push_back(path + " is public and shows " + std::string(owner));
    }
  }
  return breaches;
}

std::vector<std::string> missing_licences(const Tree& tree) {
  std::vector<std::string> breaches;
  for (const auto& [path, text] : tree) {
    const bool script = starts_with(path, "scripts/");
    if (!is_cpp(path) && !script && !ends_with(path, ".cmake")) continue;
    std::string_view top = text;
    if (script && starts_with(top, "#!")) top.remove_prefix(top.find('\n') + 1);
    const std::string mark = is_cpp(path) ? "// " : "# ";
    if (!starts_with(top,
                     mark + "SPDX-License-Identifier: MIT\n" + mark + "SPDX-FileCopyrightText: the hari authors\n"))
      breaches.push_back(path + " does not begin with the two SPDX lines");
  }
  return breaches;
}

std::vector<std::string> forbidden_words(const Tree& tree) {
  // Written in two halves, or this file would break its own rule.
  static const std::regex words(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X)\\b|/wo"
      "rk/|\\.\\./sha"
      "red|/tm"
      "p/|deb\\.deb"
      "ian\\.org");
  std::vector<std::string> breaches;
  for (const auto& [path, text] : tree) {
    std::smatch m;
    if (std::regex_search(text, m, words)) breaches.push_back(path + " says " + m.str());
  }
  return breaches;
}

std::vector<std::string> named_products(const Tree& tree) {
  // Words that biology uses as well as a shelf; what such a product is called is the name of a drug or of a method.
  static const std::set<std::string> common{"exosome",   "hydro",     "plasma",         "retinol",
                                            "sunscreen", "tretinoin", "hydrocortisone", "clobetasol"};
  static const std::regex quoted("\\b(en|ja) = \"([^\"]+)\"");
  constexpr std::string_view folder = "data/products/", ending = ".toml", name = "\nname = ";
  Tree sources;
  for (const auto& [path, text] : tree)
    if (path.starts_with("src/") || path.starts_with("include/")) sources[path] = lower(text);
  std::vector<std::string> breaches;
  for (const auto& [file, product] : tree) {
    if (!file.starts_with(folder) || !file.ends_with(ending)) continue;
    const std::string id = file.substr(folder.size(), file.size() - folder.size() - ending.size());
    if (common.contains(id)) continue;
    std::set<std::string> words{lower(id)};
    if (const auto at = product.find(name); at != std::string::npos) {
      const std::string line = product.substr(at + 1, product.find('\n', at + 1) - at - 1);
      for (std::sregex_iterator m(line.begin(), line.end(), quoted), end; m != end; ++m)
        words.insert(lower((*m)[2].str()));
    }
    for (const std::string& word : words)
      for (const auto& [path, text] : sources)
        if (text.find(word) != std::string::npos) breaches.push_back(path + " names the product " + word);
  }
  return breaches;
}

std::vector<std::string> laws_that_know_the_age(const Tree& tree) {
  // age_links counts AGE cross-links, which are a part of the tissue.
  static const std::regex word(R"(\b(age|ages|age_(?!link)\w*|\w+_age|subject\w*|birth\w*|born)\b)");
  std::vector<std::string> breaches;
  for (const auto& [path, text] : tree) {
    const std::string module = module_of(path);
    if (!is_cpp(path) || (module != "mechanics" && module != "probe")) continue;
    const std::string code = code_of(text, false);
    std::smatch m;
    if (std::regex_search(code, m, word)) breaches.push_back(path + " uses " + m.str());
  }
  return breaches;
}

}  // namespace hari::architecture
