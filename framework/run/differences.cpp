#include "run/differences.hpp"

#include "run/record_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <set>

namespace slalom::run {

namespace {

/// As bits: NaN equals NaN, and 0 differs from -0.
bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }
template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}

std::string text(double value) { return fmt::format("{:.17g}", value); }
std::string text(std::uint64_t value) { return std::to_string(value); }
std::string text(std::int64_t value) { return std::to_string(value); }
std::string text(bool value) { return value ? "yes" : "no"; }
std::string text(const std::string& value) { return "'" + value + "'"; }
std::string text(Status value) { return text(std::string(to_text(value))); }
std::string text(Chance value) { return text(std::string(to_text(value))); }
std::string text(const suite::RunId& value) { return value.text(); }

std::string name_of(const Point&, std::size_t i) { return fmt::format("recorded point {}", i); }
std::string name_of(const TargetHit&, std::size_t i) { return fmt::format("target {}", i); }

class Differences {
 public:
  template <class T>
  bool compare(const std::string& what, const T& before, const T& now) {
    if (same(before, now)) return true;
    found.push_back(fmt::format("{} was {} and is {}", what, text(before), text(now)));
    return false;
  }

  /// The first value that differs.
  bool compare(const std::string& what, const std::vector<double>& before, const std::vector<double>& now) {
    if (!compare("the number of values of " + what, before.size(), now.size())) return false;
    for (std::size_t i = 0; i < before.size(); ++i)
      if (!compare(fmt::format("{}, value {},", what, i), before[i], now[i])) return false;
    return true;
  }

  /// Of each field the first that differs.
  template <class T>
    requires requires(T item) { name_of(item, 0); }
  bool compare(const std::string& what, const std::vector<T>& before, const std::vector<T>& now) {
    if (!compare("the number of " + what, before.size(), now.size())) return false;
    std::set<std::string> different;
    for (std::size_t i = 0; i < before.size(); ++i)
      each_field(
          [&](const Field& field, const auto& a, const auto& b) {
            if (field.repeatable && !different.contains(field.name) &&
                !compare(name_of(before[i], i) + ": " + field.title, a, b))
              different.insert(field.name);
          },
          before[i], now[i]);
    return different.empty();
  }

  std::vector<std::string> found;
};

}  // namespace

std::vector<std::string> differences(const RunRecord& before, const RunRecord& now) {
  Differences all;
  each_field(
      [&](const Field& field, const auto& a, const auto& b) {
        if (field.repeatable) all.compare(field.title, a, b);
      },
      before, now);
  return std::move(all.found);
}

}  // namespace slalom::run
