// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
#include "hari/core/units.hpp"

#include <fmt/format.h>
#include <udunits2.h>

#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "hari/core/error.hpp"
#include "hari/core/time.hpp"

namespace hari::core {
namespace {

struct FreeUnit {
  void operator()(ut_unit* u) const { ut_free(u); }
};
using Unit = std::unique_ptr<ut_unit, FreeUnit>;

struct FreeLaw {
  void operator()(cv_converter* c) const { cv_free(c); }
};
using Law = std::unique_ptr<cv_converter, FreeLaw>;

constexpr std::size_t longest_unit = 64;  // UDUNITS parses parentheses by recursion

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' || (c & 0x80);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view s) {
  const auto begin = s.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(" \t") - begin + 1);
}

/// UDUNITS also reads factors, shifts and dates ("mm 3", "K @ 273", "s since 2000"). A unit here is letters with
/// integer exponents, products and quotients; the only free number is the 1 of "1/day".
bool looks_like_unit(std::string_view s) {
  if (s.empty() || s.size() > longest_unit) return false;
  if (s == "1") return true;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[i], before = i > 0 ? s[i - 1] : '\0';
    if (is_digit(c)) {
      const bool leading_one = i == 0 && c == '1' && s.size() > 1 && s[1] == '/';
      if (!leading_one && !is_letter(before) && !is_digit(before) && before != '^' && before != '-' && before != ')')
        return false;
    } else if (c == '-') {
      if (!(is_letter(before) || before == '^') || i + 1 == s.size() || !is_digit(s[i + 1])) return false;
    } else if (!is_letter(c) && c != '^' && c != '*' && c != '.' && c != '/' && c != '(' && c != ')' && c != ' ') {
      return false;
    }
  }
  return is_letter(s.front()) || s.front() == '(' || s.starts_with("1/");
}

/// The unit database. UDUNITS keeps its parser and its status in globals, hence one lock around everything.
class Units {
 public:
  Units() {
    ut_set_error_message_handler(ut_ignore);
    system_ = ut_read_xml(nullptr);
    if (!system_)
      throw IoError("the unit database of UDUNITS-2 cannot be read; is the package libudunits2-data installed?");
    add_calendar();
    add_symbol("M", parse("mol/L"));
    add_symbol("Eq", parse("mol"));
    add_symbol("Da", scaled(1.66053906660e-27, parse("kg")));  // CODATA 2018
    add_symbol("SED", scaled(100, parse("J/m2")));             // erythemally weighted, CIE S 007
    // What one MED is in J/m2 depends on the skin, and one IU on the substance: each is a dimension of its own.
    add_symbol("MED", Unit(ut_new_base_unit(system_)));
    add_symbol("IU", Unit(ut_new_base_unit(system_)));
    for (const char* name : {"cell", "cells"}) add_name(name, Unit(ut_get_dimensionless_unit_one(system_)));
  }

  /// The law that takes `from` to `to`, null if there is none. It lives as long as the program and may be shared by
  /// threads.
  const cv_converter* between(std::string_view from, std::string_view to) {
    const std::lock_guard guard(lock_);
    const auto known = pairs_.find(std::pair(from, to));
    if (known != pairs_.end()) return known->second.get();
    return pairs_.emplace(std::pair(std::string(from), std::string(to)), find(from, to)).first->second.get();
  }

