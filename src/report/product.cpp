// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "product.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>

#include "hari/core/error.hpp"

namespace hari::report {
namespace fs = std::filesystem;
namespace {

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

}  // namespace

std::optional<Product> read_product(const fs::path& folder, const std::string& name) {
  // A name of a scenario is no path: it may not lead out of the folder.
  if (name.empty() || name.find_first_of("/\\") != std::string::npos || name.starts_with('.')) return std::nullopt;
  const fs::path path = folder / (name + ".toml");
  if (!fs::exists(path)) return std::nullopt;
  Product product;
  try {
    const toml::table file = toml::parse_file(path.string());
    const toml::node_view<const toml::node> root(file);
    const auto names = phrases(root["name"]);
    product.name = names.empty() ? Phrase(name) : names.front();
    product.evidence = phrases(root["evidence"]);
    product.grade = root["evidence"]["grade"].value_or(std::string{});
    product.side_effects = phrases(root["side_effects"]);
    product.regulatory = phrases(root["regulatory"]);
    if (const toml::array* claims = file["claim"].as_array())
      for (const toml::node& claim : *claims) {
        const toml::node_view<const toml::node> view(claim);
        const auto said = phrases(view);
        const auto id = view["id"].value<std::string>();
        if (id && !said.empty()) product.claims.emplace(*id, said.front());
      }
    product.regulatory_status = root["regulatory"]["status"].value_or(std::string{});
  } catch (const toml::parse_error& e) {
    throw core::IoError(
        fmt::format("{}:{}: {}", path.string(), static_cast<unsigned>(e.source().begin.line), e.description()));
  }
  return product;
}

}  // namespace hari::report
