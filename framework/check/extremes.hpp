// The ends of what settings allow.
#pragma once

#include "loader/setting.hpp"

#include <span>
#include <vector>

namespace slalom::check {

struct Extreme {
  std::string name;
  Json value;

  std::string text() const { return name + ": " + value.dump(); }
  Json settings() const { return {{name, value}}; }
};

/// One setting at an end of its range, all others at their defaults: both ends of numbers (where there is none, that of
/// the range for tuning), each word of a choice, true and false, lists of all smallest and all largest numbers.
std::vector<Extreme> extremes(std::span<const loader::Setting> settings);

}  // namespace slalom::check
