// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "words.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <map>

#include "hari/core/error.hpp"
#include "resources.hpp"

namespace hari::report {
namespace {

using Dictionary = std::map<std::string, Phrase>;

void gather(const toml::table& table, const std::string& path, Dictionary& all) {
  const auto en = table["en"].value<std::string>(), ja = table["ja"].value<std::string>();
  if (en && ja) all[path] = {*en, *ja};
  for (const auto& [key, node] : table)
    if (const toml::table* inner = node.as_table())
      gather(*inner, path.empty() ? std::string(key.str()) : fmt::format("{}.{}", path, key.str()), all);
}

const Dictionary& dictionary() {
  static const Dictionary all = [] {
    Dictionary d;
    gather(toml::parse(words_toml()), "", d);
    return d;
  }();
  return all;
}

std::string filled(const std::string& text, const std::vector<Phrase>& values, std::string Phrase::*language) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool place = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    if (!place) {
      out += text[i];
      continue;
    }
    const auto which = static_cast<std::size_t>(text[i + 1] - '0');
    core::expect(which < values.size(), "every place in the words has a value");
    out += values[which].*language;
    i += 2;
  }
  return out;
}

}  // namespace

Phrase words(const std::string& name, const std::vector<Phrase>& values) {
  const auto at = dictionary().find(name);
  core::expect(at != dictionary().end(), "the page has words for \"" + name + "\"");
  return {filled(at->second.en, values, &Phrase::en), filled(at->second.ja, values, &Phrase::ja)};
}

bool has_words(const std::string& name) {
  return dictionary().contains(name);
}

Phrase term(const std::string& group, const std::string& name) {
  const std::string full = group + "." + name;
  return has_words(full) ? words(full) : Phrase(name);
}

Phrase joined(const std::vector<Phrase>& items) {
  Phrase all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) all.en += ", ", all.ja += "、";
    all.en += items[i].en;
    all.ja += items[i].ja;
  }
  return all;
}

}  // namespace hari::report
