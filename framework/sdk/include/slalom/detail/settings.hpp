// How settings are declared and looked up: what <slalom/settings.hpp> declares.
#pragma once

#include <slalom/settings.hpp>

#include <cmath>
#include <stdexcept>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

SLALOM_INLINE Declarations::Declarations() = default;
SLALOM_INLINE Declarations::~Declarations() = default;

SLALOM_INLINE Declaration& Declarations::add(const char* name, const char* meaning, slalom_kind kind,
                                             const Range& range) {
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

SLALOM_INLINE bool Declarations::has(slalom_kind kind) const {
  for (const auto* known : pointers)
    if (known->kind == kind) return true;
  return false;
}

SLALOM_INLINE const slalom_value* Construction::value(std::string_view name) const {
  if (declaring()) return nullptr;
  for (std::size_t i = 0; i < declarations->pointers.size(); ++i)
    if (declarations->pointers[i]->name == name) return values[i];
  throw std::logic_error("the setting '" + std::string(name) + "' was not declared in the first construction");
}

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

}  // namespace detail

template <class Number>
Number Settings<Number>::setting(const char* name, double default_value, Range range, const char* meaning) const {
  return detail::rounded<Number>(number(name, default_value, SLALOM_REAL, range, meaning), range);
}

template <class Number>
std::int64_t Settings<Number>::setting(const char* name, int default_value, Range range, const char* meaning) const {
  return static_cast<std::int64_t>(number(name, default_value, SLALOM_INTEGER, range, meaning));
}

template <class Number>
bool Settings<Number>::setting(const char* name, bool default_value, const char* meaning) const {
  return number(name, default_value ? 1 : 0, SLALOM_BOOLEAN, in(0, 1), meaning) != 0;
}

template <class Number>
std::string Settings<Number>::choice(const char* name, std::initializer_list<const char*> words,
                                     const char* meaning) const {
  if (const auto* given = context().value(name)) return given->text;
  auto& d = context().declarations->add(name, meaning, SLALOM_CHOICE, any());
  d.choices = words;
  d.c.choices = d.choices.data();
  d.c.choice_count = d.choices.size();
  return d.c.text = d.choices.front();
}

template <class Number>
std::string Settings<Number>::text(const char* name, const char* default_value, const char* meaning) const {
  if (const auto* given = context().value(name)) return given->text;
  return context().declarations->add(name, meaning, SLALOM_TEXT, any()).c.text = default_value;
}

template <class Number>
std::vector<double> Settings<Number>::list(const char* name, std::initializer_list<double> default_value, Range range,
                                           const char* meaning) const {
  if (const auto* given = context().value(name)) return {given->list, given->list + given->list_size};
  auto& d = context().declarations->add(name, meaning, SLALOM_LIST, range);
  d.list = default_value;
  d.c.list = d.list.data();
  d.c.list_size = d.list.size();
  return d.list;
}

template <class Number>
std::vector<std::size_t> Settings<Number>::integers(const char* name, std::initializer_list<double> default_value,
                                                    Range range, const char* meaning) const {
  range.flags |= SLALOM_WHOLE_NUMBERS;
  std::vector<std::size_t> whole;
  for (double x : list(name, default_value, range, meaning)) whole.push_back(static_cast<std::size_t>(x));
  return whole;
}

template <class Number>
const slalom_inner* Settings<Number>::inner(slalom_kind kind, const char* standard, const char* meaning) const {
  if (const auto* given = context().value("inner")) return given->inner;
  context().declarations->add("inner", meaning, kind, any()).c.text = standard;
  return nullptr;
}

template <class Number>
const detail::Construction& Settings<Number>::context() const {
  if (context_ != detail::construction)
    throw std::logic_error(
        "settings, tensors(), parts(), domain() and data folders can be asked for "
        "only while the plugin is constructed: keep them in members");
  return *context_;
}

template <class Number>
double Settings<Number>::number(const char* name, double default_value, slalom_kind kind, Range range,
                                const char* meaning) const {
  if (const auto* given = context().value(name)) return given->number;
  return context().declarations->add(name, meaning, kind, range).c.number = default_value;
}

}  // namespace slalom
