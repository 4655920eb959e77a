// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/products.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check.hpp"
#include "hari/core/error.hpp"
#include "hari/core/parameter.hpp"
#include "hari/core/units.hpp"
#include "hari/treatment/hypothesis.hpp"
#include "hari/treatment/mechanism.hpp"
#include "toml_tree.hpp"
#include "treatments.hpp"

namespace hari::scenario {
namespace {

using Type = Value::Type;

constexpr std::size_t largest_product = 64 * 1024;

/// Reads one file; what is wrong with it is collected.
class Reader {
 public:
  Reader(const Value& root, Problems& problems) : root_(root), problems_(problems) {}

  Product run() {
    known(root_,
          {"id", "name", "class", "mechanism", "composition", "protocol", "evidence", "side_effects", "regulatory",
           "claim"},
          "a product");
    Product p;
    p.id = text(root_, "id");
    p.name = bilingual(table(root_, "name"));
    p.kind = text(root_, "class");
    p.mechanism = text(root_, "mechanism");
    const std::vector<std::string> all = mechanism_names();
    if (!p.mechanism.empty() && std::ranges::find(all, p.mechanism) == all.end())
      problems_.add(*root_.find("mechanism"), fmt::format("unknown mechanism \"{}\"{} Allowed: {}.", p.mechanism,
                                                          suggestion(p.mechanism, all), joined(all)));
    for (const char* section : {"composition", "protocol"}) entries(section, p);
    evidence(p);
    regulatory(p);
    claims(p);
    impossible(p);
    return p;
  }

