// How a check of a plugin ends.
#pragma once

#include "loader/registry.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace slalom::check {

/// The plugin breaks a rule; the message says which and how.
struct CheckFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// It works, but could do better.
struct CheckRemark : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class... T>
[[noreturn]] void fail(fmt::format_string<T...> format, T&&... values) {
  throw CheckFailed(fmt::format(format, std::forward<T>(values)...));
}

/// One rule, and how to see whether it holds.
template <class Entry>
struct Check {
  const char* name;
  /// Throws CheckFailed or CheckRemark; what else it throws counts as failed too.
  void (*run)(const Entry& entry, const loader::PluginContext& context);
};

}  // namespace slalom::check
