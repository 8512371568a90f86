// A plan in words: what a suite would run, how much of it is stored, and how long the rest would take.
#pragma once

#include "plugins.hpp"
#include "suite/plan.hpp"

#include <filesystem>

namespace slalom::cli {

/// False if the first steps of some case fail, which is reported on standard error.
/// `folder`: where its results are or would be. `fresh`: what is stored does not count.
bool print_plan(const suite::Plan& requested, const std::filesystem::path& folder, bool fresh,
                const run::ExecutionOptions& execution, const Plugins& plugins);

}  // namespace slalom::cli