 private:
  /// With those whose products are known but that this version cannot simulate.
  static std::vector<std::string> mechanism_names() {
    std::vector<std::string> names{"fractional_ablation", "needling", "thermal_sheet"};
    for (const treatment::Mechanism& m : treatment::mechanisms()) names.emplace_back(m.name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  void known(const Value& at, const std::vector<std::string>& allowed, std::string_view of) {
    for (const Member& m : at.members)
      if (std::ranges::find(allowed, m.key) == allowed.end())
        problems_.add(m.value, fmt::format("unknown key \"{}\" of {}{} Allowed: {}.", m.key, of,
                                           suggestion(m.key, allowed), joined(allowed)));
  }

  std::string text(const Value& at, const char* key) {
    const Value* v = at.find(key);
    if (v && v->type == Type::string && !v->text.empty()) return v->text;
    problems_.add(v ? *v : at, fmt::format("\"{}\" must be there, a text that is not empty.", key));
    return {};
  }

  const Value& table(const Value& at, const char* key) {
    const Value* v = at.find(key);
    if (v && v->type == Type::table) return *v;
    problems_.add(v ? *v : at, fmt::format("a section [{}] is expected.", key));
    return nothing_;
  }

  Bilingual bilingual(const Value& at) {
    if (&at == &nothing_) return {};
    return {text(at, "en"), text(at, "ja")};
  }

  std::vector<std::string> texts(const Value& at, const char* key) {
    std::vector<std::string> all;
    const Value* v = at.find(key);
    if (!v || v->type != Type::array) {
      problems_.add(v ? *v : at, fmt::format("\"{}\" must be there, a list of texts.", key));
      return all;
    }
    for (const Value& item : v->items) {
      if (item.type != Type::string)
        problems_.add(item, fmt::format("\"{}\" holds {}; a text is expected.", key, shown(item)));
      all.push_back(item.text);
    }
    return all;
  }

  static std::string content(const Value& v) { return v.text; }

  void entries(const char* section, Product& p) {
    const Value& all = table(root_, section);
    const treatment::Mechanism* m = treatment::find_mechanism(p.mechanism);
    const core::Schema schema = m ? m->schema() : core::Schema{};
    for (const Member& member : all.members) {
      const Value& v = member.value;
      const Value* value = v.type == Type::table ? v.find("value") : nullptr;
      if (!value) {
        problems_.add(v, fmt::format("\"{0}\" is {1}; write {0} = {{ value = ..., status = ..., source = ... }}.",
                                     member.key, shown(v)));
        continue;
      }
      known(v, {"value", "range", "status", "source"}, fmt::format("\"{}\"", member.key));
      ProductEntry e{section, member.key, content(*value), {}, {}, text(v, "status"), text(v, "source")};
      if (!e.status.empty() && e.status != "measured" && e.status != "calibrated" && e.status != "assumed")
        problems_.add(*v.find("status"), fmt::format("status of \"{}\" is \"{}\". Allowed: measured, calibrated, "
                                                     "assumed.",
                                                     e.key, e.status));
      if (const Value* range = v.find("range")) {
        if (range->type != Type::array || range->items.size() != 2) {
          problems_.add(*range, fmt::format("range of \"{}\" must be [low, high].", e.key));
        } else {
          e.low = content(range->items[0]);
          e.high = content(range->items[1]);
          if (e.low.empty() || e.high.empty())
            problems_.add(*range,
                          fmt::format("range of \"{}\" must be [low, high], each as the value is written.", e.key));
        }
      }
      if (m) against_schema(v, *value, e, schema, p.mechanism);
      p.entries.push_back(std::move(e));
    }
  }

  /// The mechanism must know the key and allow its value; the range must lie within what it allows.
  void against_schema(const Value& at, const Value& value, ProductEntry& e, const core::Schema& schema,
                      const std::string& mechanism) {
    std::vector<std::string> keys;
    const core::Key* key = nullptr;
    for (const core::Key& k : schema.keys) {
      if (k.name == "product" || k.name == "start" || k.name == "hypotheses") continue;
      keys.push_back(k.name);
      if (k.name == e.key) key = &k;
    }
    if (!key) {
      problems_.add(at, fmt::format("unknown key \"{}\" in [{}] of a product of the mechanism \"{}\"{} Allowed: {}.",
                                    e.key, e.section, mechanism, suggestion(e.key, keys), joined(keys)));
      return;
    }
    core::Key within = *key;
    if (!e.low.empty()) {
      try {
        within.low = std::max(key->low, core::parse_quantity(e.low, key->unit));
        within.high = std::min(key->high, core::parse_quantity(e.high, key->unit));
      } catch (const core::ScenarioError& wrong) {
        problems_.add(at, fmt::format("range of \"{}\": {}.", e.key, wrong.what()));
        e.low.clear();
        return;
      }
      if (!(within.low <= within.high)) {
        problems_.add(at, fmt::format("range of \"{}\" is upside down or outside {}.", e.key, range_text(*key)));
        e.low.clear();
        return;
      }
    }
    Value one;
    one.place = at.place;
    one.line = at.line;
    // A number may stand in quotes: "1" of a relative unit.
    Value checked = value;
    if (checked.type == Type::string && (key->kind == core::ValueKind::integer || key->unit == "1") &&
        key->kind != core::ValueKind::word && !checked.text.empty())
      checked = parse_set_value(checked.text, value.place), checked.line = value.line;
    one.put(e.key, checked);
    check_section(one, {.name = schema.name, .doc = {}, .keys = {within}}, fmt::format("[{}]", e.section), problems_);
  }

  /// What its mechanism objects to, once every number stands for itself.
  void impossible(const Product& p) {
    if (!problems_.none() || !treatment::find_mechanism(p.mechanism)) return;
    for (const treatment::Objection& o : product_objections(p)) {
      const Value* where = nullptr;
      for (const char* section : {"composition", "protocol"})
        if (const Value* v = root_.find(section)->find(o.key)) where = v;
      if (where)
        problems_.add(*where, fmt::format("\"{}\": {}", o.key, o.message));
      else  // a default of the mechanism, or none of all its keys
        problems_.add(*root_.find("mechanism"), fmt::format("the product as a whole: {}", o.message));
    }
  }

  void evidence(Product& p) {
    const Value& e = table(root_, "evidence");
    if (&e == &nothing_) return;
    known(e, {"grade", "en", "ja", "rows"}, "[evidence]");
    p.grade = text(e, "grade");
    const std::vector<std::string> grades{"rct", "open_label", "other", "vendor_claim", "in_vitro", "animal", "none"};
    if (!p.grade.empty() && std::ranges::find(grades, p.grade) == grades.end())
      problems_.add(*e.find("grade"), fmt::format("unknown grade \"{}\"{} Allowed: {}.", p.grade,
                                                  suggestion(p.grade, grades), joined(grades)));
    p.evidence = bilingual(e);
    p.rows = texts(e, "rows");
  }

  void regulatory(Product& p) {
    const Value& side = table(root_, "side_effects");
    if (&side != &nothing_) {
      known(side, {"en", "ja", "source"}, "[side_effects]");
      const auto en = texts(side, "en"), ja = texts(side, "ja");
      if (en.size() != ja.size()) problems_.add(side, "\"en\" and \"ja\" must list the same side effects.");
      for (std::size_t i = 0; i < std::min(en.size(), ja.size()); ++i) p.side_effects.push_back({en[i], ja[i]});
      text(side, "source");
    }
    const Value& r = table(root_, "regulatory");
    if (&r == &nothing_) return;
    known(r, {"en", "ja", "status"}, "[regulatory]");
    p.regulatory = bilingual(r);
    p.regulatory_status = text(r, "status");
  }

  void claims(Product& p) {
    const Value* list = root_.find("claim");
    if (!list) return;
    if (list->type != Type::array) return problems_.add(*list, "claims are written as [[claim]].");
    for (const Value& c : list->items) {
      known(c, {"id", "en", "ja", "verdict"}, "[[claim]]");
      p.claims.push_back({text(c, "id"), bilingual(c), text(c, "verdict")});
      const std::string& id = p.claims.back().id;
      const std::vector<std::string>& all = treatment::Hypotheses::claims();
      if (!id.empty() && std::ranges::find(all, id) == all.end())
        problems_.add(*c.find("id"),
                      fmt::format("unknown claim \"{}\"{} Allowed: {}.", id, suggestion(id, all), joined(all)));
    }
  }

  const Value& root_;
  Problems& problems_;
  const Value nothing_;
};

}  // namespace

Product parse_product(std::string_view file, std::string_view place) {
  const Value root = parse_toml(file, place);
  Problems problems;
  Product p = Reader(root, problems).run();
  problems.raise_if_any();
  p.text = std::string(file);
  return p;
}

std::vector<Product> load_products(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(folder))
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Product> products;
  for (const auto& file : files) {
    Product p = parse_product(read_text(file.string(), largest_product), file.string());
    if (p.id != file.stem().string())
      throw core::ScenarioError(fmt::format("{}: id is \"{}\"; it must be the name of the file, \"{}\"", file.string(),
                                            p.id, file.stem().string()));
    products.push_back(std::move(p));
  }
  return products;
}

const Product* find_product(const std::vector<Product>& products, std::string_view id) {
  const auto at = std::ranges::find(products, id, &Product::id);
  return at == products.end() ? nullptr : &*at;
}

std::string described(const Product& p) {
  std::string out = fmt::format(
      "product \"{}\": {} / {}\n    class {}, mechanism {} (`hari describe {}` explains its "
      "keys)\n",
      p.id, p.name.en, p.name.ja, p.kind, p.mechanism, p.mechanism);
  if (treatment::find_mechanism(p.mechanism))
    out += fmt::format("\n[[treatment]]\nkind = \"{}\"\nstart = \"50 years\"\n", p.id);
  else
    out += "\nThis version of hari cannot simulate this mechanism.\n";
  std::vector<std::string> assumed;
  for (const char* section : {"composition", "protocol"}) {
    out += fmt::format("\n{}\n", section);
    for (const ProductEntry& e : p.entries) {
      if (e.section != section) continue;
      if (e.status == "assumed") assumed.push_back(e.key);
      const std::string range = e.low.empty() ? "" : fmt::format(" ({} to {})", e.low, e.high);
      out += fmt::format("  {:<24} {}{}; {}: {}\n", e.key, e.value, range, e.status, e.source);
    }
  }
  out += fmt::format("\nassumed: {}\n", assumed.empty() ? "nothing" : joined(assumed));
  out += fmt::format("\nevidence, grade {}\n  {}\n  {}\n  rows: {}\n", p.grade, p.evidence.en, p.evidence.ja,
                     joined(p.rows));
  out += "\nside effects\n";
  for (const Bilingual& s : p.side_effects) out += fmt::format("  {} / {}\n", s.en, s.ja);
  out += fmt::format("\nregulatory ({})\n  {}\n  {}\n", p.regulatory_status, p.regulatory.en, p.regulatory.ja);
  if (!p.claims.empty()) out += "\nclaims\n";
  const core::Schema schema =
      treatment::find_mechanism(p.mechanism) ? treatment_schema(p.mechanism, &p) : core::Schema{};
  for (const Claim& c : p.claims) {
    bool can = false;
    for (const core::Key& key : schema.keys)
      if (key.name == "hypotheses") can = std::ranges::find(key.choices, c.id) != key.choices.end();
    out += fmt::format(
        "  {}: {} / {}\n    evidence: {}\n    {}\n", c.id, c.text.en, c.text.ja, c.verdict,
        can ? fmt::format("off; hypotheses = [\"{}\"] supposes it", c.id) : std::string("cannot be switched on"));
  }
  return out;
}

}  // namespace hari::scenario
