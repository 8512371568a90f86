// What a plain YAML word stands for.
#pragma once

#include "suite/plan.hpp"

#include <string>

namespace slalom::suite {

/// null, true, false, a decimal number or else text, by YAML 1.2's core schema: `yes` and `0x10` are text.
/// A number beyond a double's range stays text too, as do infinities: nothing in a suite takes them.
Json resolve(const std::string& word);

}  // namespace slalom::suite
