// The key `clip`, short for the optimizer of that name around another.
#include "wrong_suites.hpp"

namespace slalom::suite {
namespace {

using testing::ElementsAre;

TEST(Clip, DiagnosticList) {
  const std::string form = "a number, for the norm, or a map of norm and value, such as {norm: 1, value: 0.5}";
  expect({
      {with_optimizer("{optimizer: adam, clip: }"), {"5:23: clip must be " + form + ", but is empty"}},
      {with_optimizer("{optimizer: adam, clip: {}}"), {"5:29: clip must be " + form + ", but is empty"}},
      {with_optimizer("{optimizer: adam, clip: []}"), {"5:29: clip must be " + form + ", but is empty"}},
      {with_optimizer("{optimizer: adam, clip: yes}"), {"5:29: clip: norm must be a number above 0, not \"yes\""}},
      {with_optimizer("{optimizer: adam, clip: [1, 0]}"), {"5:33: clip: norm must be a number above 0, not 0"}},
      {with_optimizer("{optimizer: adam, clip: {norm: 0, value: -1}}"),
       {"5:36: clip: norm must be a number above 0, not 0", "5:46: clip: value must be a number above 0, not -1"}},
      {with_optimizer("{optimizer: adam, clip: {nrm: 1}}"), {"5:30: unknown key 'nrm' in clip; did you mean 'norm'?"}},
      {with_optimizer("{optimizer: adm, clip: 1, bta1: 2}"), {"5:17: unknown optimizer 'adm'; did you mean 'adam'?"}},
      {with_optimizer("{optimizer: adam, clip: {range: [0.1, 1]}}"),
       {"5:5: 'clip of adam' on 'bowl' has a range to search in, and is not tuned: give tune, such as tune: {trials: "
        "20}"},
       Schema::accepts},
      {with_optimizer("newton\nclip: 1"),
       {"6:1: 'clip' is not allowed in a suite: it belongs in an optimizer or an inner optimizer"}},
      {with_problem("{problem: bowl, clip: 1}"),
       {"5:21: 'clip' is not allowed in a problem: it belongs in an optimizer or an inner optimizer"}},
  });
}

TEST(Clip, IsTheOptimizerOfThatNameAroundThis) {
  const std::vector<std::pair<std::string, std::string>> same{
      {"{optimizer: adam, clip: 2}", "{optimizer: clip, norm: 2, inner: adam}"},
      {"{optimizer: adam, clip: {norm: 2}}", "{optimizer: clip, norm: 2, inner: adam}"},
      {"{optimizer: adam, clip: {value: 0.5}}", "{optimizer: clip, norm: 1.0e30, value: 0.5, inner: adam}"},
      {"{optimizer: adam, beta1: 0.5, learning_rate: 3, clip: {value: 0.5, norm: 1}}",
       "{optimizer: clip, norm: 1, value: 0.5, inner: {optimizer: adam, beta1: 0.5}, learning_rate: 3}"},
      {"{optimizer: lookahead, inner: {optimizer: adam, beta1: 0.5, clip: 2}}",
       "{optimizer: lookahead, inner: {optimizer: clip, norm: 2, inner: {optimizer: adam, beta1: 0.5}}}"},
      {"{optimizer: lookahead, clip: 2, alpha: 1, inner: adam}",
       "{optimizer: clip, norm: 2, inner: {optimizer: lookahead, alpha: 1, inner: adam}}"},
      {"{optimizer: newton, clip: 2, batch: full}", "{optimizer: clip, norm: 2, inner: newton}"},
  };
  for (const auto& [brief, full] : same) {
    EXPECT_EQ(identify(case_of(brief), 1), identify(case_of(full), 1)) << brief;
    EXPECT_EQ(case_of(brief), case_of(full)) << brief;
  }
}

TEST(Clip, GridsAndRanges) {
  EXPECT_THAT(labels_of("{optimizer: adam, clip: [0.1, 1], beta1: [0.5, 0.9]}"),
              ElementsAre("clip of adam (inner.beta1=0.5, norm=0.1)", "clip of adam (inner.beta1=0.9, norm=0.1)",
                          "clip of adam (inner.beta1=0.5, norm=1)", "clip of adam (inner.beta1=0.9, norm=1)"));
  EXPECT_THAT(labels_of("{optimizer: adam, clip: {norm: [0.1, 1]}, label: short}"),
              ElementsAre("short (norm=0.1)", "short (norm=1)"));
  const auto searched = [](const std::string& optimizer) {
    const auto plan = plan_of(with_optimizer(optimizer) + "tune: {trials: 2}\n");
    std::vector<std::string> names;
    for (const auto& range : plan.studies.at(0).space) names.push_back(range.setting);
    return names;
  };
  EXPECT_THAT(searched("{optimizer: newton, clip: {range: [0.1, 1]}}"), ElementsAre("norm"));
  EXPECT_THAT(searched("{optimizer: clip, inner: newton}"), ElementsAre("norm"));
}

}  // namespace
}  // namespace slalom::suite
