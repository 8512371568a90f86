// YAML in, plan out.
#include "planned.hpp"

#include <fmt/format.h>

namespace slalom::suite {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAreArray;

/// "bowl × adam (beta1=0.9)" of each case.
std::vector<std::string> labels(const Plan& plan) {
  std::vector<std::string> all;
  for (const auto& c : plan.cases) all.push_back(c.problem.label + " × " + c.optimizer.label);
  return all;
}

/// The only case of a suite with that optimizer.
Case case_of(const std::string& optimizer, const std::string& problem = "bowl") {
  const auto plan =
      plan_of("suite: s\nbudget: {steps: 10}\nproblems: [" + problem + "]\noptimizers: [" + optimizer + "]");
  EXPECT_EQ(plan.cases.size(), 1) << optimizer;
  return plan.cases.empty() ? Case{} : plan.cases.front();
}

std::vector<std::string> labels_of(const std::string& optimizer) {
  std::vector<std::string> all;
  for (const auto& c :
       plan_of("suite: s\nbudget: {steps: 10}\nproblems: [bowl]\noptimizers: [" + optimizer + "]").cases)
    all.push_back(c.optimizer.label);
  return all;
}

TEST(Expansion, OfTheSmallestSuite) {
  const std::string yaml = "suite: a-1\nbudget: {epochs: 2}\nproblems: [bowl]\noptimizers: [adam]";
  const auto plan = plan_of(yaml);
  EXPECT_EQ(plan.suite, "a-1");
  EXPECT_EQ(plan.text, yaml);
  ASSERT_EQ(plan.experiments.size(), 1);
  EXPECT_EQ(plan.experiments[0].name, "a-1");
  ASSERT_EQ(plan.cases.size(), 1);
  const Case& c = plan.cases.front();
  EXPECT_EQ(c.problem.settings, Json::parse(R"({"dimension": 2, "condition": 10.0, "data": "none"})"));
  EXPECT_THAT(c.problem.start, ElementsAre());
  EXPECT_EQ(c.problem.plugin_hash, zoo().problem("bowl")->file->hash);
  EXPECT_EQ(c.optimizer.settings, Json::parse(R"({"beta1": 0.9, "beta2": 0.999, "epsilon_hat": false})"));
  EXPECT_EQ(c.optimizer.family, "adam");
  EXPECT_EQ(c.optimizer.plugin_hash, zoo().optimizer("adam")->file->hash);
  EXPECT_EQ(c.optimizer.learning_rate->initial, 0.001);
  EXPECT_EQ(c.optimizer.learning_rate->schedule, "constant");
  EXPECT_EQ(c.optimizer.schedule_hash, "");
  EXPECT_EQ(to_text(c.batch), "full");
  EXPECT_EQ(c.precision, Precision::float64);
  EXPECT_EQ(c.budget.epochs, 2);
  EXPECT_EQ(c.recording.points, 100);
  EXPECT_EQ(c.recording.spacing, Spacing::log);
  ASSERT_EQ(plan.runs.size(), 10);
  EXPECT_EQ(plan.runs[9].seed, 10);
  EXPECT_EQ(plan.runs[9].id, identify(c, 10));
}

TEST(Expansion, OfSeeds) {
  const auto seeds = [](const std::string& line, const SuiteOptions& options = {}) {
    std::vector<std::uint64_t> all;
    for (const auto& run :
         plan_of("suite: s\nbudget: {steps: 1}\nproblems: [bowl]\noptimizers: [adam]\nseeds: " + line, options).runs)
      all.push_back(run.seed);
    return all;
  };
  EXPECT_THAT(seeds("3"), ElementsAre(1, 2, 3));
  EXPECT_THAT(seeds("[7, 0, 9007199254740991]"), ElementsAre(7, 0, 9007199254740991));
  EXPECT_THAT(seeds("[7, 8, 9]", {.seeds = 2}), ElementsAre(1, 2));
}

TEST(Expansion, OfProblemsTimesOptimizers) {
  const auto plan = plan_of(R"(suite: s
seeds: 2
budget: {steps: 10}
problems: [bowl, {problem: bowl, label: far, start: [1, 2]}]
optimizers: [adam, {optimizer: momentum, label: heavy ball}]
)");
  EXPECT_THAT(labels(plan), ElementsAre("bowl × adam", "bowl × heavy ball", "far × adam", "far × heavy ball"));
  EXPECT_THAT(plan.cases[2].problem.start, ElementsAre(1, 2));
  ASSERT_EQ(plan.runs.size(), 8);
  EXPECT_EQ(plan.runs[5].case_index, 2);
}

TEST(Expansion, OfGrids) {
  EXPECT_THAT(labels_of("{optimizer: adam, beta1: [0.8, 0.95]}"), ElementsAre("adam (beta1=0.8)", "adam (beta1=0.95)"));
  EXPECT_THAT(labels_of("{optimizer: adam, beta2: 0.99, beta1: [0.8]}"), ElementsAre("adam"));
  EXPECT_THAT(labels_of("{optimizer: adam, label: A, epsilon_hat: [true, false], learning_rate: [1e-3, 0.1]}"),
              ElementsAre("A (epsilon_hat=true, learning_rate=0.001)", "A (epsilon_hat=true, learning_rate=0.1)",
                          "A (epsilon_hat=false, learning_rate=0.001)", "A (epsilon_hat=false, learning_rate=0.1)"));
  EXPECT_THAT(labels_of("{optimizer: momentum, form: [classical, torch]}"),
              ElementsAre("momentum (form=classical)", "momentum (form=torch)"));

  const auto plan = plan_of(R"(suite: s
budget: {steps: 10}
problems:
  - {problem: net, hidden: [[64, 32], []]}
  - {problem: bowl, dimension: [2, 1e2], start: [[0, 0.5], [1, 1]]}
optimizers: [newton]
)");
  EXPECT_THAT(
      labels(plan),
      ElementsAre("net (hidden=[64, 32]) × newton", "net (hidden=[]) × newton",
                  "bowl (dimension=2, start=[0, 0.5]) × newton", "bowl (dimension=2, start=[1, 1]) × newton",
                  "bowl (dimension=100, start=[0, 0.5]) × newton", "bowl (dimension=100, start=[1, 1]) × newton"));
  EXPECT_EQ(plan.cases[0].problem.settings.dump(), R"({"hidden":[64,32]})");
  EXPECT_EQ(plan.cases[5].problem.settings.at("dimension").dump(), "100");
  EXPECT_THAT(plan.cases[5].problem.start, ElementsAre(1, 1));
  EXPECT_EQ(plan.cases[0].optimizer.learning_rate.has_value(), false);
}

TEST(Expansion, KeepsTheFamilyOfAGrid) {
  const auto plan = plan_of(
      "suite: s\nbudget: {steps: 1}\nproblems: [bowl]\noptimizers: [{optimizer: adam, label: A, beta1: [0.5, 0.6]}]");
  for (const auto& c : plan.cases) EXPECT_EQ(c.optimizer.family, "A");
}

TEST(Expansion, OfLearningRates) {
  const auto rate =
      *case_of("{optimizer: adam, learning_rate: {schedule: step, initial: 1, warmup: 1e2}}").optimizer.learning_rate;
  EXPECT_EQ(rate.initial, 1);
  EXPECT_EQ(rate.schedule, "step");
  EXPECT_EQ(rate.settings.dump(), R"({"every":100})");
  EXPECT_EQ(rate.warmup, 100);

  const auto warm = case_of("{optimizer: adam, learning_rate: {warmup: 5}}").optimizer;
  EXPECT_EQ(warm.learning_rate->initial, 0.001);
  EXPECT_EQ(warm.learning_rate->schedule, "constant");
  EXPECT_EQ(warm.learning_rate->warmup, 5);

  EXPECT_EQ(case_of("{optimizer: adam, learning_rate: {schedule: cosine}}").optimizer.schedule_hash,
            zoo().schedule("cosine")->file->hash);

  const std::string cosine = "{schedule: cosine, initial: 0.1";
  const auto labelled = [](const std::string& line) {
    return labels_of("{optimizer: adam, learning_rate: " + line + "}");
  };
  EXPECT_THAT(labelled(cosine + "}"), ElementsAre("adam"));
  EXPECT_THAT(labelled("{schedule: cosine, initial: [0.1, 1]}"),
              ElementsAre("adam (learning_rate=0.1)", "adam (learning_rate=1)"));
  EXPECT_THAT(labelled("{schedule: [cosine, constant, step], initial: 1}"),
              ElementsAre("adam (schedule=cosine)", "adam (schedule=constant)", "adam (schedule=step)"));
  EXPECT_THAT(labelled("[0.1, " + cosine + "}]"), ElementsAre("adam (schedule=constant)", "adam (schedule=cosine)"));
  EXPECT_THAT(labelled("[" + cosine + ", final: 0.5}, " + cosine + ", final: [0.25, 0]}]"),
              ElementsAre("adam (final=0.5)", "adam (final=0.25)", "adam (final=0)"));
  EXPECT_THAT(
      labelled("[0.3, " + cosine + ", warmup: [5, 6]}]"),
      ElementsAre("adam (learning_rate=0.3, schedule=constant)", "adam (learning_rate=0.1, schedule=cosine, warmup=5)",
                  "adam (learning_rate=0.1, schedule=cosine, warmup=6)"));
}

TEST(Expansion, OfBatches) {
  for (const auto& [written, read] :
       std::map<std::string, std::string>{{"full", "full"},
                                          {"32", "32 shuffled"},
                                          {"{size: 8}", "8 shuffled"},
                                          {"{size: 8, sampling: replacement}", "8 replacement"},
                                          {"{size: 8, sampling: sequential}", "8 sequential"},
                                          {"{sampling: full}", "full"}})
    EXPECT_EQ(to_text(case_of("{optimizer: adam, batch: " + written + "}").batch), read) << written;
}

TEST(Expansion, OfWhatIsRecordedAndStops) {
  const auto c = case_of(
      "{optimizer: adam, record: {every: 5, trajectory: true, effective_step: true, "
      "gradient_variance: true}, stop: {distance: 1e-3, gap: 1, loss: -5, gradient_norm: 2}, "
      "targets: [0.001, 1, -2], precision: float32}");
  EXPECT_EQ(c.recording.every, 5);
  EXPECT_TRUE(c.recording.trajectory && c.recording.effective_step && c.recording.gradient_variance);
  EXPECT_EQ(c.stop.distance, 1e-3);
  EXPECT_EQ(c.stop.gap, 1);
  EXPECT_EQ(c.stop.loss, -5);
  EXPECT_EQ(c.stop.gradient_norm, 2);
  EXPECT_THAT(c.targets, ElementsAre(1, 0.001, -2));
  EXPECT_EQ(c.precision, Precision::float32);
  EXPECT_EQ(case_of("{optimizer: adam, record: {points: 7, spacing: even}}").recording.points, 7);
}

TEST(Expansion, TakesTheProblemsPrecisionByDefault) {
  EXPECT_EQ(case_of("adam", "net").precision, Precision::float32);
  EXPECT_EQ(case_of("adam", "{problem: net, precision: float64}").precision, Precision::float64);
}

TEST(Expansion, TheInnermostWinsAsAWhole) {
  const auto plan = plan_of(R"(suite: s
budget: {steps: 1, epochs: 1}
batch: 1
seeds: 1
targets: [1]
record: {trajectory: true}
optimizers: [newton, {optimizer: adam, batch: 4, stop: {}}]
experiments:
  - name: one
    batch: 2
    stop: {loss: 1}
    problems: [bowl, {problem: net, batch: 3, record: {points: 5}}]
  - name: two
    about: the second
    budget: {steps: 2}
    seeds: [5, 6]
    problems: [bowl]
    optimizers: [momentum]
)");
  std::vector<std::string> batches;
  for (const auto& c : plan.cases) batches.push_back(to_text(c.batch));
  EXPECT_THAT(batches, ElementsAre("2 shuffled", "4 shuffled", "3 shuffled", "4 shuffled", "1 shuffled"));
  EXPECT_EQ(plan.cases[0].stop.loss, 1);
  EXPECT_EQ(plan.cases[1].stop.loss, std::nullopt);
  EXPECT_EQ(plan.cases[0].recording.trajectory, true);
  EXPECT_EQ(plan.cases[2].recording.trajectory, false);
  EXPECT_EQ(plan.cases[4].budget.epochs, std::nullopt);
  EXPECT_THAT(plan.cases[4].targets, ElementsAre(1));
  ASSERT_EQ(plan.experiments.size(), 2);
  EXPECT_EQ(plan.experiments[1].about, "the second");
  EXPECT_EQ(plan.cases[3].experiment, 0);
  EXPECT_EQ(plan.cases[4].experiment, 1);
  ASSERT_EQ(plan.runs.size(), 6);
  EXPECT_EQ(plan.runs[5].seed, 6);
  EXPECT_THAT(labels(plan),
              ElementsAre("bowl × newton", "bowl × adam", "net × newton", "net × adam", "bowl × momentum"));
}

TEST(Expansion, TakesAliases) {
  const auto plan = plan_of(R"(suite: s
budget: {steps: 1}
problems: &all [bowl]
experiments:
  - {name: one, problems: *all, optimizers: [adam]}
  - {name: two, problems: *all, optimizers: [newton]}
)");
  EXPECT_THAT(labels(plan), ElementsAre("bowl × adam", "bowl × newton"));
}

// ---- identities -----------------------------------------------------------------------------

std::vector<RunId> ids(const std::string& yaml) {
  std::vector<RunId> all;
  for (const auto& run : plan_of(yaml).runs) all.push_back(run.id);
  return all;
}

constexpr const char* suite = R"(suite: s
about: A suite.
seeds: 2
budget: {steps: 10, epochs: 1}
targets: [1, 0.1]
problems: [{problem: bowl, dimension: 2, condition: 5}]
optimizers: [{optimizer: adam, beta1: 0.5, learning_rate: 0.1}, newton]
)";

