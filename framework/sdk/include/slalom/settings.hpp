// Settings, declared once, as a member's initialiser: name, default, range, one line of meaning.
// Constructed once to learn what is declared, and once for every run with the user's values.
#pragma once

#include <slalom/plugin.h>

#include <cmath>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

/// The numbers a setting may take, and where tuning looks for good ones.
struct Range {
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::uint32_t flags = 0;
  double search_minimum = 0;
  double search_maximum = 0;

  constexpr Range up_to(double limit) const {
    return with([&](Range& r) { r.maximum = limit; });
  }
  constexpr Range below(double limit) const {
    return with([&](Range& r) { r.maximum = limit, r.flags |= SLALOM_EXCLUDES_MAXIMUM; });
  }
  constexpr Range search(double from, double to) const {
    return with([&](Range& r) { r.search_minimum = from, r.search_maximum = to; });
  }
  constexpr Range log_search(double from, double to) const {
    return search(from, to).with([](Range& r) { r.flags |= SLALOM_LOG_SCALE; });
  }

 private:
  template <class Change>
  constexpr Range with(Change change) const {
    Range copy = *this;
    change(copy);
    return copy;
  }
};

constexpr Range any() { return {}; }
constexpr Range at_least(double limit) { return {.minimum = limit}; }
constexpr Range above(double limit) { return {.minimum = limit, .flags = SLALOM_EXCLUDES_MINIMUM}; }
/// The closed interval.
constexpr Range in(double from, double to) { return at_least(from).up_to(to); }

namespace detail {

struct Declaration {
  slalom_setting c{};
  std::vector<const char*> choices;
  std::vector<double> list;
};

/// What every declared setting of a plugin points to; addresses stay valid as it grows.
struct Declarations {
  std::deque<Declaration> items;
  std::vector<const slalom_setting*> pointers;

  Declaration& add(const char* name, const char* meaning, slalom_kind kind, const Range& range) {
    for (const auto* known : pointers)
      if (std::string_view(known->name) == name)
        throw std::logic_error("the setting '" + std::string(name) + "' is declared twice");
    Declaration& d = items.emplace_back();
    d.c = {.struct_size = sizeof(slalom_setting),
           .name = name,
           .meaning = meaning,
           .kind = kind,
           .flags = range.flags,
           .number = 0,
           .text = nullptr,
           .list = nullptr,
           .list_size = 0,
           .minimum = range.minimum,
           .maximum = range.maximum,
           .choices = nullptr,
           .choice_count = 0,
           .search_minimum = range.search_minimum,
           .search_maximum = range.search_maximum};
    pointers.push_back(&d.c);
    return d;
  }
  bool has(slalom_kind kind) const {
    for (const auto* known : pointers)
      if (known->kind == kind) return true;
    return false;
  }
};

/// What an object under construction is built with.
struct Construction {
  Declarations* declarations;  // learned in the first construction, looked up later
  const slalom_value* const* values = nullptr;
  const slalom_space* space = nullptr;  // optimizers only
  const slalom_random* random = nullptr;
  const slalom_host* host = nullptr;  // null in the first construction

  bool declaring() const { return host == nullptr; }
  const slalom_value* value(std::string_view name) const {
    if (declaring()) return nullptr;
    for (std::size_t i = 0; i < declarations->pointers.size(); ++i)
      if (declarations->pointers[i]->name == name) return values[i];
    throw std::logic_error("the setting '" + std::string(name) + "' was not declared in the first construction");
  }
};

/// As a Number, and not on an end that the range excludes: 0.99999999 is 1 in float, which a decay below 1 must not be.
template <class Number>
Number rounded(double value, const Range& range) {
  using Limits = std::numeric_limits<Number>;
  const auto x = static_cast<Number>(value);
  if ((range.flags & SLALOM_EXCLUDES_MINIMUM) != 0 && x <= range.minimum)
    return range.minimum == 0 ? Limits::min() : std::nextafter(static_cast<Number>(range.minimum), Limits::max());
  if ((range.flags & SLALOM_EXCLUDES_MAXIMUM) != 0 && x >= range.maximum)
    return std::nextafter(static_cast<Number>(range.maximum), Limits::lowest());
  return x;
}

// How a member's initialiser finds its value without every plugin passing it through constructors.
inline thread_local Construction* construction = nullptr;

template <class T>
T construct(Construction context) {
  struct Reset {
    Construction* before;
    ~Reset() { construction = before; }
  } reset{construction};
  construction = &context;
  return T();
}

}  // namespace detail

