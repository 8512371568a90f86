#include "loader/setting.hpp"

#include "loader/integer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slalom::loader {

namespace {

bool is_whole(double x) { return std::floor(x) == x && std::abs(x) <= max_integer; }

bool in_range(const Setting& s, double x) {
  const bool low = s.excludes_minimum ? x > s.minimum : x >= s.minimum;
  const bool high = s.excludes_maximum ? x < s.maximum : x <= s.maximum;
  return low && high && std::isfinite(x);
}

Json whole(double x) { return static_cast<std::int64_t>(x); }

/// The value in the setting's own kind, so that 1 and 1.0 are one value.
Json normal(const Setting& s, const Json& value) {
  if (s.kind == Kind::real) return value.get<double>();
  if (s.kind == Kind::integer) return whole(value.get<double>());
  if (s.kind != Kind::list) return value;
  Json list = Json::array();
  for (const auto& x : value) list.push_back(s.integers ? whole(x.get<double>()) : Json(x.get<double>()));
  return list;
}

std::string range_in_words(const Setting& s) {
  const bool low = std::isfinite(s.minimum);
  const bool high = std::isfinite(s.maximum);
  if (low && high)
    return fmt::format(" in {}{}, {}{}", s.excludes_minimum ? '(' : '[', s.minimum, s.maximum,
                       s.excludes_maximum ? ')' : ']');
  if (low) return fmt::format("{}{}", s.excludes_minimum ? " above " : " of at least ", s.minimum);
  if (high) return fmt::format("{}{}", s.excludes_maximum ? " below " : " of at most ", s.maximum);
  return "";
}

bool fits(const Setting& s, const Json& value) {
  const auto number = [&](const Json& x, bool must_be_whole) {
    return x.is_number() && in_range(s, x.get<double>()) && (!must_be_whole || is_whole(x.get<double>()));
  };
  switch (s.kind) {
    case Kind::real:
      return number(value, false);
    case Kind::integer:
      return number(value, true);
    case Kind::boolean:
      return value.is_boolean();
    case Kind::choice:
      return value.is_string() && std::ranges::count(s.choices, value.get<std::string>()) > 0;
    case Kind::text:
      return value.is_string();
    case Kind::inner_optimizer:
    case Kind::inner_problem:
      return value.is_object();
    case Kind::list:
      return value.is_array() && std::ranges::all_of(value, [&](const Json& x) { return number(x, s.integers); });
  }
  return false;
}

Json standard_of(const slalom_setting& c) {
  switch (c.kind) {
    case SLALOM_INTEGER:
      return whole(c.number);
    case SLALOM_BOOLEAN:
      return c.number != 0;
    case SLALOM_CHOICE:
    case SLALOM_TEXT:
      return c.text;
    case SLALOM_LIST:
      return std::vector<double>(c.list, c.list + c.list_size);
    case SLALOM_INNER_OPTIMIZER:
      return Json{{"optimizer", c.text}};
    case SLALOM_INNER_PROBLEM:
      return Json{{"problem", c.text}};
    default:
      return c.number;
  }
}

}  // namespace

Setting read_setting(const slalom_setting& c) {
  Setting s{.name = c.name,
            .meaning = c.meaning,
            .kind = static_cast<Kind>(c.kind),
            .default_value = standard_of(c),
            .minimum = c.minimum,
            .maximum = c.maximum,
            .excludes_minimum = (c.flags & SLALOM_EXCLUDES_MINIMUM) != 0,
            .excludes_maximum = (c.flags & SLALOM_EXCLUDES_MAXIMUM) != 0,
            .log_scale = (c.flags & SLALOM_LOG_SCALE) != 0,
            .integers = (c.flags & SLALOM_WHOLE_NUMBERS) != 0,
            .choices = {c.choices, c.choices + c.choice_count},
            .search_minimum = c.search_minimum,
            .search_maximum = c.search_maximum};
  s.default_value = normal(s, s.default_value);
  return s;
}

std::string allowed(const Setting& s) {
  switch (s.kind) {
    case Kind::real:
      return "a number" + range_in_words(s);
    case Kind::integer:
      return "an integer" + range_in_words(s);
    case Kind::boolean:
      return "true or false";
    case Kind::choice:
      return fmt::format("one of: {}", fmt::join(s.choices, ", "));
    case Kind::text:
      return "a text";
    case Kind::list:
      return fmt::format("a list of {}numbers, each{}", s.integers ? "whole " : "",
                         range_in_words(s).empty() ? " finite" : range_in_words(s));
    case Kind::inner_optimizer:
      return "an optimizer: its name, or a map with the key 'optimizer'";
    case Kind::inner_problem:
      return "a problem: its name, or a map with the key 'problem'";
  }
  return "";
}

std::optional<std::string> diagnose(const Setting& s, const Json& value) {
  if (fits(s, value)) return std::nullopt;
  const bool too_large = s.kind == Kind::integer && value.is_number() && std::abs(value.get<double>()) > max_integer;
  return fmt::format("{} must be {}, not {}{}", s.name, allowed(s), value.dump(),
                     too_large ? fmt::format(": integers go up to {:.0f}", max_integer) : "");
}

Json complete(std::span<const Setting> settings, const Json& given) {
  Json all = Json::object();
  for (const auto& s : settings) all[s.name] = given.contains(s.name) ? normal(s, given.at(s.name)) : s.default_value;
  return all;
}

}  // namespace slalom::loader
