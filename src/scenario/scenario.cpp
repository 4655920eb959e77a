// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "check.hpp"
#include "exposures.hpp"
#include "hari/core/error.hpp"
#include "hari/core/units.hpp"
#include "hari/scenario/catalogue.hpp"
#include "sections.hpp"
#include "toml_tree.hpp"
#include "treatments.hpp"

namespace hari::scenario {
namespace {

using core::ScenarioError;
using Type = Value::Type;

constexpr std::size_t largest_scenario = 64 * 1024;  // file that a user gives [byte]
constexpr std::size_t most_treatments = 100;         // each may plan many sessions

std::vector<std::string> names_of(Category category) {
  std::vector<std::string> names;
  for (const Entry& e : catalogue())
    if (e.category == category) names.emplace_back(e.name);
  return names;
}

/// "collagen.half_life" may be written quoted, or bare as tables in tables: afterwards it is one name.
void flatten(Value& table, const std::string& path, std::vector<Member>& into) {
  for (Member& m : table.members) {
    std::string name = path.empty() ? m.key : path + "." + m.key;
    if (m.value.type == Type::table)
      flatten(m.value, name, into);
    else
      into.push_back({std::move(name), std::move(m.value)});
  }
}

Value empty_table(const std::string& place) {
  Value v;
  v.place = place;
  return v;
}

/// --set section.key=value
class SetMerger {
 public:
  explicit SetMerger(Value& root) : root_(root) {}

  void merge(const std::string& text) {
    place_ = fmt::format("--set {}", text.substr(0, 80));
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) refuse("key=value is expected, for example --set block.seed=3");
    const std::string key = trimmed(text.substr(0, equals));
    Value value = parse_set_value(trimmed(text.substr(equals + 1)), place_);
    std::vector<std::string> path;
    for (std::size_t begin = 0;;) {
      const auto dot = key.find('.', begin);
      path.push_back(key.substr(begin, dot - begin));
      if (path.back().empty()) refuse("the key has an empty part");
      if (dot == std::string::npos || (path.front() == "parameters" && path.size() == 1)) {
        if (dot != std::string::npos) path.push_back(key.substr(dot + 1));
        break;
      }
      begin = dot + 1;
    }
    constexpr std::size_t deepest = 4;
    if (path.size() > deepest) refuse("the key has too many parts");
    put(path, std::move(value));
  }

 private:
  [[noreturn]] void refuse(const std::string& message) const {
    throw ScenarioError(fmt::format("{}: {}", place_, message));
  }

  void put(const std::vector<std::string>& path, Value value) {
    Value* at = &root_;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      if (!at->find(path[i])) at->put(path[i], empty_table(place_));
      at = at->find(path[i]);
      if (at->type == Type::array && i + 2 < path.size()) {
        at = &of_kind(*at, path[i], path[i + 1]);
        ++i;
      }
      if (at->type != Type::table) refuse(fmt::format("\"{}\" is no section", path[i]));
    }
    at->put(path.back(), std::move(value));
  }

  // exposure.intrinsic_ageing.speed: the table of the list that has this kind
  Value& of_kind(Value& list, const std::string& section, const std::string& kind) const {
    for (Value& item : list.items) {
      for (const char* name : {"kind", "product"})
        if (const Value* k = item.find(name); k && k->text == kind) return item;
    }
    refuse(fmt::format("the scenario has no [[{}]] of kind \"{}\"", section, kind));
  }

  Value& root_;
  std::string place_;
};

/// From the tree of a file to the specification. Everything wrong is collected first.
class Reader {
 public:
  Reader(Value root, const Library& library) : root_(std::move(root)), library_(library) {}

  Scenario run() {
    known_sections();
    Scenario s;
    s.parameters = library_.parameters;
    header(s);
    subject(s);
    block(s);
    span(s);
    start(s);
    s.exposures = interventions(Category::exposure);
    treatments(s);
    probes(s);
    store_and_clock(s);
    parameters(s);
    if (problems_.none()) {
      const auto tell = [this](const Setting& where, const std::string& text) { complain(where, text); };
      for (const Settings& e : s.exposures) check_exposure(e, s, tell);
      for (const Settings& t : s.treatments) check_plan(t, s, tell);
    }
    problems_.raise_if_any();
    return s;
  }

 private:
  const Value* section(std::string_view name) {
    const Value* v = root_.find(name);
    if (v && v->type != Type::table) {
      problems_.add(*v, fmt::format("\"{}\" is {}; a section [{}] is expected.", name, shown(*v), name));
      return nullptr;
    }
    return v;
  }

