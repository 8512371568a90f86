// Where a search looks, and what it may cost.
#include "suite/search.hpp"
#include "planned.hpp"
#include "suite/expand_stages.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

namespace slalom::suite {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::Le;
using testing::SizeIs;

Plan tuned(const std::string& optimizer, const std::string& tune = "{trials: 4}", const SuiteOptions& options = {}) {
  return plan_of(fmt::format("suite: s\nseeds: 2\nbudget: {{steps: 90}}\ntune: {}\nproblems: [bowl]\noptimizers: [{}]",
                             tune, optimizer),
                 options);
}

std::vector<std::string> searched(const Plan& plan) {
  std::vector<std::string> names;
  for (const auto& range : plan.studies.at(0).space) names.push_back(range.setting);
  return names;
}

/// Each trial's value, of the first stage.
std::vector<double> values(const Plan& plan, const std::string& setting) {
  std::vector<double> all;
  for (const auto& c : plan.cases)
    if (c.phase == Phase::tuning && c.trial->index)
      all.push_back(setting == "learning_rate" ? c.optimizer.learning_rate->initial
                                               : c.optimizer.settings.at(setting).get<double>());
  return all;
}

TEST(Search, LooksForTheRateAndForWhatTheSuiteSays) {
  EXPECT_THAT(searched(tuned("adam")), ElementsAre("learning_rate"));
  EXPECT_THAT(searched(tuned("{optimizer: adam, beta1: {range: [0.5, 0.9]}}")), ElementsAre("learning_rate", "beta1"));
  EXPECT_THAT(searched(tuned("{optimizer: adam, beta1: {range: [0.5, 0.9]}, learning_rate: 0.1}")),
              ElementsAre("beta1"));
  EXPECT_THAT(searched(tuned("{optimizer: adam, learning_rate: {schedule: cosine}}")), ElementsAre("learning_rate"));
}

TEST(Tuning, GoesByExamplesHeldOutIfThereAreAnyAndTheSuiteDoesNotSay) {
  const auto plan = plan_of(
      "suite: s\nbudget: {steps: 9}\ntune: {trials: 1}\nproblems:\n"
      "  - bowl\n  - {problem: sum, validation: [0.0, 0.2]}\n"
      "  - {problem: shift, inner: {problem: sum, validation: 0.2}}\n"
      "  - {problem: sum, label: stated, validation: 0.2, tune: {trials: 1, on: best_loss}}\noptimizers: [adam]");
  std::vector<Criterion> criteria;
  for (const auto& study : plan.studies) criteria.push_back(study.tuning.on.value());
  using enum Criterion;
  EXPECT_THAT(criteria, ElementsAre(final_loss, final_loss, validation_loss, validation_loss, best_loss));
}

TEST(Search, LooksInsideOfWrappersToo) {
  const auto plan = tuned("{optimizer: lookahead, inner: {optimizer: adam, beta1: {choices: [0.5, 0.8]}}}");
  EXPECT_THAT(searched(plan), testing::IsSupersetOf({"learning_rate", "inner.beta1"}));
  for (const auto& c : plan.cases)
    if (c.phase == Phase::tuning && c.trial->index) {
      const double beta1 = c.optimizer.settings.at("inner").at("beta1");
      EXPECT_TRUE(beta1 == 0.5 || beta1 == 0.8);
    }
}

TEST(Search, LeavesAloneWhatHasNothingToTune) {
  for (const auto* optimizer : {"newton", "{optimizer: adam, learning_rate: 0.1}", "{optimizer: adam, tune: none}"}) {
    const auto plan = tuned(optimizer);
    EXPECT_THAT(plan.studies, SizeIs(0)) << optimizer;
    EXPECT_THAT(plan.runs, SizeIs(2)) << optimizer;
  }
}

TEST(Search, TriesValuesOfTheRange) {
  for (const auto* search : {"random", "sobol", "grid", "halving"}) {
    const auto tune = fmt::format("{{trials: 30, search: {}}}", search);
    for (const double v : values(tuned("{optimizer: adam, learning_rate: {range: [1e-4, 1]}}", tune), "learning_rate"))
      EXPECT_THAT(v, AllOf(Ge(1e-4), Le(1.0))) << search;
    for (const double v : values(tuned("{optimizer: momentum, momentum: {choices: [0.5, 0.9]}}", tune), "momentum"))
      EXPECT_TRUE(v == 0.5 || v == 0.9) << search;
  }
}

// A third of the draws from a range of three decades lies in each decade; on a linear scale nearly all in the last.
TEST(Search, SpreadsValuesOnTheScale) {
  const auto share_below = [](const std::string& range, double bound) {
    const auto all = values(tuned("{optimizer: adam, learning_rate: " + range + "}", "{trials: 300, search: sobol}"),
                            "learning_rate");
    return static_cast<double>(std::ranges::count_if(all, [&](double v) { return v < bound; })) / 300;
  };
  EXPECT_NEAR(share_below("{range: [1e-3, 1]}", 1e-2), 1.0 / 3, 0.02);
  EXPECT_NEAR(share_below("{range: [1e-3, 1], scale: linear}", 0.1), 0.1, 0.02);
}

TEST(Search, OfAGridTakesAllCombinations) {
  const auto plan = tuned("{optimizer: adam, learning_rate: {range: [0.01, 1]}, beta1: {choices: [0.5, 0.9]}}",
                          "{trials: 6, search: grid}");
  std::set<std::pair<double, double>> seen;
  const auto rates = values(plan, "learning_rate"), betas = values(plan, "beta1");
  for (std::size_t i = 0; i < rates.size(); ++i) seen.emplace(std::round(rates[i] * 1e6) / 1e6, betas[i]);
  EXPECT_EQ(seen, (std::set<std::pair<double, double>>{
                      {0.01, 0.5}, {0.1, 0.5}, {1, 0.5}, {0.01, 0.9}, {0.1, 0.9}, {1, 0.9}}));
}

TEST(Search, OfAGridTakesNoValueTwice) {
  const auto plan = tuned("{optimizer: adam, learning_rate: {range: [0.01, 1]}, epsilon_hat: {choices: [true, false]}}",
                          "{trials: 20, search: grid}");
  std::set<std::pair<double, bool>> seen;
  std::size_t trials = 0;
  for (const auto& c : plan.cases)
    if (c.phase == Phase::tuning && c.trial->index) {
      seen.emplace(c.optimizer.learning_rate->initial, c.optimizer.settings.at("epsilon_hat"));
      ++trials;
    }
  EXPECT_EQ(trials, 20);
  EXPECT_EQ(seen.size(), trials);
}

// Equal effort: optimizers that are searched in the same way get the same draws.
TEST(Search, GivesAllOptimizersTheSameDraws) {
  const auto plan = plan_of(R"(suite: s
budget: {steps: 9}
tune: {trials: 5}
problems: [bowl]
optimizers: [{optimizer: adam, learning_rate: {range: [0.1, 1]}}, {optimizer: momentum, learning_rate: {range: [0.1, 1]}}]
)");
  std::map<std::size_t, std::vector<double>> rates;
  for (const auto& c : plan.cases)
    if (c.phase == Phase::tuning && c.trial->index) rates[c.trial->study].push_back(c.optimizer.learning_rate->initial);
  ASSERT_THAT(rates, SizeIs(2));
  EXPECT_THAT(rates[0], SizeIs(5));
  EXPECT_EQ(rates[0], rates[1]);
}

TEST(Search, DrawsOthersWithAnotherSeedAndMoreWithMoreTrials) {
  const auto rates = [](const std::string& tune) { return values(tuned("adam", tune), "learning_rate"); };
  const auto five = rates("{trials: 5}");
  EXPECT_NE(five, rates("{trials: 5, seed: 2}"));
  auto nine = rates("{trials: 9}");
  nine.resize(5);
  EXPECT_EQ(nine, five);
  EXPECT_THAT(values(tuned("adam", "{trials: 5}", {.seeds = {}, .trials = 7, .data_folder = {}}), "learning_rate"),
              SizeIs(7));
}

TEST(Search, UsesSeedsThatAreNotReported) {
  for (const auto* seeds : {"10", "[1000001, 1000003, 4]"}) {
    const auto plan = plan_of(fmt::format(
        "suite: s\nseeds: {}\nbudget: {{steps: 9}}\ntune: {{trials: 2}}\nproblems: [bowl]\noptimizers: [adam]", seeds));
    const auto& study = plan.studies.at(0);
    EXPECT_THAT(study.seeds, SizeIs(3));
    for (const auto seed : study.seeds) EXPECT_EQ(std::ranges::count(study.reported_seeds, seed), 0) << seeds;
    for (const auto& run : plan.runs)
      EXPECT_EQ(plan.cases[run.case_index].phase == Phase::tuning, std::ranges::count(study.seeds, run.seed) == 1);
  }
}

TEST(Halving, CostsNoMoreThanItsTrials) {
  for (std::uint64_t trials = 1; trials <= 200; ++trials)
    for (const std::uint64_t steps : {1, 2, 3, 8, 9, 10, 100, 12345}) {
      const Tuning tuning{.trials = trials, .search = Search::halving};
      std::uint64_t spent = 0;
      for (const auto& rung : rungs(tuning, {.steps = steps})) {
        const auto budget = divided({.steps = steps}, rung.divisor);
        EXPECT_GE(*budget.steps, 1);
        EXPECT_GE(rung.points, 1);
        spent += rung.points * *budget.steps;
      }
      EXPECT_LE(spent, trials * steps) << trials << " trials of " << steps;
      EXPECT_GE(3 * spent, trials * steps) << "and not much less: " << trials << " trials of " << steps;
    }
}

// Parts of epochs would be rounded up to whole steps.
TEST(Halving, OfEpochsCostsNoMoreEither) {
  for (const double epochs : {0.5, 1.0, 2.0, 3.0, 8.0, 10.0, 20.0}) {
    double spent = 0;
    for (const auto& rung : rungs({.trials = 20, .search = Search::halving}, {.epochs = epochs})) {
      const auto budget = divided({.epochs = epochs}, rung.divisor);
      EXPECT_TRUE(rung.divisor == 1 || *budget.epochs >= 1) << epochs;
      spent += static_cast<double>(rung.points) * *budget.epochs;
    }
    EXPECT_LE(spent, 20 * epochs);
  }
}

TEST(Halving, EndsWithTheWholeBudget) {
  EXPECT_THAT(rungs({.trials = 20, .search = Search::halving}, {.steps = 900}),
              ElementsAre(Rung{60, 9}, Rung{20, 3}, Rung{6, 1}));
}

TEST(Foresight, CountsTheRunsToCome) {
  const auto random = expand_all_stages(tuned("adam", "{trials: 4, seeds: 3}"));
  EXPECT_THAT(random.runs, SizeIs((1 + 4) * 3 + 2)) << "untuned, trials, and two reported seeds";
  const auto halving = expand_all_stages(tuned("adam", "{trials: 20, seeds: 3, search: halving}"));
  EXPECT_THAT(halving.runs, SizeIs((1 + 60 + 20 + 6) * 3 + 2));
  const auto untuned = tuned("{optimizer: adam, tune: none}");
  EXPECT_EQ(expand_all_stages(untuned), untuned);
}

TEST(Tuning, MistakesAreTold) {
  const auto told = [](const std::string& tune, const std::string& optimizer) {
    return mistakes_in(fmt::format("suite: s\nbudget: {{steps: 90}}\ntune: {}\nproblems: [bowl]\noptimizers:\n  - {}",
                                   tune, optimizer));
  };
  using testing::HasSubstr;
  EXPECT_THAT(told("{trials: 0}", "adam"), ElementsAre(HasSubstr("3:16: tune: trials must be")));
  EXPECT_THAT(told("{search: randm}", "adam"), ElementsAre(HasSubstr("3:16: tune: search must be one of: random")));
  EXPECT_THAT(told("{trails: 5}", "adam"),
              ElementsAre(HasSubstr("unknown key 'trails' in tune; did you mean 'trials'")));
  EXPECT_THAT(told("{on: steps_to_target}", "adam"),
              ElementsAre(HasSubstr("6:5: tune: on: steps_to_target needs targets")));
  const auto held_out = [](const std::string& validation) {
    return mistakes_in(
        "suite: s\nbudget: {steps: 90}\ntune: {on: validation_loss}\noptimizers: [adam]\nproblems:\n"
        "  - {problem: sum, validation: " +
        validation + "}");
  };
  EXPECT_THAT(held_out("[0.2, 0.3]"), testing::IsEmpty());
  EXPECT_THAT(held_out("much"), ElementsAre(HasSubstr("validation must be")));
  EXPECT_THAT(held_out("[0.2, 0.0]"),
              ElementsAre(HasSubstr("6:5: tune: on: validation_loss needs examples that 'sum' holds out: give it "
                                    "validation, such as validation: 0.2")));
  EXPECT_THAT(told("{on: validation_loss}", "adam"), ElementsAre(HasSubstr("it has none, so tune on final_loss")));
  EXPECT_THAT(told("none", "{optimizer: adam, learning_rate: {range: [0.1, 1]}}"),
              ElementsAre(HasSubstr("has a range to search in, and is not tuned")));
  const auto range = [&](const std::string& text) {
    return told("{trials: 2}", "{optimizer: adam, beta1: " + text + "}");
  };
  EXPECT_THAT(range("{range: [0.9, 0.5]}"), ElementsAre(HasSubstr("from the smaller number to the larger")));
  EXPECT_THAT(range("{range: [0.5, 2]}"), ElementsAre(HasSubstr("beta1 must be")));
  EXPECT_THAT(range("{range: [0.5]}"), ElementsAre(HasSubstr("range must be two numbers")));
  EXPECT_THAT(range("{range: [0, 0.5], scale: log}"), ElementsAre(HasSubstr("begins above 0")));
  EXPECT_THAT(range("{range: [0.1, 0.5], scale: lin}"), ElementsAre(HasSubstr("scale must be log or linear")));
  EXPECT_THAT(range("{choices: [0.5]}"), ElementsAre(HasSubstr("at least two values")));
  EXPECT_THAT(range("{range: [0.1, 0.5], scal: log}"),
              ElementsAre(HasSubstr("unknown key 'scal' of a search; did you mean 'scale'?")));
  EXPECT_THAT(range("{ranges: [0.1, 0.5]}"),
              ElementsAre(HasSubstr("unknown key 'ranges' of a search; did you mean 'range'?")));
  EXPECT_THAT(told("{trials: 2}", "{optimizer: adam, learning_rate: {initial: {choice: [0.1, 0.5]}}}"),
              ElementsAre(HasSubstr("unknown key 'choice' of a search; did you mean 'choices'?")));
  EXPECT_THAT(told("{trials: 2}", "{optimizer: adam, epsilon_hat: {range: [0, 1]}}"),
              ElementsAre(HasSubstr("only numbers have a range: give choices")));
}

}  // namespace
}  // namespace slalom::suite
