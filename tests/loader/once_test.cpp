// What a problem asks while it opens, and is answered when it opens again.
#include "loader/problem_cache.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using host::CachedValues;
using host::ProblemCache;

/// One opening of a problem.
class Opening {
 public:
  explicit Opening(CachedValues kept) : once_(std::move(kept)) {}

  /// The answer that is recalled; nothing if there is none.
  std::optional<std::vector<double>> recall() {
    const double* numbers = nullptr;
    std::size_t count = 0;
    if (once_.c()->recall(once_.c()->self, &numbers, &count) == 0) return std::nullopt;
    return std::vector(numbers, numbers + count);
  }
  void keep(const std::vector<double>& numbers) { once_.c()->keep(once_.c()->self, numbers.data(), numbers.size()); }
  CachedValues kept() const { return once_.kept(); }

 private:
  ProblemCache once_;
};

using Answer = std::optional<std::vector<double>>;

TEST(ProblemCache, AnswersInTheOrderOfTheQuestions) {
  Opening first({});
  EXPECT_EQ(first.recall(), std::nullopt);
  first.keep({1, 2});
  EXPECT_EQ(first.recall(), std::nullopt);
  first.keep({});
  Opening second(first.kept());
  EXPECT_EQ(second.recall(), (Answer{{1, 2}}));
  EXPECT_EQ(second.recall(), Answer(std::vector<double>()));
  EXPECT_EQ(second.recall(), std::nullopt) << "a further question is new";
}

TEST(ProblemCache, WhatIsAskedOnTheWayToAnAnswerIsForgotten) {
  Opening first({});
  EXPECT_EQ(first.recall(), std::nullopt);
  EXPECT_EQ(first.recall(), std::nullopt);  // by a problem inside
  first.keep({10});
  first.keep({1});
  EXPECT_EQ(first.recall(), std::nullopt);
  first.keep({2});
  Opening second(first.kept());
  EXPECT_EQ(second.recall(), (Answer{{1}}));
  EXPECT_EQ(second.recall(), (Answer{{2}}));
}

TEST(ProblemCache, AQuestionWithoutAnAnswerDoesNotShiftTheOthers) {
  Opening first({});
  EXPECT_EQ(first.recall(), std::nullopt);
  EXPECT_EQ(first.recall(), std::nullopt);
  first.keep({2});
  Opening second(first.kept());
  EXPECT_EQ(second.recall(), Answer(std::vector<double>()));
  EXPECT_EQ(second.recall(), (Answer{{2}}));
  second.keep({3});
  EXPECT_EQ(second.kept(), first.kept()) << "nothing was asked in vain";
}

}  // namespace
}  // namespace slalom::test
