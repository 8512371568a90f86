// Reference numbers.
#pragma once

#include "loader/setting.hpp"
#include "support/paths.hpp"

#include <fstream>
#include <map>
#include <stdexcept>

namespace slalom::test {

/// tests/reference/NAME
inline const Json& reference(const std::string& name) {
  static std::map<std::string, Json> all;
  const auto [it, is_new] = all.try_emplace(name);
  if (is_new) {
    std::ifstream in(tests_folder() + "/reference/" + name);
    if (!in) throw std::runtime_error("no tests/reference/" + name);
    it->second = Json::parse(in);
  }
  return it->second;
}

}  // namespace slalom::test