  Settings checked(std::string_view name, Scenario& s) {
    const Value* table = section(name);
    const Value nothing = empty_table(root_.place);
    Settings settings = check_section(table ? *table : nothing, schema(name), fmt::format("[{}]", name), problems_);
    s.sections.push_back(settings);
    return settings;
  }

  /// Schema of a section, with the defaults of the preset.
  core::Schema schema(std::string_view name) {
    for (const Entry& e : catalogue()) {
      if (e.name != name) continue;
      core::Schema found = schema_of(e, library_);
      for (core::Key& key : found.keys)
        for (const QuickValue& q : quick_values())
          if (quick_ && q.section == name && q.key == key.name) key.fallback = q.value;
      return found;
    }
    core::expect(false, "every section is in the catalogue");
    return {};
  }

  void known_sections() {
    std::vector<std::string> names = names_of(Category::section);
    names.erase(names.begin());  // the header's keys stand on the top level themselves
    for (const char* more : {"exposure", "treatment", "probe"}) names.emplace_back(more);
    std::vector<std::string> all = names;
    for (const core::Key& key : header_schema().keys) all.push_back(key.name);
    for (const Member& m : root_.members)
      if (std::ranges::find(all, m.key) == all.end())
        problems_.add(m.value, fmt::format("unknown section or key \"{}\"{} Allowed: {}.", m.key,
                                           suggestion(m.key, all), joined(all)));
    if (const Value* b = root_.find("block"))
      if (const Value* preset = b->find("preset")) quick_ = preset->text == "quick";
  }

  void header(Scenario& s) {
    Value top = empty_table(root_.place);
    top.line = root_.line;
    for (const core::Key& key : header_schema().keys)
      if (const Value* v = root_.find(key.name)) top.put(key.name, *v);
    Settings h = check_section(top, header_schema(), "the scenario", problems_);
    s.title = h.word("title");
    s.story = h.word("story");
    const std::string& arm = h.word("arm");
    s.arm = arm == "sham"        ? treatment::Arm::sham
            : arm == "untreated" ? treatment::Arm::untreated
                                 : treatment::Arm::treated;
    s.sections.push_back(std::move(h));
  }

  void subject(Scenario& s) {
    const Settings t = checked("subject", s);
    s.subject = {.sex = t.word("sex") == "male" ? Sex::male : Sex::female,
                 .site = t.word("site"),
                 .phototype = static_cast<int>(t.integer("phototype")),
                 .start_month = static_cast<int>(t.integer("start_month"))};
  }

  void block(Scenario& s) {
    const Settings t = checked("block", s);
    s.block = {.width = t.number("width"),
               .subcutis = t.number("subcutis"),
               .fibres = static_cast<std::size_t>(t.integer("fibres")),
               .cells = static_cast<std::size_t>(t.integer("cells")),
               .elements_across = static_cast<int>(t.integer("elements_across")),
               .seed = static_cast<std::uint64_t>(t.integer("seed"))};
  }

  void span(Scenario& s) {
    const Settings t = checked("span", s);
    s.span = {core::on_the_clock(core::years(t.number("from"))), core::on_the_clock(core::years(t.number("to")))};
    if (problems_.none() && s.span.to <= s.span.from)
      complain(t.at("to"), fmt::format("\"to\" is {}; it must be later than \"from\", which is {}.", t.at("to").text,
                                       t.at("from").text));
  }

  void start(Scenario& s) {
    if (!root_.find("start")) return;
    const Settings t = checked("start", s);
    s.start = Start{t.word("run"), core::on_the_clock(core::years(t.number("age")))};
    if (problems_.none() && s.start->age != s.span.from)
      complain(t.at("age"), fmt::format("\"age\" is {}, but [span] begins at {:.6g} years; they must be equal.",
                                        t.at("age").text, core::in_years(s.span.from)));
  }

  std::vector<Settings> interventions(Category category) {
    const std::string section(category_name(category));
    std::vector<Settings> chosen;
    const Value* list = root_.find(section);
    if (!list) return chosen;
    if (list->type != Type::array) {
      problems_.add(*list, fmt::format("\"{0}\" is a list of sections; write [[{0}]] with two brackets.", section));
      return chosen;
    }
    for (const Value& item : list->items) {
      if (item.type != Type::table) {
        problems_.add(
            item, fmt::format("\"{0}\" holds {1}; write [[{0}]] and kind = \"...\" below it.", section, shown(item)));
        continue;
      }
      if (const Entry* entry = kind_of(item, category)) {
        const bool twice = std::ranges::any_of(chosen, [&](const Settings& c) { return c.name == entry->name; });
        if (twice) problems_.add(item, fmt::format("{} \"{}\" is given twice.", section, entry->name));
        chosen.push_back(check_section(item, schema(entry->name), fmt::format("[[{}]] {}", section, entry->name),
                                       problems_, "kind"));
      }
    }
    return chosen;
  }