TEST(Identity, DoesNotDependOnHowASuiteIsWritten) {
  EXPECT_THAT(ids(R"(# the same with other names, order, notation and defaults
optimizers:
  - learning_rate: {initial: 1e-1, schedule: constant, warmup: 0}
    label: another
    beta1: 5.0e-1
    optimizer: adam
    beta2: 0.999
    batch: full
  - optimizer: newton
    targets: [0.1, 1.0]
problems:
  - {label: x, condition: 5.0, dimension: 2, problem: bowl, precision: float64}
targets: [0.1, 1]
budget: {epochs: 1.0, steps: 1e1}
seeds: [1, 2]
record: {points: 100, spacing: log}
suite: other
)"),
              UnorderedElementsAreArray(ids(suite)));
}

TEST(Identity, DependsOnWhatASuiteSays) {
  const std::vector<std::pair<std::string, std::string>> changes{{"steps: 10", "steps: 11"},
                                                                 {"epochs: 1", "epochs: 2"},
                                                                 {"[1, 0.1]", "[1, 0.2]"},
                                                                 {"dimension: 2", "dimension: 3"},
                                                                 {"problem: bowl", "problem: bowl, start: [0, 0]"},
                                                                 {"beta1: 0.5", "beta1: 0.6"},
                                                                 {"learning_rate: 0.1", "learning_rate: 0.2"},
                                                                 {"about: A suite.", "batch: 3"},
                                                                 {"about: A suite.", "precision: float32"},
                                                                 {"about: A suite.", "record: {every: 1}"},
                                                                 {"about: A suite.", "stop: {loss: 1}"}};
  const auto before = ids(suite);
  for (const auto& [from, to] : changes) {
    std::string yaml = suite;
    yaml.replace(yaml.find(from), from.size(), to);
    EXPECT_NE(ids(yaml)[0], before[0]) << to;
  }
  EXPECT_NE(before[0], before[1]);
}

TEST(Expansion, BaselineOfTheSuiteMayBeMissingInAnExperiment) {
  const auto plan = plan_of(R"(suite: s
baseline: adam
budget: {steps: 1}
problems: [bowl]
experiments:
  - {name: a, optimizers: [adam, momentum]}
  - {name: b, optimizers: [momentum], baseline: momentum}
  - {name: c, optimizers: [momentum]}
)");
  EXPECT_EQ(plan.experiments.at(0).baseline, "adam");
  EXPECT_EQ(plan.experiments.at(1).baseline, "momentum");
}

TEST(Expansion, EquivalenceOfAnExperimentReplacesTheSuites) {
  const auto plan = plan_of(R"(suite: s
equivalence: 2 %
budget: {steps: 1}
problems: [bowl]
optimizers: [adam]
experiments:
  - name: a
  - {name: b, equivalence: {loss: 0.5%, steps: 5 %}}
)");
  EXPECT_EQ(plan.experiments.at(0).equivalence, (suite::Equivalence{{"", 0.02}}));
  EXPECT_EQ(plan.experiments.at(1).equivalence, (suite::Equivalence{{"loss", 0.005}, {"steps", 0.05}}));
}

}  // namespace
}  // namespace slalom::suite
