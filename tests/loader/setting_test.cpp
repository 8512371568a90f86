#include "loader/values.hpp"
#include "support/infinity.hpp"

#include <gtest/gtest.h>

namespace slalom::loader {
namespace {

using test::infinity;

Setting fraction() {
  return {.name = "momentum",
          .kind = Kind::real,
          .default_value = 0.9,
          .minimum = 0,
          .maximum = 1,
          .excludes_maximum = true};
}
Setting count() {
  return {.name = "cycles", .kind = Kind::integer, .default_value = 1, .minimum = 1, .maximum = infinity};
}
Setting form() { return {.name = "form", .kind = Kind::choice, .default_value = "a", .choices = {"a", "b"}}; }
Setting layers() {
  return {
      .name = "hidden", .kind = Kind::list, .default_value = {32}, .minimum = 1, .maximum = infinity, .integers = true};
}
Setting flag() { return {.name = "rotate", .kind = Kind::boolean, .default_value = false}; }

struct Example {
  Setting setting;
  Json value;
  std::string error;  // empty: fine
};

class Complaint : public testing::TestWithParam<Example> {};

TEST_P(Complaint, SaysWhatWouldBeRight) {
  const auto& [setting, value, expected] = GetParam();
  EXPECT_EQ(diagnose(setting, value).value_or(""), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Complaint,
    testing::Values(Example{fraction(), 0.5, ""}, Example{fraction(), 0, ""},
                    Example{fraction(), 1.0, "momentum must be a number in [0, 1), not 1.0"},
                    Example{fraction(), -0.1, "momentum must be a number in [0, 1), not -0.1"},
                    Example{fraction(), "much", "momentum must be a number in [0, 1), not \"much\""},
                    Example{fraction(), true, "momentum must be a number in [0, 1), not true"}, Example{count(), 3, ""},
                    Example{count(), 1e3, ""},
                    Example{count(), 2.5, "cycles must be an integer of at least 1, not 2.5"},
                    Example{count(), 0, "cycles must be an integer of at least 1, not 0"},
                    Example{count(), 1e300,
                            "cycles must be an integer of at least 1, not 1e+300: integers go up to 9007199254740991"},
                    Example{form(), "b", ""}, Example{form(), "c", "form must be one of: a, b, not \"c\""},
                    Example{layers(), Json{64, 32}, ""},
                    Example{layers(), Json{64, 0.5},
                            "hidden must be a list of whole numbers, each of at least 1, not [64,0.5]"},
                    Example{layers(), 64, "hidden must be a list of whole numbers, each of at least 1, not 64"},
                    Example{flag(), true, ""}, Example{flag(), 1, "rotate must be true or false, not 1"}));

TEST(Complete, FillsInDefaultsAndMakesNumbersOneKind) {
  const std::vector settings{fraction(), count(), form()};
  EXPECT_EQ(complete(settings, {{"momentum", 0}, {"cycles", 4.0}}).dump(), R"({"cycles":4,"form":"a","momentum":0.0})");
}

TEST(Values, AreAListEvenWhereThereAreNoSettings) {
  EXPECT_NE(Values({}, Json::object(), {}).data(), nullptr)
      << "plugins would take a run for the declaration of settings";
}

TEST(Values, ComeInTheOrderOfDeclaration) {
  const std::vector settings{layers(), fraction(), flag(), form()};
  const Values values(settings, complete(settings, {{"hidden", {5, 6}}, {"rotate", true}}), {});
  EXPECT_EQ(values.data()[0]->list_size, 2U);
  EXPECT_EQ(values.data()[0]->list[1], 6);
  EXPECT_EQ(values.data()[1]->number, 0.9);
  EXPECT_EQ(values.data()[2]->number, 1);
  EXPECT_STREQ(values.data()[3]->text, "a");
}

}  // namespace
}  // namespace slalom::loader
