// Suites from text, for tests.
#pragma once

#include "suite/suite.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::host {

inline const Registry& zoo() {
  static const Registry registry = Registry::load(SLALOM_BUILD "/tests/suite_zoo.so");
  return registry;
}

inline std::variant<Plan, Mistakes> read_suite(const std::string& yaml, const SuiteOptions& options = {}) {
  static const test::TemporaryFolder folder;
  const auto file = folder.path() / "suite.yaml";
  std::ofstream(file, std::ios::binary) << yaml;
  return plan_suite(file, zoo(), options);
}

/// "line:column: message" of each mistake.
inline std::vector<std::string> mistakes_in(const std::string& yaml) {
  std::vector<std::string> texts;
  const auto result = read_suite(yaml);
  if (const auto* mistakes = std::get_if<Mistakes>(&result))
    for (const auto& m : *mistakes) texts.push_back(m.text().substr(m.file.string().size() + 1));
  return texts;
}

/// The plan of a suite without mistakes.
inline Plan plan_of(const std::string& yaml, const SuiteOptions& options = {}) {
  auto result = read_suite(yaml, options);
  if (const auto* mistakes = std::get_if<Mistakes>(&result)) {
    for (const auto& m : *mistakes) ADD_FAILURE() << m.text();
    return {};
  }
  return std::get<Plan>(std::move(result));
}

}  // namespace slalom::host
