// How the table of a shared library is made, and errors reported: what <slalom/detail/table.hpp> declares.
#pragma once

#include <slalom/detail/table.hpp>

#include <cstddef>
#include <exception>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

inline void note_done(const slalom_host* host, const std::string& reason) {
  constexpr auto needed = offsetof(slalom_host, done) + sizeof(slalom_host::done);  // older hosts end before it
  if (host->struct_size >= needed) host->done(host->self, reason.c_str());
}

SLALOM_INLINE slalom_status caught(const slalom_host* host) noexcept {
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

inline std::vector<Registration>& registrations() {
  static std::vector<Registration> all;
  return all;
}

SLALOM_INLINE bool add(Registration registration) {
  registrations().push_back(registration);
  return true;
}

SLALOM_INLINE const slalom_table* table(const char* version) noexcept {
  try {
    static const Table complete = [version] {
      Table t;
      for (auto* registration : registrations()) registration(t);
      t.c = {.struct_size = sizeof(slalom_table),
             .abi_version = SLALOM_ABI_VERSION,
             .version = version,
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
