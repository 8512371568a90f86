// What tests of several modules share: this build's plugins, reference numbers, and cases made by hand.
#pragma once

#include "loader/inner.hpp"
#include "loader/registry.hpp"
#include "suite/plan.hpp"
#include "support/paths.hpp"
#include "support/reference.hpp"

#include <stdexcept>

namespace slalom::test {

inline const std::filesystem::path build = test::build_folder();

/// All plugins of this build.
inline const loader::Registry& registry() {
  static const auto all = [] {
    const std::vector<std::filesystem::path> folders{build / "plugins", build / "problems", build / "tests/fixtures"};
    return loader::Registry::scan(folders);
  }();
  return all;
}

/// A case of all defaults but for what is given; 1000 steps. Throws on names that are not there and wrong settings.
inline suite::Case make_case(const std::string& problem, const Json& problem_settings, const std::string& optimizer,
                             const Json& optimizer_settings = Json::object(),
                             std::optional<double> learning_rate = std::nullopt) {
  const auto take = [](const auto* entry, const std::string& name, const Json& settings) {
    if (entry == nullptr) throw std::runtime_error("no plugin " + name);
    for (const auto& [key, value] : settings.items()) {
      const auto it = std::ranges::find(entry->settings, key, &loader::Setting::name);
      if (it == entry->settings.end()) throw std::runtime_error(name + " has no setting " + key);
      if (const auto wrong = loader::diagnose(*it, value)) throw std::runtime_error(*wrong);
    }
    return loader::complete(entry->settings, settings);
  };
  suite::Case c;
  const auto* p = registry().problem(problem);
  const auto* o = registry().optimizer(optimizer);
  c.problem.name = c.problem.label = problem;
  c.problem.settings = take(p, problem, problem_settings);
  c.precision = p->c->preferred == SLALOM_FLOAT32 ? suite::Precision::float32 : suite::Precision::float64;
  c.optimizer.name = c.optimizer.label = c.optimizer.family = optimizer;
  c.optimizer.settings = take(o, optimizer, optimizer_settings);
  const auto nested = loader::nested_optimizers(registry(), optimizer, c.optimizer.settings);
  if (const auto* rate = loader::learning_rate_of(nested))
    c.optimizer.learning_rate =
        suite::LearningRate{.initial = learning_rate.value_or(rate->default_value.get<double>())};
  c.budget.steps = 1000;
  return c;
}

}  // namespace slalom::test
