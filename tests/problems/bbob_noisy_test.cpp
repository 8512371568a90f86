// The noisy bbob functions against numbers from COCO's own package and SciPy: reference/scripts/gen_bbob_noisy.py.
#include "bbob_point.hpp"
#include "opened.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

/// What an optimizer sees at w, with the noise of one stream.
class Seeing {
 public:
  explicit Seeing(const std::string& name, const Json& settings = Json::object())
      : entry_(*problems().problem(name)),
        problem_(entry_, loader::complete(entry_.settings, settings), SLALOM_FLOAT64, {problems(), {}}) {}

  Value at(const Numbers& w) {
    Value seen{0, Numbers(w.size())};
    auto query = problem_.query(w.data(), seen.gradient.data());
    query.noise = noise_.c();
    EXPECT_EQ(entry_.c->evaluate[SLALOM_FLOAT64](workspace_.c(), &query), SLALOM_OK);
    seen.value = query.value;
    return seen;
  }
  void repeat() { noise_.seek(0); }

 private:
  const loader::ProblemEntry& entry_;
  loader::OpenProblem problem_;
  loader::Workspace workspace_{problem_, loader::DataSource()};
  loader::RandomStream noise_{5, loader::Purpose::noise};
};

class NoisyBbob : public testing::TestWithParam<std::uint64_t> {
 protected:
  const std::uint64_t number = GetParam();
  const std::string name = "bbob_f" + std::to_string(number);
  /// Within [-5, 5].
  const Numbers inside = along(Numbers(5), 0.8, bbob_point(number, 5, 1, 0));
};
INSTANTIATE_TEST_SUITE_P(, NoisyBbob, testing::Range<std::uint64_t>(101, 131),
                         [](const auto& p) { return "f" + std::to_string(p.param); });

TEST_P(NoisyBbob, HasTheValuesAndTheOptimumOfCocoWithoutNoise) {
  const std::uint64_t of_three = number + 2 - (number - 101) % 3;  // the numbers are of the function with Cauchy noise
  std::size_t values = 0;
  static const auto all = reference("bbob_noisy.json")["entries"];
  for (const auto& entry : all) {
    if (entry["function"] != of_three) continue;
    const std::uint64_t n = entry["dimension"], instance = entry["instance"];
    Opened f(name, {{"dimension", n}, {"instance", instance}});
    const double least = *f.description().minimum;
    for (std::uint64_t k = 0; k < entry["values"].size(); ++k, ++values) {
      const double expected = entry["values"][k];
      const double size = 1000 + std::abs(expected) + std::abs(least);  // of what is added up
      EXPECT_NEAR(f.value(bbob_point(of_three, n, instance, k)), expected, 1e-10 * size) << n << " " << instance;
    }
    EXPECT_NEAR(least, entry["f_opt"], 1e-12 * std::abs(least) + 1e-10);
    EXPECT_NEAR(f.minimizer(0).front(), entry["x_opt_1"], 1e-12);
    EXPECT_NEAR(f.minimizer(0).back(), entry["x_opt_n"], 1e-12);
    EXPECT_NEAR(f.value(f.minimizer(0)), least, 1e-9 * (1 + std::abs(least)));
  }
  EXPECT_EQ(values, 18U);
}

TEST_P(NoisyBbob, HasTheDistributionOfItsNoise) {
  constexpr int samples = 20000;
  Seeing f(name, {{"dimension", 5}});
  const double least = *Opened(name, {{"dimension", 5}}).description().minimum;
  Numbers seen;
  for (int k = 0; k < samples; ++k) seen.push_back(f.at(inside).value - least);
  const auto expected = reference("bbob_noisy.json")["noise"][number - 101];
  ASSERT_EQ(expected["function"], number);
  for (std::size_t i = 0; i < expected["below"].size(); ++i) {
    const double p = expected["below"][i], threshold = expected["thresholds"][i];
    const auto below = std::ranges::count_if(seen, [&](double y) { return y < threshold; });
    EXPECT_NEAR(static_cast<double>(below) / samples, p, 4 * std::sqrt(p * (1 - p) / samples)) << threshold;
  }
}

/// That of what is seen, with the same random numbers.
TEST_P(NoisyBbob, HasTheGradientOfWhatIsSeen) {
  const bool short_waves = number >= 125 && number <= 127;
  const double h = short_waves ? 1e-8 : 1e-6, tolerance = short_waves ? 1e-4 : 1e-6;
  Seeing f(name, {{"dimension", 5}});
  Numbers outside = inside, direction;
  outside[2] = 5.5;
  for (std::size_t i = 0; i < 5; ++i) direction.push_back(std::sin(static_cast<double>(i + 1)));
  const auto seen = [&](double t) {
    f.repeat();
    return f.at(along(outside, t, direction));
  };
  const double slope = (seen(h).value - seen(-h).value) / (2 * h);
  EXPECT_NEAR(dot(seen(0).gradient, direction), slope,
              tolerance * (1 + norm(seen(0).gradient) + std::abs(seen(0).value)));
}

TEST_P(NoisyBbob, IsSeenAsItIsAtItsMinimum) {
  Seeing f(name, {{"dimension", 5}});
  Opened exact(name, {{"dimension", 5}});
  EXPECT_NEAR(f.at(exact.minimizer(0)).value, *exact.description().minimum, 1e-8);
}

}  // namespace
}  // namespace slalom::test
