// Behind SLALOM_OPTIMIZER, SLALOM_PROBLEM, SLALOM_FUNCTION and SLALOM_SCHEDULE: the table of this shared library.
#pragma once

#include <slalom/plugin.h>
#include <slalom/detail/compiled.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#ifndef SLALOM_PLUGIN_VERSION
#define SLALOM_PLUGIN_VERSION "1.0"
#endif

namespace [[gnu::visibility("hidden")]] slalom {

/// Thrown by what does not fit: the pair of optimizer and problem is skipped, with this reason, and does not count as
/// failed. An optimizer may throw it when it is constructed and in its first step, a problem when it is constructed.
struct Skip : std::runtime_error {
  using std::runtime_error::runtime_error;
};
[[noreturn]] inline void skip(const std::string& reason) { throw Skip(reason); }

namespace detail {

/// What done() throws.
struct Done {
  std::string reason;
};

/// What a call of the host throws to leave the plugin's code at once.
struct Leave {
  slalom_status status;
};

/// Turns the exception in flight into a status. Apart from guarded(), so that steps stay small.
[[gnu::cold]] SLALOM_INLINE slalom_status caught(const slalom_host* host) noexcept;

/// Runs what must not let an exception out.
template <class Body>
[[gnu::always_inline]] inline slalom_status guarded(const slalom_host* host, Body&& body) noexcept {
  try {
    body();
    return SLALOM_OK;
  } catch (...) {
    return caught(host);
  }
}

struct Table {
  std::vector<const slalom_optimizer*> optimizers;
  std::vector<const slalom_problem*> problems;
  std::vector<const slalom_schedule*> schedules;
  slalom_table c{};
};

using Registration = void (*)(Table&);

/// Notes what will fill this library's table; returns true.
SLALOM_INLINE bool add(Registration registration);
/// This library's table; null where it cannot be made.
SLALOM_INLINE const slalom_table* table(const char* version) noexcept;

}  // namespace detail
}  // namespace slalom

extern "C" [[gnu::used]] SLALOM_EXPORT inline const slalom_table* slalom_plugin(void) {
  return slalom::detail::table(SLALOM_PLUGIN_VERSION);
}

#ifndef SLALOM_COMPILED
#include <slalom/detail/table_members.hpp>
#endif

#define SLALOM_REGISTER_NAMED(function, counter) \
  [[maybe_unused]] static const bool slalom_registered_##counter = ::slalom::detail::add(function);
#define SLALOM_REGISTER_COUNTED(function, counter) SLALOM_REGISTER_NAMED(function, counter)
#define SLALOM_REGISTER(...) SLALOM_REGISTER_COUNTED((__VA_ARGS__), __COUNTER__)
