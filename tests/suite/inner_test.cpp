// Optimizers and problems inside of others: YAML in, mistakes or a plan out.
#include "wrong_suites.hpp"

namespace slalom::suite {
namespace {

using testing::ElementsAre;

TEST(Inner, DiagnosticList) {
  const std::string form = "an optimizer: its name, or a map with the key 'optimizer'";
  expect({
      {with_optimizer("lookahead"), {"5:5: optimizer 'lookahead' needs the setting 'inner': " + form}},
      {with_optimizer("{optimizer: lookahead, inner: lookahead}"),
       {"5:35: optimizer 'lookahead' needs the setting 'inner': " + form}},
      {with_optimizer("{optimizer: lookahead, inner: adm}"), {"5:35: unknown optimizer 'adm'; did you mean 'adam'?"}},
      {with_optimizer("{optimizer: lookahead, inner: bowl}"),
       {"5:35: 'bowl' is a problem; the name of an optimizer belongs here"}},
      {with_problem("{problem: shift, inner: cosine}"),
       {"5:29: 'cosine' is a schedule; the name of a problem belongs here"}},
      {with_optimizer("{optimizer: lookahead, beta1: 0.5, inner: adam}"),
       {"5:28: 'beta1' is a setting of optimizer 'adam': it belongs under inner"}},
      {with_optimizer("{optimizer: lookahead, norm: 2, beta2: 0.5, inner: {optimizer: clip, inner: adam}}"),
       {"5:28: 'norm' is a setting of optimizer 'clip': it belongs under inner",
        "5:37: 'beta2' is a setting of optimizer 'adam': it belongs under inner.inner"}},
      {with_problem("{problem: shift, condition: 5, inner: bowl}"),
       {"5:22: 'condition' is a setting of problem 'bowl': it belongs under inner"}},
      {with_optimizer("{optimizer: lookahead, inner: [adam, newton]}"),
       {"5:35: optimizer 'lookahead': inner must be " + form + ", not a list"}},
      {with_optimizer("{optimizer: lookahead, inner: {beta1: 0.5}}"),
       {"5:35: the key 'optimizer' is missing: which optimizer is it?"}},
      {with_optimizer("{optimizer: lookahead, inner: }"),
       {"5:28: optimizer must be the name of an optimizer, but is empty"}},
      {with_optimizer("{optimizer: lookahead, inner: {optimizer: adam, beta1: 2, bta2: 0.5}}"),
       {"5:60: optimizer 'adam': beta1 must be a number in [0, 1), not 2",
        "5:63: unknown setting 'bta2' of optimizer 'adam'; did you mean 'beta2'?"}},
      {with_optimizer("{optimizer: lookahead, inner: {optimizer: adam, beta1: [0.5, 2]}}"),
       {"5:66: optimizer 'adam': beta1 must be a number in [0, 1), not 2"}},
      {with_optimizer("{optimizer: adam, inner: newton}"),
       {"5:23: unknown setting 'inner' of optimizer 'adam'; choose from: beta1, beta2, epsilon_hat, "
        "budget, record, stop, targets, batch, precision, tune, optimizer, label, learning_rate, clip"}},
      {with_optimizer("{optimizer: lookahead, inner: {optimizer: adam, learning_rate: 1, label: a}}"),
       {"5:53: 'learning_rate' is not allowed in an inner optimizer: it belongs in an optimizer",
        "5:71: 'label' is not allowed in an inner optimizer: it belongs in a problem or an optimizer"}},
      {with_optimizer("{optimizer: lookahead, inner: newton, learning_rate: 1}"),
       {"5:43: optimizer 'newton' takes no learning_rate"}},
      {with_optimizer("{optimizer: lookahead, inner: newton64, precision: float32}"),
       {"5:5: optimizer 'newton64' does not offer precision float32, that of 'bowl'"},
       Schema::accepts},
      {with_problem("{problem: shift, inner: {problem: bowl, start: [1, 2]}}"),
       {"5:45: 'start' is not allowed in an inner problem: it belongs in a problem"}},
      {with_problem("{problem: shift, inner: net32, precision: float64}"),
       {"5:5: problem 'net32' does not offer precision float64; it has float32"},
       Schema::accepts},
  });
}

TEST(Inner, SettingsAreComplete) {
  const auto c =
      case_of("{optimizer: lookahead, inner: {optimizer: lookahead, alpha: 1, inner: {optimizer: adam, beta2: 0}}}");
  EXPECT_EQ(c.optimizer.name, "lookahead");
  EXPECT_EQ(c.optimizer.label, "lookahead of lookahead of adam");
  EXPECT_EQ(c.optimizer.family, "lookahead of lookahead of adam");
  EXPECT_EQ(c.optimizer.settings, Json::parse(R"({"alpha": 0.5, "inner": {"optimizer": "lookahead", "alpha": 1.0,
      "inner": {"optimizer": "adam", "beta1": 0.9, "beta2": 0.0, "epsilon_hat": false}}})"));
  EXPECT_EQ(case_from_json(to_json(c)), c);
}

TEST(Inner, BareNameMeansDefaults) {
  const auto bare = case_of("{optimizer: lookahead, inner: adam}");
  EXPECT_EQ(canonical(bare), canonical(case_of("{optimizer: lookahead, inner: {optimizer: adam, beta1: 0.9}}")));
  EXPECT_NE(canonical(bare), canonical(case_of("{optimizer: lookahead, inner: {optimizer: adam, beta1: 0.8}}")));
  EXPECT_NE(canonical(bare), canonical(case_of("{optimizer: lookahead, inner: momentum}")));
}

TEST(Inner, EveryPluginFileCountsInTheIdentity) {
  const auto file = zoo().optimizer("adam")->file->hash;
  EXPECT_EQ(case_of("{optimizer: lookahead, inner: adam}").optimizer.plugin_hash, file + "+" + file);
  const auto plan = plan_of(with_problem("{problem: shift, inner: {problem: shift, inner: bowl}}"));
  EXPECT_EQ(plan.cases.at(0).problem.plugin_hash, file + "+" + file + "+" + file);
}

TEST(Inner, LearningRateIsTheInnermostOnes) {
  EXPECT_EQ(case_of("{optimizer: lookahead, inner: adam}").optimizer.learning_rate->initial, 0.001);
  EXPECT_EQ(case_of("{optimizer: lookahead, inner: adam, learning_rate: 3}").optimizer.learning_rate->initial, 3);
  EXPECT_FALSE(case_of("{optimizer: lookahead, inner: newton}").optimizer.learning_rate);
}

TEST(Inner, Grids) {
  EXPECT_THAT(
      labels_of("{optimizer: lookahead, alpha: [0.5, 1], inner: {optimizer: adam, beta1: [0.5, 0.9]}}"),
      ElementsAre("lookahead of adam (alpha=0.5, inner.beta1=0.5)", "lookahead of adam (alpha=0.5, inner.beta1=0.9)",
                  "lookahead of adam (alpha=1, inner.beta1=0.5)", "lookahead of adam (alpha=1, inner.beta1=0.9)"));
  EXPECT_THAT(labels_of("{optimizer: lookahead, label: mine, inner: adam, learning_rate: [1, 2]}"),
              ElementsAre("mine (learning_rate=1)", "mine (learning_rate=2)"));
}

TEST(Inner, ProblemsInPrecisionAndStartOfTheInnermost) {
  const auto plan = plan_of(with_problem("{problem: shift, start: [[1], [2]], inner: {problem: net, hidden: [4]}}"));
  ASSERT_EQ(plan.cases.size(), 2);
  EXPECT_EQ(plan.cases[1].problem.start, std::vector{2.0});
  EXPECT_EQ(plan.cases[0].precision, Precision::float32);
  EXPECT_EQ(plan.cases[0].problem.settings, Json::parse(R"({"by": 1.0, "inner": {"problem": "net", "hidden": [4]}})"));
}

}  // namespace
}  // namespace slalom::suite
