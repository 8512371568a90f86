// A declared setting, as the host knows it, and the values a suite gives.
#pragma once

#include <slalom/plugin.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace slalom {

using Json = nlohmann::json;  ///< in all modules

namespace loader {

enum class Kind { real, integer, boolean, choice, text, list, inner_optimizer, inner_problem };

struct Setting {
  std::string name;
  std::string meaning;
  Kind kind = Kind::real;
  Json default_value;  ///< the default; of an inner optimizer or problem: one to try the plugin with
  double minimum = 0, maximum = 0;
  bool excludes_minimum = false, excludes_maximum = false;
  bool log_scale = false;
  bool integers = false;  ///< of a list's entries
  std::vector<std::string> choices;
  double search_minimum = 0, search_maximum = 0;  ///< equal: not tuned
};

Setting read_setting(const slalom_setting& c);

/// What is wrong with a value and what would be right; nothing if it is fine. Integers are taken for reals.
std::optional<std::string> diagnose(const Setting& setting, const Json& value);

/// The allowed values in words: "a number in [0, 1)", "one of: classical, torch".
std::string allowed(const Setting& setting);

/// {name: value} for every declared setting: what is given, else the default; numbers in the setting's own kind.
Json complete(std::span<const Setting> settings, const Json& given);

}  // namespace loader
}  // namespace slalom
