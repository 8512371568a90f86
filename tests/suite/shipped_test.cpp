// The suites that ship, with the plugins that ship.
#include "suite/suite.hpp"
#include "support/paths.hpp"

#include <gtest/gtest.h>

namespace slalom::suite {
namespace {

Plan plan_shipped(const std::filesystem::path& file) {
  static const std::vector<std::filesystem::path> folders{test::build_folder() + "/plugins",
                                                          test::build_folder() + "/problems"};
  static const loader::Registry registry = loader::Registry::scan(folders);
  auto result = plan_suite(file, registry, {});
  if (const auto* diagnostics = std::get_if<DiagnosticList>(&result)) {
    for (const auto& m : *diagnostics) ADD_FAILURE() << m.text();
    return {};
  }
  return std::get<Plan>(std::move(result));
}

TEST(ShippedSuites, HaveNoMistakesAndTheNameOfTheirFile) {
  for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() + "/suites")) {
    if (entry.path().extension() != ".yaml") continue;
    const auto plan = plan_shipped(entry.path());
    EXPECT_EQ(plan.suite, entry.path().stem());
    EXPECT_GT(plan.runs.size(), 0);
  }
}

TEST(ShippedSuites, SmokeIsSmall) {
  const auto plan = plan_shipped(test::source_folder() + "/suites/smoke.yaml");
  EXPECT_EQ(plan.cases.size(), 8);
  EXPECT_EQ(plan.runs.size(), 24);
}

}  // namespace
}  // namespace slalom::suite
