#include "check/extremes.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::check {

namespace {

constexpr double close = 1e-6;  // how far from an end that is not allowed itself

/// The finite ends, inside of the range.
std::vector<double> ends(const loader::Setting& s) {
  const bool tuned = s.search_minimum < s.search_maximum;
  const double low = std::isfinite(s.minimum) || !tuned ? s.minimum : s.search_minimum;
  const double high = std::isfinite(s.maximum) || !tuned ? s.maximum : s.search_maximum;
  const double width = std::isfinite(high - low) ? high - low : 1 + (std::isfinite(low) ? std::abs(low) : 0);
  std::vector<double> ends;
  if (std::isfinite(low)) ends.push_back(s.excludes_minimum && low == s.minimum ? low + close * width : low);
  if (std::isfinite(high)) ends.push_back(s.excludes_maximum && high == s.maximum ? high - close * width : high);
  return ends;
}

std::vector<Json> values(const loader::Setting& s) {
  std::vector<Json> values;
  switch (s.kind) {
    case loader::Kind::real:
    case loader::Kind::integer:
      for (const double x : ends(s)) values.emplace_back(s.kind == loader::Kind::integer ? std::ceil(x) : x);
      break;
    case loader::Kind::boolean:
      return {true, false};
    case loader::Kind::choice:
      return {s.choices.begin(), s.choices.end()};
    case loader::Kind::list:
      for (const double x : ends(s))
        values.emplace_back(std::vector<double>(s.default_value.size(), s.integers ? std::ceil(x) : x));
      break;
    case loader::Kind::text:
    case loader::Kind::inner_optimizer:
    case loader::Kind::inner_problem:
      break;  // any is allowed, and none can be told to make sense
  }
  std::erase_if(values, [&](const Json& value) { return loader::diagnose(s, value).has_value(); });
  return values;
}

}  // namespace

std::vector<Extreme> extremes(std::span<const loader::Setting> settings) {
  std::vector<Extreme> all;
  for (const auto& setting : settings)
    for (auto& value : values(setting)) all.push_back({setting.name, std::move(value)});
  return all;
}

}  // namespace slalom::check