  void treatments(Scenario& s) {
    const Value* list = root_.find("treatment");
    if (!list) return;
    if (list->type != Type::array) {
      problems_.add(*list, "\"treatment\" is a list of sections; write [[treatment]] with two brackets.");
      return;
    }
    if (list->items.size() > most_treatments) {
      problems_.add(
          list->items[most_treatments],
          fmt::format("[[treatment]] is given {} times; at most {} are allowed.", list->items.size(), most_treatments));
      return;
    }
    for (const Value& item : list->items) {
      if (item.type != Type::table) {
        problems_.add(
            item, fmt::format("\"treatment\" holds {}; write [[treatment]] and kind = \"...\" below it.", shown(item)));
        continue;
      }
      Settings t = check_treatment(item, library_, problems_);
      if (t.values.empty()) continue;
      const Product* product = find_product(library_.products, t.word("product"));
      if (product && !find_product(s.products, product->id)) s.products.push_back(*product);
      s.treatments.push_back(std::move(t));
    }
    std::ranges::sort(s.products, {}, &Product::id);
  }

  const Entry* kind_of(const Value& item, Category category) {
    const std::string section(category_name(category));
    const std::vector<std::string> known = names_of(category);
    const std::string allowed = known.empty() ? fmt::format("This version of hari knows no {}s.", section)
                                              : fmt::format("Allowed: {}.", joined(known));
    const Value* kind = item.find("kind");
    if (!kind || kind->type != Type::string) {
      problems_.add(item, fmt::format("[[{}]] needs \"kind\", a name in quotes. {}", section, allowed));
      return nullptr;
    }
    for (const Entry& e : catalogue())
      if (e.category == category && e.name == kind->text) return &e;
    problems_.add(*kind,
                  fmt::format("unknown {} {}{} {}", section, shown(*kind), suggestion(kind->text, known), allowed));
    return nullptr;
  }

  static std::string unknown_probe(const std::string& name, const std::vector<std::string>& known) {
    for (const Entry& e : catalogue())
      if (e.category == Category::instrument && e.name == name)
        return fmt::format(
            "no run reads \"{0}\"; put it to a stored frame: hari measure RUN --probe {0}. Allowed: {1}.", name,
            joined(known));
    return fmt::format("unknown probe \"{}\"{} Allowed: {}.", name, suggestion(name, known), joined(known));
  }

  void probes(Scenario& s) {
    const std::vector<std::string> known = names_of(Category::probe);
    const Value* all = section("probe");
    const Value nothing = empty_table(root_.place);
    const Value* table = &nothing;
    for (const Member& m : all ? all->members : nothing.members) {
      if (std::ranges::find(known, m.key) == known.end())
        problems_.add(m.value, unknown_probe(m.key, known));
      else if (m.value.type != Type::table)
        problems_.add(m.value,
                      fmt::format("\"{0}\" is {1}; a section [probe.{0}] is expected.", m.key, shown(m.value)));
      else
        table = &m.value;
    }
    const Settings t = check_section(*table, schema("cutometer"), "[probe.cutometer]", problems_);
    s.sections.push_back(t);
    s.cutometer = {.aperture = t.number("aperture"),
                   .suction = t.number("suction"),
                   .on = core::Seconds(t.number("on")),
                   .off = core::Seconds(t.number("off")),
                   .cycles = static_cast<int>(t.integer("cycles")),
                   .coarse_mesh = t.word("mesh") == "coarse",
                   .bonded = t.word("contact") == "bonded",
                   .preload = t.number("preload"),
                   .domain = t.word("domain"),
                   .every = core::Days(t.number("every")),
                   .at = {}};
    if (t.word("mode") == "ramp")
      complain(t.at("mode"),
               "\"mode\" is \"ramp\", but a run's series are R parameters, which need \"steep\" suction; "
               "`hari measure` reads ramps of a stored run.");
    for (const double age : t.at("at").numbers) {
      s.cutometer.at.push_back(core::on_the_clock(core::years(age)));
      if (problems_.none() && (s.cutometer.at.back() < s.span.from || s.cutometer.at.back() > s.span.to))
        complain(t.at("at"), fmt::format("\"at\" holds {:.6g} years, outside the span of {:.6g} to {:.6g} years.", age,
                                         core::in_years(s.span.from), core::in_years(s.span.to)));
    }
  }

