#include "charts/axis.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace slalom::charts {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Axis, IsLogarithmicWhereItHelpsAndCan) {
  const struct {
    std::vector<double> values;
    bool log;
    const char* why;
  } cases[] = {{{1e-6, 1}, true, "many decades"},          {{0.5, 1, 2}, false, "too narrow"},
               {{-1, 1e6}, false, "negative values"},      {{0, 1e-6, 1}, true, "zero is drawn at the lower end"},
               {{0, 1}, false, "one positive value only"}, {{}, false, "nothing to show"}};
  for (const auto& c : cases) EXPECT_EQ(axis_for(c.values).log, c.log) << c.why;
}

TEST(Axis, HasRoomForAllValues) {
  for (const auto& values : {std::vector<double>{1e-6, 1}, {-3, 5}, {2, 2}, {0, 0}, {-1e-3, 1e-3}}) {
    const auto axis = axis_for(values);
    for (double v : values) {
      EXPECT_LE(axis.from, v);
      EXPECT_GE(axis.to, v);
    }
    EXPECT_LT(axis.from, axis.to);
  }
}

TEST(Axis, IsAPictureOfAnyNumbers) {
  const std::vector<std::vector<double>> all{{3e-136, 1},
                                             {1e-300, 1e300},
                                             {0},
                                             {0, 0, 0},
                                             {3e-136},
                                             {3e-136, 3e-136},
                                             {3e-136, 4e-136},
                                             {5e-324, 1e-310},
                                             {0, 5e-324},
                                             {1e300},
                                             {1.7e308, -1.7e308},
                                             {1.7e308, 1e-308},
                                             {1, 1 + 1e-15},
                                             {-1e-300, 1e-300},
                                             {1e-24, 1e-22}};
  for (const auto& values : all)
    for (const double floor : {0.0, 1e-320, 1e-15})
      for (const auto& axis : {axis_for(values, floor), log_axis_for(values), stretched(log_axis_for(values))}) {
        const auto shown = testing::PrintToString(values);
        EXPECT_TRUE(std::isfinite(axis.from) && std::isfinite(axis.to)) << shown;
        EXPECT_LT(axis.from, axis.to) << shown;
        EXPECT_TRUE(!axis.log || axis.from > 0) << shown;
        const auto text = commands(axis, "y");
        EXPECT_THAT(text, Not(testing::AnyOf(HasSubstr("inf"), HasSubstr("nan")))) << shown;
        const auto range = text.substr(text.find('['));
        EXPECT_NE(std::stod(range.substr(1)), std::stod(range.substr(range.find(':') + 1))) << shown;
      }
  EXPECT_THAT(commands(stretched(log_axis_for({3e-136, 1e300})), "y"), HasSubstr("'10⁵⁷' 1e+57"))
      << "453 decades have a tick every 57";
}

TEST(Axis, ValuesFarBelowTheOthersDoNotStretchIt) {
  const auto axis = axis_for({1e-300, 1e-5, 1});
  EXPECT_GT(axis.from, 1e-20);
  EXPECT_EQ(on_axis(axis, 1e-300), axis.from);
  EXPECT_EQ(on_axis(axis, 0), axis.from);
  EXPECT_EQ(on_axis(axis, 0.5), 0.5);
}

TEST(Axis, BeginsAtTheFloorWhereValuesLieBelow) {
  EXPECT_EQ(axis_for({1e-30, 1e-5, 1}, 1e-15).from, 1e-15);
  EXPECT_EQ(axis_for({0, 1e-20, 1e3}, 1e-15).from, 1e-15) << "the same for another chart";
  EXPECT_GT(axis_for({1e-5, 1}, 1e-15).from, 1e-6) << "nothing lies below";
  EXPECT_EQ(axis_for({1e-30, 1}, 0).from, 1e-18);
}

TEST(Axis, ACurveThatLeavesEndsAtTheEdge) {
  const Axis axis{.log = true, .from = 1e-3, .to = 1};
  const auto drawn = on_axis(axis, std::vector<double>{1, 1e-2, 1e-5, 0, 0, 1e-9, 0.1, 1e-4});
  EXPECT_THAT(drawn, testing::ElementsAre(1, 1e-2, 1e-3, testing::IsNan(), testing::IsNan(), 1e-3, 0.1, 1e-3));
  EXPECT_THAT(on_axis({.log = false, .from = 0, .to = 1}, std::vector<double>{-1.0, -1.0}),
              testing::ElementsAre(-1, -1));
}

TEST(Axis, TicksAreReadable) {
  EXPECT_THAT(commands({.log = true, .from = 1, .to = 2000}, "x"),
              HasSubstr("set xtics ('1' 1, '10' 10, '100' 100, '1000' 1000)"));
  EXPECT_THAT(commands({.log = true, .from = 1e-6, .to = 1}, "y"), HasSubstr("'10⁻⁶' 1e-06"));
  EXPECT_THAT(commands({.log = true, .from = 1e-6, .to = 1}, "y"), HasSubstr("'1' 1"));
  const auto long_axis = commands({.log = true, .from = 1e-17, .to = 1}, "y");
  EXPECT_THAT(long_axis, HasSubstr("'10⁻³' 0.001")) << "every third decade";
  EXPECT_THAT(long_axis, Not(HasSubstr("'10⁻²'")));
  EXPECT_THAT(commands({.log = true, .from = 0.04, .to = 1.5}, "y"),
              HasSubstr("('0.05' 0.05, '0.1' 0.1, '0.2' 0.2, '0.5' 0.5, '1' 1)"));
  EXPECT_THAT(commands({.log = false, .from = -2, .to = 3}, "y"), Not(HasSubstr("tics")));
}

}  // namespace
}  // namespace slalom::charts
