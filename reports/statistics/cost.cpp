#include "statistics/cost.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace slalom::statistics {

double allowed(const suite::Budget& budget, Unit unit) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto number = [](const std::optional<std::uint64_t>& limit) {
    return limit ? static_cast<double>(*limit) : infinity;
  };
  switch (unit) {
    case Unit::steps:
      return number(budget.steps);
    case Unit::evaluations:
      return number(budget.evaluations);
    case Unit::epochs:
      return budget.epochs.value_or(infinity);
    case Unit::cpu_seconds:
      return budget.cpu_seconds.value_or(infinity);
  }
  return infinity;
}

Unit unit_of(const std::vector<CaseRuns>& cases) {
  for (const auto unit : {Unit::evaluations, Unit::epochs, Unit::steps, Unit::cpu_seconds})
    if (std::ranges::all_of(cases, [&](const auto& c) { return std::isfinite(allowed(c.c->budget, unit)); }))
      return unit;
  return Unit::evaluations;
}

namespace {

template <class At>
double spent_at(std::uint64_t step, const At& at, double examples, Unit unit) {
  switch (unit) {
    case Unit::steps:
      return static_cast<double>(step);
    case Unit::evaluations:
      return static_cast<double>(at.evaluations);
    case Unit::epochs:
      return static_cast<double>(at.examples) / examples;
    case Unit::cpu_seconds:
      return at.cpu_seconds;
  }
  return unknown;
}

}  // namespace

double spent(const run::Point& point, double examples, Unit unit) {
  return spent_at(point.step, point, examples, unit);
}

double spent(const run::RunRecord& run, double examples, Unit unit) { return spent_at(run.steps, run, examples, unit); }

std::string name_of(Unit unit) {
  static constexpr std::array names{"steps", "evaluations", "epochs", "cpu_seconds"};
  return names.at(static_cast<std::size_t>(unit));
}

std::string in_words(Unit unit) {
  static constexpr std::array names{"steps", "evaluations", "epochs", "CPU seconds"};
  return names.at(static_cast<std::size_t>(unit));
}

}  // namespace slalom::statistics
