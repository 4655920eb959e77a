// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <set>

#include "hari/core/error.hpp"
#include "sections.hpp"

namespace hari::report {
namespace fs = std::filesystem;
namespace {

/// What the page takes from a product file; a file that lacks a part leaves it empty.
struct Product {
  Phrase name;
  std::vector<Phrase> side_effects, regulatory;
};

/// A text, a table of `en` and `ja`, or a list of either.
std::vector<Phrase> phrases(const toml::node* node) {
  if (node == nullptr) return {};
  if (const auto text = node->value<std::string>()) return {*text};
  if (const toml::table* t = node->as_table()) {
    const auto en = (*t)["en"].value<std::string>(), ja = (*t)["ja"].value<std::string>();
    if (en || ja) return {{en.value_or(ja.value_or("")), ja.value_or(en.value_or(""))}};
    std::vector<Phrase> all;  // "japan = ..., europe = ..."
    for (const auto& [key, value] : *t)
      for (const Phrase& p : phrases(&value))
        all.push_back({fmt::format("{}: {}", key.str(), p.en), fmt::format("{}: {}", key.str(), p.ja)});
    return all;
  }
  std::vector<Phrase> all;
  if (const toml::array* list = node->as_array())
    for (const toml::node& item : *list)
      for (const Phrase& p : phrases(&item)) all.push_back(p);
  return all;
}

std::vector<Phrase> first_of(const toml::table& file, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const toml::node* node = file.get(key)) return phrases(node);
  return {};
}

/// The file of that name in the folder, wherever there is one.
bool read(const fs::path& folder, const std::string& name, Product& product) {
  // A name of a scenario is no path: it may not lead out of the folder.
  if (name.empty() || name.find_first_of("/\\") != std::string::npos || name.starts_with('.')) return false;
  const fs::path path = folder / (name + ".toml");
  if (!fs::exists(path)) return false;
  try {
    const toml::table file = toml::parse_file(path.string());
    const auto names = first_of(file, {"name", "title"});
    product.name = names.empty() ? Phrase(name) : names.front();
    if (const auto ja = file["name_ja"].value<std::string>()) product.name.ja = *ja;
    product.side_effects = first_of(file, {"side_effects"});
    product.regulatory = first_of(file, {"regulatory", "regulatory_status", "status"});
  } catch (const toml::parse_error& e) {
    throw core::IoError(
        fmt::format("{}:{}: {}", path.string(), static_cast<unsigned>(e.source().begin.line), e.description()));
  }
  return true;
}

std::string listed(const View& v, const char* heading, const std::vector<Phrase>& items) {
  if (items.empty()) return {};
  std::string html = fmt::format("<h4>{}</h4>\n<ul>\n", v.ink.html(words(heading)));
  for (const Phrase& p : items) html += v.ink.element("li", p);
  return html + "</ul>\n";
}

}  // namespace

std::string product_section(const View& v) {
  std::set<std::string> names;
  for (const Arm& arm : v.arms()) names.insert(arm.products.begin(), arm.products.end());
  std::string html;
  for (const std::string& name : names) {
    Product p;
    if (!read(v.in.products, name, p)) {
      html += paragraph(v, words("product.no_file", {name}), "note");
      continue;
    }
    html += v.ink.element("h3", p.name) + listed(v, "product.side_effects", p.side_effects) +
            listed(v, "product.regulatory", p.regulatory);
  }
  return html.empty() ? html : section(v, "product", html);
}

}  // namespace hari::report