/// Base of all that has settings. Number: the type that real settings are given in.
template <class Number>
class Settings {
 protected:
  Number setting(const char* name, double default_value, Range range, const char* meaning) const {
    return detail::rounded<Number>(number(name, default_value, SLALOM_REAL, range, meaning), range);
  }
  std::int64_t setting(const char* name, int default_value, Range range, const char* meaning) const {
    return static_cast<std::int64_t>(number(name, default_value, SLALOM_INTEGER, range, meaning));
  }
  bool setting(const char* name, bool default_value, const char* meaning) const {
    return number(name, default_value ? 1 : 0, SLALOM_BOOLEAN, in(0, 1), meaning) != 0;
  }
  /// One of several words; the first is the default.
  std::string choice(const char* name, std::initializer_list<const char*> words, const char* meaning) const {
    if (const auto* given = context().value(name)) return given->text;
    auto& d = context().declarations->add(name, meaning, SLALOM_CHOICE, any());
    d.choices = words;
    d.c.choices = d.choices.data();
    d.c.choice_count = d.choices.size();
    return d.c.text = d.choices.front();
  }
  std::string text(const char* name, const char* default_value, const char* meaning) const {
    if (const auto* given = context().value(name)) return given->text;
    return context().declarations->add(name, meaning, SLALOM_TEXT, any()).c.text = default_value;
  }
  std::vector<double> list(const char* name, std::initializer_list<double> default_value, Range range,
                           const char* meaning) const {
    if (const auto* given = context().value(name)) return {given->list, given->list + given->list_size};
    auto& d = context().declarations->add(name, meaning, SLALOM_LIST, range);
    d.list = default_value;
    d.c.list = d.list.data();
    d.c.list_size = d.list.size();
    return d.list;
  }
  std::vector<std::size_t> integers(const char* name, std::initializer_list<double> default_value, Range range,
                                    const char* meaning) const {
    range.flags |= SLALOM_WHOLE_NUMBERS;
    std::vector<std::size_t> whole;
    for (double x : list(name, default_value, range, meaning)) whole.push_back(static_cast<std::size_t>(x));
    return whole;
  }

  /// The optimizer or problem that a suite gives under the name `inner`; null in the first construction. `standard`:
  /// one to try this plugin with.
  const slalom_inner* inner(slalom_kind kind, const char* default_value, const char* meaning) const {
    if (const auto* given = context().value("inner")) return given->inner;
    context().declarations->add("inner", meaning, kind, any()).c.text = default_value;
    return nullptr;
  }

  /// True in the first construction, which only learns the settings: load no data then.
  bool declaring() const { return context().declaring(); }
  /// Throws once the object is constructed: nothing of this is there any more.
  const detail::Construction& context() const {
    if (context_ != detail::construction)
      throw std::logic_error(
          "settings, tensors(), parts(), domain() and data folders can be asked for "
          "only while the plugin is constructed: keep them in members");
    return *context_;
  }

 private:
  double number(const char* name, double default_value, slalom_kind kind, Range range, const char* meaning) const {
    if (const auto* given = context().value(name)) return given->number;
    return context().declarations->add(name, meaning, kind, range).c.number = default_value;
  }

  // Valid while the object is constructed.
  const detail::Construction* context_ = detail::construction;
};

}  // namespace slalom
