// What a plain YAML word stands for, and what text may hold.
#pragma once

#include "suite/plan.hpp"

#include <optional>
#include <string_view>

namespace slalom::host {

/// null, true, false, a decimal number or else text, by YAML 1.2's core schema: `yes` and `0x10` are text.
/// A number beyond a double's range stays text too, as do infinities: nothing in a suite takes them.
Json resolve(const std::string& word);

/// Where the first byte stands that is no UTF-8, or a control character other than tab and line ends.
std::optional<std::size_t> find_forbidden(std::string_view text);

}  // namespace slalom::host