 private:
  struct PairLess {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return std::pair<std::string_view, std::string_view>(a) < std::pair<std::string_view, std::string_view>(b);
    }
  };

  Unit parse(std::string_view text) const { return Unit(ut_parse(system_, std::string(text).c_str(), UT_UTF8)); }
  static Unit scaled(double factor, const Unit& u) { return Unit(ut_scale(factor, u.get())); }

  Law find(std::string_view from, std::string_view to) const {
    if (!looks_like_unit(from) || !looks_like_unit(to)) return {};
    const Unit a = parse(from), b = parse(to);
    if (!a || !b || !ut_are_convertible(a.get(), b.get())) return {};
    Law law(ut_get_converter(a.get(), b.get()));
    // UDUNITS also takes "1/s" to "s", by reciprocals, and knows logarithms; here a conversion is affine or none.
    const auto at = [&](double x) { return cv_convert_double(law.get(), x); };
    if (!law || !std::isfinite(at(0)) ||
        !(std::abs(at(2) - 2 * at(1) + at(0)) <= 1e-9 * (std::abs(at(1)) + std::abs(at(0)))))
      return {};
    return law;
  }

  // UDUNITS' year is the tropical one.
  void add_calendar() {
    const Unit day = parse("day");
    const Unit year = scaled(days_per_year.count(), day), month = scaled(days_per_year.count() / 12, day);
    for (const char* name : {"year", "years", "month", "months"}) {
      const Unit& u = name[0] == 'y' ? year : month;
      ut_unmap_name_to_unit(system_, name, UT_ASCII);
      add_name(name, u);
    }
    ut_unmap_symbol_to_unit(system_, "yr", UT_ASCII);
    ut_unmap_name_to_unit(system_, "yr", UT_ASCII);
    add_symbol("yr", year);
  }

  void add_name(const char* name, const Unit& u) {
    expect(u && ut_map_name_to_unit(name, UT_ASCII, u.get()) == UT_SUCCESS, "a unit's name is registered once");
  }
  void add_symbol(const char* symbol, const Unit& u) {
    expect(u && ut_map_symbol_to_unit(symbol, UT_ASCII, u.get()) == UT_SUCCESS, "a unit's symbol is registered once");
  }

  std::mutex lock_;
  ut_system* system_ = nullptr;  // lives as long as the program
  std::map<std::pair<std::string, std::string>, Law, PairLess> pairs_;
};

Units& units() {
  static Units all;
  return all;
}

struct Example {
  std::string_view unit, name, text;
};
// Dimensions that scenarios speak of, with a text that a user could have written.
constexpr Example examples[] = {
    {"mm", "a length", "2 mm"},
    {"day", "a time", "6 weeks"},
    {"kPa", "a pressure", "450 mbar"},
    {"mL", "a volume", "1 mL"},
    {"mm2", "an area", "2 mm2"},
    {"ug", "a mass", "5 mg"},
    {"ug/mm3", "a concentration", "20 mg/mL"},
    {"K", "a temperature", "37 degC"},
    {"1/day", "a rate", "0.1 1/day"},
    {"mN", "a force", "10 mN"},
    {"W", "a power", "30 W"},
    {"J", "an energy", "100 mJ"},
    {"J/cm2", "a dose per area", "2 SED"},
    {"mol/L", "a molar concentration", "10 umol/L"},
    {"mm2/day", "a diffusivity", "1 mm2/day"},
    {"1/mm3", "a number per volume", "2000 1/mm3"},
    {"mm/s", "a speed", "1 mm/s"},
    {"MED", "a dose in MED", "1 MED"},
    {"IU", "an amount in IU", "100 IU"},
    {"1", "a plain number", "1.5"},
};

}  // namespace

double parse_quantity(std::string_view text, std::string_view unit) {
  const std::string_view s = trimmed(text);
  const auto refuse = [&] {
    throw ScenarioError(fmt::format("\"{}\" was read; {} is expected, for example \"{}\"", text, quantity_kind(unit),
                                    quantity_example(unit)));
  };
  double number = 0;
  const auto [end, code] = std::from_chars(s.data(), s.data() + s.size(), number);
  if (code != std::errc{} || !std::isfinite(number)) refuse();
  const std::string_view rest = trimmed(s.substr(static_cast<std::size_t>(end - s.data())));
  if (rest == "1") refuse();  // "2 1" is a slip of the hand
  const cv_converter* law = units().between(rest.empty() ? "1" : rest, unit);
  if (!law || (rest.empty() && unit != "1")) refuse();
  const double value = cv_convert_double(law, number);
  if (!std::isfinite(value)) refuse();
  return value;
}

double convert(double value, std::string_view from, std::string_view to) {
  const cv_converter* law = units().between(from, to);
  if (!law)
    throw ModelError(fmt::format("\"{}\" cannot be expressed in \"{}\": unknown unit or another dimension",
                                 quantity_text(value, from), to));
  return cv_convert_double(law, value);
}

bool same_dimension(std::string_view a, std::string_view b) {
  return units().between(a, b) != nullptr;
}

std::string quantity_text(double value, std::string_view unit) {
  return unit == "1" ? fmt::format("{}", value) : fmt::format("{} {}", value, unit);
}

std::string quantity_kind(std::string_view unit) {
  for (const Example& e : examples)
    if (same_dimension(unit, e.unit)) return std::string(e.name);
  return fmt::format("a quantity in {}", unit);
}

std::string quantity_example(std::string_view unit) {
  for (const Example& e : examples)
    if (same_dimension(unit, e.unit)) return std::string(e.text);
  return quantity_text(1, unit);
}

}  // namespace hari::core
