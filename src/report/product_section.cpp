// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include <set>

#include "product.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

std::string listed(const View& v, const char* heading, const std::vector<Phrase>& items) {
  if (items.empty()) return {};
  std::string html = fmt::format("<h4>{}</h4>\n<ul>\n", v.ink.html(words(heading)));
  for (const Phrase& p : items) html += v.ink.element("li", p);
  return html + "</ul>\n";
}

}  // namespace

Phrase product_name(const View& v, const std::string& name) {
  const std::optional<Product> found = read_product(v.in.products, name);
  return found ? found->name : Phrase(name);
}

std::string product_section(const View& v) {
  std::set<std::string> names;
  for (const Arm& arm : v.arms()) names.insert(arm.products.begin(), arm.products.end());
  std::string html;
  for (const std::string& name : names) {
    std::optional<Product> found = read_product(v.in.products, name);
    if (!found) {
      html += paragraph(v, words("product.no_file", {name}), "note");
      continue;
    }
    Product& p = *found;
    if (!p.grade.empty()) p.evidence.push_back(words("product.grade", {term("grade", p.grade)}));
    if (!p.regulatory_status.empty())
      p.regulatory.push_back(words("product.status", {term("trust", p.regulatory_status)}));
    html += v.ink.element("h3", p.name) + listed(v, "product.side_effects", p.side_effects) +
            listed(v, "product.regulatory", p.regulatory) + listed(v, "product.evidence", p.evidence);
  }
  return html.empty() ? html : section(v, "product", html);
}

}  // namespace hari::report