  void store_and_clock(Scenario& s) {
    const Settings store = checked("store", s), clock = checked("clock", s);
    s.store = {core::Days(store.number("frames_every")), core::Days(store.number("checkpoint_every"))};
    s.clock = {core::Days(clock.number("finest")), core::Days(clock.number("coarsest")), clock.number("growth")};
    if (problems_.none() && s.clock.coarsest < s.clock.finest)
      complain(clock.at("coarsest"),
               fmt::format("\"coarsest\" is {}; it must not be shorter than \"finest\", which is {}.",
                           clock.at("coarsest").text, clock.at("finest").text));
  }

  void parameters(Scenario& s) {
    const Value* table = section("parameters");
    if (!table) return;
    std::vector<std::string> known;
    for (const auto& [name, p] : library_.parameters.all()) known.push_back(name);
    for (const Member& m : table->members) {
      const core::Parameter* p = library_.parameters.find(m.key);
      if (!p) {
        problems_.add(m.value, fmt::format("unknown parameter \"{}\"{} `hari list` names all {}.", m.key,
                                           suggestion(m.key, known), known.size()));
        continue;
      }
      // A parameter is a key like any other; its schema is its line in data/.
      core::Key key{.name = p->name, .unit = p->unit, .low = p->low, .high = p->high, .doc = p->doc};
      key.fallback = in_users_unit(key, p->value);
      Value one = empty_table(m.value.place);
      one.put(m.key, m.value);
      const Setting set =
          check_section(one, {.name = "parameters", .doc = {}, .keys = {key}}, "[parameters]", problems_)
              .values.front();
      s.overrides.push_back({p->name, set.number, set.text});
      // A bound in another unit may come out one rounding beyond itself; anything farther is a problem already.
      s.parameters.set(p->name, std::clamp(set.number, p->low, p->high));
    }
  }

  void complain(const Setting& where, const std::string& message) { problems_.add(where.place, 0, message); }

  Value root_;
  const Library& library_;
  Problems problems_;
  bool quick_ = false;
};

Value& child(Value& table, const std::string& name, const std::string& place) {
  if (!table.find(name)) table.put(name, empty_table(place));
  return *table.find(name);
}

/// --quick wins over what the file says, in the places where the preset speaks.
void make_quick(Value& root) {
  const std::string place = "--quick";
  const auto word = [&](std::string_view text) { return parse_set_value(text, place); };
  child(root, "block", place).put("preset", word("quick"));
  for (const QuickValue& q : quick_values()) {
    const bool probe = q.section == "cutometer";
    Value& section = child(probe ? child(root, "probe", place) : root, std::string(q.section), place);
    section.put(std::string(q.key), word(q.value));
  }
}

}  // namespace

Scenario parse_scenario(std::string_view text, std::string_view name, const Library& library,
                        std::span<const std::string> sets, bool quick) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw ScenarioError(fmt::format("{}:1: the file is empty; a scenario begins with title = \"...\"", name));
  Value root = parse_toml(text, name);
  root.line = std::max(root.line, 1);
  root.place = fmt::format("{}:{}", name, root.line);
  if (Value* parameters = root.find("parameters"); parameters && parameters->type == Type::table) {
    std::vector<Member> flat;
    flatten(*parameters, "", flat);
    parameters->members.clear();
    for (Member& m : flat) {
      if (parameters->find(m.key))
        throw ScenarioError(fmt::format("{}: parameter \"{}\" is given twice.", m.value.place, m.key));
      parameters->put(m.key, std::move(m.value));
    }
  }
  Value as_written = root;
  if (quick) make_quick(root);
  for (const std::string& set : sets) {
    SetMerger(root).merge(set);
    SetMerger(as_written).merge(set);
  }
  // What --quick covers up must be right all the same.
  if (quick) Reader(std::move(as_written), library).run();
  Scenario s = Reader(std::move(root), library).run();
  const std::filesystem::path file(name);
  s.name = file.stem().string();
  s.folder = file.parent_path();
  s.text = std::string(text);
  return s;
}

Scenario read_scenario(const std::filesystem::path& file, std::span<const std::string> sets, bool quick) {
  const std::string text = read_text(file.string(), largest_scenario);
  return parse_scenario(text, file.string(), load_library(data_directory()), sets, quick);
}

std::vector<core::Days> ages(Span span, core::Days every, std::span<const core::Days> extra) {
  core::expect(every.count() > 0, "the time between two ages is positive");
  std::vector<core::Days> all(extra.begin(), extra.end());
  for (std::size_t i = 0;; ++i) {
    const core::Days age = core::on_the_clock(span.from + static_cast<double>(i) * every);
    if (age >= span.to) break;
    all.push_back(age);
  }
  all.push_back(span.to);
  std::sort(all.begin(), all.end());
  constexpr core::Days same{1e-6};
  all.erase(std::unique(all.begin(), all.end(), [&](core::Days a, core::Days b) { return b - a < same; }), all.end());
  return all;
}

}  // namespace hari::scenario
