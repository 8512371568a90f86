// Settings, declared once, as a member's initialiser: name, default, range, one line of meaning.
// Constructed once to learn what is declared, and once for every run with the user's values.
#pragma once

#include <slalom/plugin.h>
#include <slalom/detail/compiled.hpp>

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <limits>
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

  SLALOM_INLINE Declarations();
  SLALOM_INLINE ~Declarations();
  Declarations(const Declarations&) = delete;
  Declarations& operator=(const Declarations&) = delete;

  SLALOM_INLINE Declaration& add(const char* name, const char* meaning, slalom_kind kind, const Range& range);
  SLALOM_INLINE bool has(slalom_kind kind) const;
};

/// What an object under construction is built with.
struct Construction {
  Declarations* declarations;  // learned in the first construction, looked up later
  const slalom_value* const* values = nullptr;
  const slalom_space* space = nullptr;  // optimizers only
  const slalom_random* random = nullptr;
  const slalom_host* host = nullptr;  // null in the first construction

  bool declaring() const { return host == nullptr; }
  SLALOM_INLINE const slalom_value* value(std::string_view name) const;
};

// How a member's initialiser finds its value without every plugin passing it through constructors.
inline thread_local Construction* construction = nullptr;

template <class T>
[[gnu::noinline]] T construct(Construction context) {
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
  Number setting(const char* name, double default_value, Range range, const char* meaning) const;
  std::int64_t setting(const char* name, int default_value, Range range, const char* meaning) const;
  bool setting(const char* name, bool default_value, const char* meaning) const;
  /// One of several words; the first is the default.
  std::string choice(const char* name, std::initializer_list<const char*> words, const char* meaning) const;
  std::string text(const char* name, const char* default_value, const char* meaning) const;
  std::vector<double> list(const char* name, std::initializer_list<double> default_value, Range range,
                           const char* meaning) const;
  std::vector<std::size_t> integers(const char* name, std::initializer_list<double> default_value, Range range,
                                    const char* meaning) const;

  /// The optimizer or problem that a suite gives under the name `inner`; null in the first construction. `standard`:
  /// one to try this plugin with.
  const slalom_inner* inner(slalom_kind kind, const char* standard, const char* meaning) const;

  /// True in the first construction, which only learns the settings: load no data then.
  bool declaring() const { return context().declaring(); }
  /// Throws once the object is constructed: nothing of this is there any more.
  const detail::Construction& context() const;

 private:
  double number(const char* name, double default_value, slalom_kind kind, Range range, const char* meaning) const;

  // Valid while the object is constructed.
  const detail::Construction* context_ = detail::construction;
};

}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/settings.hpp>
#endif
