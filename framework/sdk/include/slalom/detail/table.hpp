// Behind SLALOM_OPTIMIZER, SLALOM_PROBLEM, SLALOM_FUNCTION and SLALOM_SCHEDULE: the table of this shared library.
#pragma once

#include <slalom/plugin.h>

#include <exception>
#include <vector>

#ifndef SLALOM_PLUGIN_VERSION
#define SLALOM_PLUGIN_VERSION "1.0"
#endif

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// What a call of the host throws to leave the plugin's code at once.
struct Leave {
  slalom_status status;
};

/// Turns the exception in flight into a status. Apart from guarded(), so that steps stay small.
[[gnu::cold, gnu::noinline]] inline slalom_status caught(const slalom_host* host) noexcept {
  try {
    throw;
  } catch (const Leave& leave) {
    return leave.status;
  } catch (const std::exception& error) {
    host->fail(host->self, error.what());
  } catch (...) {
    host->fail(host->self, "the plugin threw something that is not a std::exception");
  }
  return SLALOM_ERROR;
}

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

inline std::vector<Registration>& registrations() {
  static std::vector<Registration> all;
  return all;
}

inline bool add(Registration registration) {
  registrations().push_back(registration);
  return true;
}

inline const slalom_table* table() noexcept {
  try {
    static const Table complete = [] {
      Table t;
      for (auto* registration : registrations()) registration(t);
      t.c = {.struct_size = sizeof(slalom_table),
             .abi_version = SLALOM_ABI_VERSION,
             .version = SLALOM_PLUGIN_VERSION,
             .optimizers = t.optimizers.data(),
             .optimizer_count = t.optimizers.size(),
             .problems = t.problems.data(),
             .problem_count = t.problems.size(),
             .schedules = t.schedules.data(),
             .schedule_count = t.schedules.size()};
      return t;
    }();
    return &complete.c;
  } catch (...) {
    return nullptr;  // the host names the file
  }
}

}  // namespace detail
}  // namespace slalom

extern "C" [[gnu::used]] SLALOM_EXPORT inline const slalom_table* slalom_plugin(void) {
  return slalom::detail::table();
}

#define SLALOM_REGISTER_NAMED(function, counter) \
  [[maybe_unused]] static const bool slalom_registered_##counter = ::slalom::detail::add(function);
#define SLALOM_REGISTER_COUNTED(function, counter) SLALOM_REGISTER_NAMED(function, counter)
#define SLALOM_REGISTER(...) SLALOM_REGISTER_COUNTED((__VA_ARGS__), __COUNTER__)
