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
  std::vector<Phrase> evidence, side_effects, regulatory;
  std::string grade, regulatory_status;
};

std::vector<std::string> texts(const toml::node* node) {
  if (node == nullptr) return {};
  if (const auto text = node->value<std::string>()) return {*text};
  std::vector<std::string> all;
  if (const toml::array* list = node->as_array())
    for (const toml::node& item : *list)
      if (const auto text = item.value<std::string>()) all.push_back(*text);
  return all;
}

/// A table with a text or a list of texts in `en` and in `ja`; where one language says less, the other fills in.
std::vector<Phrase> phrases(const toml::node_view<const toml::node>& table) {
  std::vector<std::string> en = texts(table["en"].node()), ja = texts(table["ja"].node());
  while (en.size() < ja.size()) en.push_back(ja[en.size()]);
  while (ja.size() < en.size()) ja.push_back(en[ja.size()]);
  std::vector<Phrase> all;
  for (std::size_t i = 0; i < en.size(); ++i) all.push_back({en[i], ja[i]});
  return all;
}

/// The file of that name in the folder, wherever there is one.
bool read(const fs::path& folder, const std::string& name, Product& product) {
  // A name of a scenario is no path: it may not lead out of the folder.
  if (name.empty() || name.find_first_of("/\\") != std::string::npos || name.starts_with('.')) return false;
  const fs::path path = folder / (name + ".toml");
  if (!fs::exists(path)) return false;
  try {
    const toml::table file = toml::parse_file(path.string());
    const toml::node_view<const toml::node> root(file);
    const auto names = phrases(root["name"]);
    product.name = names.empty() ? Phrase(name) : names.front();
    product.evidence = phrases(root["evidence"]);
    product.grade = root["evidence"]["grade"].value_or(std::string{});
    product.side_effects = phrases(root["side_effects"]);
    product.regulatory = phrases(root["regulatory"]);
    product.regulatory_status = root["regulatory"]["status"].value_or(std::string{});
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
    if (!p.grade.empty()) p.evidence.push_back(words("product.grade", {term("grade", p.grade)}));
    if (!p.regulatory_status.empty())
      p.regulatory.push_back(words("product.status", {term("trust", p.regulatory_status)}));
    html += v.ink.element("h3", p.name) + listed(v, "product.side_effects", p.side_effects) +
            listed(v, "product.regulatory", p.regulatory) + listed(v, "product.evidence", p.evidence);
  }
  return html.empty() ? html : section(v, "product", html);
}

}  // namespace hari::report
