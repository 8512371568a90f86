// What a problem asks while it opens, and is answered when it opens again.
#include "loader/problem_cache.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using loader::CachedValues;
using loader::ProblemCache;

/// One opening of a problem.
class Opening {
 public:
  explicit Opening(CachedValues cached) : cache_(std::move(cached)) {}

  /// The stored answer; nothing if there is none.
  std::optional<std::vector<double>> lookup() {
    const double* numbers = nullptr;
    std::size_t count = 0;
    if (cache_.c()->lookup(cache_.c()->self, &numbers, &count) == 0) return std::nullopt;
    return std::vector(numbers, numbers + count);
  }
  void store(const std::vector<double>& numbers) {
    cache_.c()->store(cache_.c()->self, numbers.data(), numbers.size());
  }
  CachedValues cached() const { return cache_.cached(); }

 private:
  ProblemCache cache_;
};

using Answer = std::optional<std::vector<double>>;

TEST(ProblemCache, AnswersInTheOrderOfTheQuestions) {
  Opening first({});
  EXPECT_EQ(first.lookup(), std::nullopt);
  first.store({1, 2});
  EXPECT_EQ(first.lookup(), std::nullopt);
  first.store({});
  Opening second(first.cached());
  EXPECT_EQ(second.lookup(), (Answer{{1, 2}}));
  EXPECT_EQ(second.lookup(), Answer(std::vector<double>()));
  EXPECT_EQ(second.lookup(), std::nullopt) << "a further question is new";
}

TEST(ProblemCache, WhatIsAskedOnTheWayToAnAnswerIsForgotten) {
  Opening first({});
  EXPECT_EQ(first.lookup(), std::nullopt);
  EXPECT_EQ(first.lookup(), std::nullopt);  // by a problem inside
  first.store({10});
  first.store({1});
  EXPECT_EQ(first.lookup(), std::nullopt);
  first.store({2});
  Opening second(first.cached());
  EXPECT_EQ(second.lookup(), (Answer{{1}}));
  EXPECT_EQ(second.lookup(), (Answer{{2}}));
}

TEST(ProblemCache, AQuestionWithoutAnAnswerDoesNotShiftTheOthers) {
  Opening first({});
  EXPECT_EQ(first.lookup(), std::nullopt);
  EXPECT_EQ(first.lookup(), std::nullopt);
  first.store({2});
  Opening second(first.cached());
  EXPECT_EQ(second.lookup(), Answer(std::vector<double>()));
  EXPECT_EQ(second.lookup(), (Answer{{2}}));
  second.store({3});
  EXPECT_EQ(second.cached(), first.cached()) << "nothing was asked in vain";
}

}  // namespace
}  // namespace slalom::test
