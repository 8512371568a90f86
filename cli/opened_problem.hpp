// What is known of a problem once it is open.
#pragma once

#include "plugins.hpp"

#include <variant>

namespace slalom::cli {

/// Opens the problem by the default values of its settings, in a process of its own. Where it cannot be opened, why.
std::variant<run::ProblemInfo, std::string> opened_problem(const Plugins& plugins, const loader::ProblemEntry& problem);

}  // namespace slalom::cli
