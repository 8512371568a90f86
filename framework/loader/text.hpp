// What text from outside may hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace slalom::host {

/// Where the first byte stands that is no UTF-8, or a control character other than tab and line ends.
std::optional<std::size_t> find_forbidden(std::string_view text);

}  // namespace slalom::host
