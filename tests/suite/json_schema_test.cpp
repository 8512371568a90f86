// The JSON schema of suites: it is what a validator other than ours makes of it.
#include "support/read_file.hpp"
#include "wrong_suites.hpp"

#include <fmt/format.h>

namespace slalom::suite {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::Not;

const loader::Registry& shipped() {
  static const std::vector<std::filesystem::path> folders{test::build_folder() + "/plugins",
                                                          test::build_folder() + "/problems"};
  static const loader::Registry registry = loader::Registry::scan(folders);
  return registry;
}

const std::filesystem::path suites = std::filesystem::path(test::source_folder()) / "suites";

std::vector<std::string> suites_that_ship() {
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(suites))
    if (file.path().extension() == ".yaml") texts.push_back(test::read_file(file.path()));
  EXPECT_GT(texts.size(), 5);
  return texts;
}

std::vector<Json> documents_of(const std::vector<std::string>& yamls) {
  std::vector<Json> documents;
  for (const auto& yaml : yamls) documents.push_back(document_of(yaml).value());
  return documents;
}

TEST(ShippedSuites, AreAcceptedByTheirSchema) {
  EXPECT_THAT(schema_errors(shipped(), documents_of(suites_that_ship())), Each(IsEmpty()));
}

TEST(SuiteSchema, AcceptsAllFormsOfValues) {
  const std::vector<std::string> optimizers{
      "adam",
      "{optimizer: adam, beta1: 0, beta2: [0.5, 0.9], epsilon_hat: [true, false]}",
      "{optimizer: momentum, form: [classical, torch], label: 5, batch: full, precision: float32}",
      "{optimizer: adam, learning_rate: {schedule: [constant, cosine], initial: [1, 2], warmup: [3, 4]}}",
      "{optimizer: adam, learning_rate: [0.1, {schedule: step, initial: 1, every: 3}, {initial: 2}, {}]}",
      "{optimizer: newton, batch: {size: 3}}",
      "{optimizer: lookahead, inner: adam, learning_rate: 3}",
      "{optimizer: lookahead, inner: {optimizer: clip, inner: {optimizer: adam}}, learning_rate: [1, 2]}",
      "{optimizer: lookahead, inner: {optimizer: newton, clip: 1}}",
      "{optimizer: adam, clip: [1, 2]}",
      "{optimizer: adam, clip: {norm: [1, 2], value: 3}}",
      "{optimizer: adam, clip: {range: [0.1, 1]}, tune: {trials: 2}}",
      "{optimizer: adam, beta1: {range: [0, 0.5]}, beta2: {choices: [0.5, 0.6]}, tune: {}}",
      "{optimizer: adam, learning_rate: {initial: {range: [0.1, 1], scale: log}, schedule: cosine}, tune: {seeds: 2}}",
      "{optimizer: adam, learning_rate: {choices: [0.1, 1]}, epsilon_hat: {choices: [true, false]}, tune: {}}"};
  const std::vector<std::string> problems{
      "bowl",
      "{problem: bowl, dimension: 2, condition: [1, 1e3], data: [a, 7], start: [1, 2]}",
      "{problem: net, hidden: [], start: [[1], [2, 3]]}",
      "{problem: net, hidden: [[3, 4], []], batch: {size: 5, sampling: replacement}}",
      "{problem: net32, precision: float32, stop: {}, record: {}, targets: [1, 2]}",
      "{problem: shift, by: -1.5, inner: {problem: shift, inner: {problem: bowl, condition: [2, 3]}}}"};
  std::vector<std::string> yamls{
      "suite: 2024\nabout: 5\nseeds: 3\noptimizers: [{optimizer: adam, budget: {steps: 1}}]\nproblems: [bowl]",
      "suite: s\nseeds: [0, 5]\nbudget: {epochs: 0.5, cpu_seconds: 1}\noptimizers: [adam]\nexperiments:\n"
      "  - {name: a b, about: c, problems: [bowl], tune: none}",
      "suite: s\nproblems: [bowl]\nexperiments:\n  - {name: a, optimizers: [adam], budget: {steps: 1}}"};
  for (const auto& optimizer : optimizers) yamls.push_back(with_optimizer(optimizer));
  for (const auto& problem : problems) yamls.push_back(with_problem(problem));
  for (const auto& yaml : yamls) EXPECT_THAT(mistakes_in(yaml), IsEmpty()) << yaml;
  const auto errors = schema_errors(zoo(), documents_of(yamls));
  for (std::size_t i = 0; i < yamls.size(); ++i) EXPECT_EQ(errors[i], "") << yamls[i];
}

TEST(SuiteSchema, LeavesSettingsOfSourceFilesToTheFiles) {
  std::vector<std::string> yamls;
  for (const auto* optimizer :
       {"my_rule.py", "rules/mine.py:MyRule", "{optimizer: my_rule.py, beta: [1, 2], learning_rate: 1}",
        "{optimizer: lookahead, inner: my_rule.py, learning_rate: 1}",
        "{optimizer: lookahead, inner: {optimizer: my_rule.py, gamma: x}}"})
    yamls.push_back(with_optimizer(optimizer));
  EXPECT_THAT(schema_errors(zoo(), documents_of(yamls)), Each(IsEmpty()));
  const std::vector<std::string> wrong{with_optimizer("my_rule.pyx"), with_optimizer(".py"),
                                       with_optimizer("{optimizer: my_rule.py, batch: 0}")};
  EXPECT_THAT(schema_errors(zoo(), documents_of(wrong)), Each(Not(IsEmpty())));
}

TEST(SuiteSchema, RefusesWrongTuningAndRanges) {
  std::vector<std::string> yamls;
  for (const auto* tune : {"{trials: 0}", "{search: randm}", "{trails: 5}", "nothing", "5"})
    yamls.push_back(with_optimizer("adam") + "tune: " + tune);
  for (const auto* setting :
       {"beta1: {range: [0.5, 2]}", "beta1: {range: [0.5]}", "beta1: {range: [0, 0.5], scale: log}",
        "beta1: {range: [0.1, 0.5], scale: lin}", "beta1: {choices: [0.5]}", "beta1: {range: [0.1, 0.5], scal: log}",
        "beta1: {ranges: [0.1, 0.5]}", "beta1: {scale: log, choices: [0.1, 0.2]}", "epsilon_hat: {range: [0, 1]}",
        "learning_rate: {initial: {choice: [0.1, 0.5]}}", "learning_rate: {range: [-1, 1]}",
        "clip: {norm: {scale: log}}"})
    yamls.push_back(with_optimizer(fmt::format("{{optimizer: adam, {}}}", setting)) + "tune: {trials: 2}");
  for (const auto& yaml : yamls) EXPECT_THAT(mistakes_in(yaml), Not(IsEmpty())) << yaml;
  const auto errors = schema_errors(zoo(), documents_of(yamls));
  for (std::size_t i = 0; i < yamls.size(); ++i) EXPECT_NE(errors[i], "") << yamls[i];
}

TEST(ShippedSuites, HaveASchemaThatIsUpToDate) {
  const auto file = suites / "suite.schema.json";
  const auto now = schema_text(suite_schema(shipped()));
  EXPECT_TRUE(test::read_file(file) == now)
      << "it is not: build/release/slalom schema suites/suite.schema.json writes it";
}

TEST(ShippedSuites, NameTheirSchemaInTheFirstLine) {
  EXPECT_THAT(suites_that_ship(), Each(testing::StartsWith("# yaml-language-server: $schema=suite.schema.json\n")));
}

}  // namespace
}  // namespace slalom::suite
