// Settings that suites cannot give.
#pragma once

#include "check/verdict.hpp"
#include "suite/keys.hpp"

namespace slalom::check {

/// Fails where a setting has the name of a key that suites read themselves at one of these levels.
inline void require_no_suite_keys(const std::vector<loader::Setting>& settings,
                                  std::initializer_list<suite::Level> levels) {
  for (const auto& setting : settings)
    for (const auto level : levels)
      if (suite::is_key(setting.name, level))
        fail("suites read the key '{}' themselves, so the setting can never be given: choose another name",
             setting.name);
}

}  // namespace slalom::check
