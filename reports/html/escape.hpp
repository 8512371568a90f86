// Text from suites and plugins, as HTML that shows it and does nothing else.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <string_view>

namespace slalom::html {

/// For elements' text and for attributes in double quotes.
std::string escape_html(std::string_view text);

/// JSON that can stand inside of a script element: no '<', so that neither </script> nor <!-- can occur in it.
std::string script_json(const Json& json);

}  // namespace slalom::html
