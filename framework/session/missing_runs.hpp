// What is left to do of a plan.
#pragma once

#include "suite/plan.hpp"

#include <filesystem>
#include <span>

namespace slalom::session {

/// The plan's runs that are not among `done`, which is sorted; each identity once. Of the cases that are selected, if
/// `selects` is given: experiments may share runs.
std::vector<suite::Run> missing_runs(const suite::Plan& plan, std::span<const suite::RunId> done,
                                     const std::function<bool(const suite::Plan&, const suite::Case&)>& selects = {});

/// Different runs in the plan: experiments may share some.
std::size_t count_runs(const suite::Plan& plan);

/// Runs of the folder's own plans that are stored and did not fail; 0 if there are no results yet.
std::uint64_t count_done(const std::filesystem::path& folder);

}  // namespace slalom::session
