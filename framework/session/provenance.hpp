// Which program this is, on which machine, with which plugins: what one must know to assess or repeat results.
#pragma once

#include "loader/registry.hpp"
#include "suite/plan.hpp"

namespace slalom::session {

/// "slalom 0.1.0 (commit 1a2b3c4, GCC 12.2.0)".
std::string version_text();

/// Its model and the instruction sets that change how sums are rounded.
std::string processor_text();

/// Time of now, in UTC: "2026-01-31 12:00:00 UTC".
std::string now_text();

/// Of the plan's plugins. Times and numbers of runs are the caller's to add. `level`: of x86-64 that the plugins were
/// built for; empty: none. `sandbox`: in which they run, in words.
Json provenance(const std::string& command, const suite::Plan& plan, const loader::Registry& registry,
                const std::string& level, const std::string& sandbox);

}  // namespace slalom::session
