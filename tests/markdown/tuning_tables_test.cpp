// Tables of what tuning gave.
#include "view/tuning_tables.hpp"
#include "markdown/table_text.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::markdown {
namespace {

using testing::HasSubstr;
using testing::Not;

statistics::ProblemTuning one(double score, std::size_t diverged, std::size_t failed) {
  statistics::TunedOptimizer o;
  o.label = "a";
  o.chosen = Json{{"learning_rate", 0.125}};
  o.untuned = o.chosen_score = score;
  o.trials.resize(3);
  o.diverged = diverged;
  o.failed = failed;
  statistics::ProblemTuning tuning;
  tuning.optimizers = {o};
  return tuning;
}

TEST(TuningTable, WhereTrialsCameToNothingNoneIsChosenAndFailuresAreNoDivergence) {
  EXPECT_THAT(escape_markdown(view::tuning_table(one(2, 1, 0))),
              testing::AllOf(HasSubstr("learning_rate: 0.125"), Not(HasSubstr("none:"))));
  const auto failed = escape_markdown(view::tuning_table(one(INFINITY, 0, 3)));
  EXPECT_THAT(failed, testing::AllOf(HasSubstr("none: no trial came to anything"), HasSubstr("| failed |"),
                                     Not(HasSubstr("0.125")), Not(HasSubstr("diverged"))));
  EXPECT_THAT(escape_markdown(view::tuning_table(one(INFINITY, 3, 0))), HasSubstr("| diverged |"));
}

}  // namespace
}  // namespace slalom::markdown
