// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include <fmt/format.h>

#include "product.hpp"
#include "sections.hpp"

namespace hari::report {
namespace {

/// The claim in words, of whom, and the word it has in the scenario.
std::string item(const View& v, const Hypothesis& h) {
  const std::optional<Product> product = read_product(v.in.products, h.product);
  Phrase claim = term("hypothesis", h.claim);
  if (product)
    if (const auto at = product->claims.find(h.claim); at != product->claims.end()) claim = at->second;
  return fmt::format("<li>{}{} <code>{}</code></li>\n", v.ink.html(claim),
                     product ? " (" + v.ink.html(product->name) + ")" : "", escaped(h.claim));
}

}  // namespace

std::string hypotheses_note(const View& v) {
  std::string html;
  for (const Arm& arm : v.arms()) {
    if (arm.hypotheses.empty()) continue;
    html += paragraph(v, words("hypothesis.arm", {name_of(arm)})) + "<ul>\n";
    for (const Hypothesis& h : arm.hypotheses) html += item(v, h);
    html += "</ul>\n";
  }
  if (html.empty()) return html;
  return "<div class=\"note warn\" data-hypotheses role=\"note\">\n" +
         paragraph(v, words("hypothesis.heading"), "strong") + html + paragraph(v, words("hypothesis.what")) +
         "</div>\n";
}

}  // namespace hari::report
