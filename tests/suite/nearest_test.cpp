#include "suite/nearest.hpp"

#include <gtest/gtest.h>

namespace slalom::suite {
namespace {

TEST(EditDistance, CountsEdits) {
  struct {
    const char *a, *b;
    std::size_t edits;
  } const table[] = {{"", "", 0},         {"", "abc", 3},      {"abc", "", 3},
                     {"adam", "adam", 0}, {"adam", "adm", 1},  {"adam", "adaam", 1},
                     {"adam", "adxm", 1}, {"adam", "daam", 1}, {"kitten", "sitting", 3},
                     {"ca", "abc", 3}};  // 3, not 2: no edits inside of a swap
  for (const auto& [a, b, edits] : table) {
    EXPECT_EQ(edit_distance(a, b), edits) << a << " " << b;
    EXPECT_EQ(edit_distance(b, a), edits) << b << " " << a;
  }
}

TEST(Nearest, IsNothingWhereNothingIsNear) {
  const std::vector<std::string> names{"adam", "adagrad", "momentum"};
  EXPECT_EQ(nearest("adm", names), "adam");
  EXPECT_EQ(nearest("momentun", names), "momentum");
  EXPECT_EQ(nearest("moment", names), "momentum");
  EXPECT_EQ(nearest("ADAM", names), "adam");
  EXPECT_EQ(nearest("adgrd", names), std::nullopt);
  EXPECT_EQ(nearest("x", names), std::nullopt);
  EXPECT_EQ(nearest(std::string(1000000, 'a'), names), std::nullopt);
}

TEST(Nearest, IsWhatTheNameIsAPartOf) {
  const std::vector<std::string> names{"logistic_ridge_regression", "logistic_regression", "cec_logistic", "nag"};
  EXPECT_EQ(nearest("logistic", names), "cec_logistic") << "the shortest";
  EXPECT_EQ(nearest("Logistic_R", names), "logistic_regression");
  EXPECT_EQ(nearest("lo", names), std::nullopt) << "in too many names";
  EXPECT_EQ(nearest("nagg", names), "nag") << "edits come first";
  EXPECT_EQ(nearest("regression_of_logs", names), std::nullopt);
}

}  // namespace
}  // namespace slalom::suite
