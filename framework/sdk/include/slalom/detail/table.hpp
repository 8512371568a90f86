// Behind SLALOM_OPTIMIZER, SLALOM_PROBLEM, SLALOM_FUNCTION and SLALOM_SCHEDULE: the table of this shared library.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>
#include <exception>
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

inline void note_done(const slalom_host* host, const std::string& reason) {
  constexpr auto needed = offsetof(slalom_host, done) + sizeof(slalom_host::done);  // older hosts end before it
  if (host->struct_size >= needed) host->done(host->self, reason.c_str());
}

/// Turns the exception in flight into a status. Apart from guarded(), so that steps stay small.
[[gnu::cold, gnu::noinline]] inline slalom_status caught(const slalom_host* host) noexcept {
  try {
    throw;
  } catch (const Leave& leave) {
    return leave.status;
  } catch (const Done& done) {
    note_done(host, done.reason);
    return SLALOM_STOP;
  } catch (const Skip& skipped) {
    host->fail(host->self, skipped.what());
    return SLALOM_SKIP;
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
