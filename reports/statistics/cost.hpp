// What a budget counts, and what runs spent of it.
#pragma once

#include "statistics/source.hpp"

#include <string>

namespace slalom::statistics {

/// The unit that optimizers are compared in on a problem: the first of evaluations, epochs, steps and CPU seconds that
/// the budgets of all cases limit; evaluations if they have none in common.
Unit unit_of(const std::vector<CaseRuns>& cases);

/// What the case's budget allows in that unit; infinite if it does not limit it.
double allowed(const suite::Budget& budget, Unit unit);

/// What was spent up to a recorded point, or in a whole run; `examples` is how many the problem has.
double spent(const run::Point& point, double examples, Unit unit);
double spent(const run::RunRecord& run, double examples, Unit unit);

/// As a key of suites.
std::string name_of(Unit unit);

/// "steps", "evaluations", "epochs", "CPU seconds"
std::string in_words(Unit unit);

}  // namespace slalom::statistics
