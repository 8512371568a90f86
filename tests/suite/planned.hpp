// Suites from text, for tests.
#pragma once

#include "suite/suite.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::suite {

inline const loader::Registry& zoo() {
  static const loader::Registry registry = loader::Registry::load(test::build_folder() + "/tests/suite_zoo.so");
  return registry;
}

inline std::variant<Plan, DiagnosticList> read_suite(const std::string& yaml, const SuiteOptions& options = {}) {
  static const test::TemporaryFolder folder;
  const auto file = folder.path() / "suite.yaml";
  std::ofstream(file, std::ios::binary) << yaml;
  return plan_suite(file, zoo(), options);
}

/// "line:column: message" of each mistake.
inline std::vector<std::string> mistakes_in(const std::string& yaml) {
  std::vector<std::string> texts;
  const auto result = read_suite(yaml);
  if (const auto* diagnostics = std::get_if<DiagnosticList>(&result))
    for (const auto& m : *diagnostics) texts.push_back(m.text().substr(m.file.string().size() + 1));
  return texts;
}

/// The plan of a suite without mistakes.
inline Plan plan_of(const std::string& yaml, const SuiteOptions& options = {}) {
  auto result = read_suite(yaml, options);
  if (const auto* diagnostics = std::get_if<DiagnosticList>(&result)) {
    for (const auto& m : *diagnostics) ADD_FAILURE() << m.text();
    return {};
  }
  return std::get<Plan>(std::move(result));
}

/// A right suite but for its only optimizer, which stands in line 5 from column 5 on.
inline std::string with_optimizer(const std::string& optimizer) {
  return "suite: s\nbudget: {steps: 10}\nproblems: [bowl]\noptimizers:\n  - " + optimizer + "\n";
}

/// Likewise with its only problem.
inline std::string with_problem(const std::string& problem) {
  return "suite: s\nbudget: {steps: 10}\noptimizers: [adam]\nproblems:\n  - " + problem + "\n";
}

inline Case case_of(const std::string& optimizer) {
  const auto plan = plan_of(with_optimizer(optimizer));
  EXPECT_EQ(plan.cases.size(), 1) << optimizer;
  return plan.cases.empty() ? Case{} : plan.cases.front();
}

inline std::vector<std::string> labels_of(const std::string& optimizer) {
  std::vector<std::string> all;
  for (const auto& c : plan_of(with_optimizer(optimizer)).cases) all.push_back(c.optimizer.label);
  return all;
}

}  // namespace slalom::suite
