// Derivatives of formulas, by forward and by reverse mode, against those of the textbook.
#include <slalom/math.hpp>
#include <slalom/sum.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

namespace slalom {
namespace {

using math::Dual, math::Tape, math::Variable;
using Numbers = std::vector<double>;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

struct Derivatives {
  double value;
  Numbers gradient, product;  // the Hessian times v
};

template <class Formula>
Derivatives derivatives(const Formula& formula, const Numbers& x, const Numbers& v) {
  Tape<double> first(x.size());
  std::ranges::copy(x, first.x().begin());
  const double value = first.differentiate(formula);
  Tape<Dual<double, 1>> second(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) second.x()[i].value = x[i], second.x()[i].slopes[0] = v[i];
  second.differentiate(formula);

  Derivatives d{value, {first.gradient().begin(), first.gradient().end()}, {}};
  for (const auto& g : second.gradient()) d.product.push_back(g.slopes[0]);
  return d;
}

/// Numbers without a pattern, all between 0.5 and 1.5.
Numbers some(std::size_t count) {
  Numbers x;
  for (std::size_t i = 0; i < count; ++i) x.push_back(1 + 0.5 * std::sin(static_cast<double>(i * i + 1)));
  return x;
}

void expect_the_same(const Derivatives& found, const Derivatives& expected) {
  EXPECT_NEAR(found.value, expected.value, 1e-13 * (1 + std::abs(expected.value)));
  for (const auto& [one, other] : {std::pair{found.gradient, expected.gradient}, {found.product, expected.product}}) {
    ASSERT_EQ(one.size(), other.size());
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(one[i], other[i], 1e-12 * (1 + std::abs(other[i]))) << i;
  }
}

#define FORMULA(expression)                        \
  [](const auto& v) {                              \
    using namespace math;                          \
    using T = std::remove_cvref_t<decltype(v[0])>; \
    [[maybe_unused]] const T& x = v[0];            \
    return T(expression);                          \
  }

/// f(x), f'(x) and f''(x) at one x.
template <class Formula>
void expect_slopes(const std::string& what, const Formula& formula, double x, double f, double slope,
                   double curvature) {
  SCOPED_TRACE(what);
  using One = Dual<double, 1>;
  const One forward = formula(std::vector{One(x, 0)});
  EXPECT_DOUBLE_EQ(forward.value, f);
  EXPECT_NEAR(forward.slopes[0], slope, 1e-14 * (1 + std::abs(slope)));
  const auto d = derivatives(formula, {x}, {1});
  EXPECT_DOUBLE_EQ(d.value, f);
  EXPECT_NEAR(d.gradient[0], slope, 1e-14 * (1 + std::abs(slope)));
  EXPECT_NEAR(d.product[0], curvature, 1e-13 * (1 + std::abs(curvature)));
}

TEST(Derivatives, AreThoseOfTheTextbook) {
  const double a = 0.7, s = std::sin(a), c = std::cos(a), l = std::log(a);
  expect_slopes("+ - *", FORMULA(2 * x - x * 3 + (1 - x) - (x + 1) + x * x), a, a * a - 3 * a, 2 * a - 3, 2);
  expect_slopes("/", FORMULA(1 / x + x / 2 + x / (1 + x)), a, 1 / a + a / 2 + a / (1 + a),
                -1 / (a * a) + 0.5 + 1 / ((1 + a) * (1 + a)), 2 / (a * a * a) - 2 / ((1 + a) * (1 + a) * (1 + a)));
  expect_slopes("-x", FORMULA(-x), a, -a, -1, 0);
  expect_slopes("square", FORMULA(square(x)), a, a * a, 2 * a, 2);
  expect_slopes("exp", FORMULA(exp(x)), a, std::exp(a), std::exp(a), std::exp(a));
  expect_slopes("log", FORMULA(log(x)), a, l, 1 / a, -1 / (a * a));
  expect_slopes("sqrt", FORMULA(sqrt(x)), a, std::sqrt(a), 0.5 / std::sqrt(a), -0.25 / (a * std::sqrt(a)));
  expect_slopes("abs", FORMULA(abs(x)), -a, a, -1, 0);
  expect_slopes("abs", FORMULA(abs(x)), a, a, 1, 0);
  expect_slopes("floor", FORMULA(floor(3 * x)), a, 2, 0, 0);
  expect_slopes("sin", FORMULA(sin(x)), a, s, c, -s);
  expect_slopes("cos", FORMULA(cos(x)), a, c, -s, -c);
  expect_slopes("tan", FORMULA(tan(x)), a, std::tan(a), 1 / (c * c), 2 * s / (c * c * c));
  expect_slopes("asin", FORMULA(asin(x)), a, std::asin(a), 1 / std::sqrt(1 - a * a), a / std::pow(1 - a * a, 1.5));
  expect_slopes("acos", FORMULA(acos(x)), a, std::acos(a), -1 / std::sqrt(1 - a * a), -a / std::pow(1 - a * a, 1.5));
  expect_slopes("atan", FORMULA(atan(x)), a, std::atan(a), 1 / (1 + a * a), -2 * a / ((1 + a * a) * (1 + a * a)));
  expect_slopes("sinh", FORMULA(sinh(x)), a, std::sinh(a), std::cosh(a), std::sinh(a));
  expect_slopes("cosh", FORMULA(cosh(x)), a, std::cosh(a), std::sinh(a), std::cosh(a));
  const double t = std::tanh(a);
  expect_slopes("tanh", FORMULA(tanh(x)), a, t, 1 - t * t, -2 * t * (1 - t * t));
  expect_slopes("pow", FORMULA(pow(x, 2.5)), a, std::pow(a, 2.5), 2.5 * std::pow(a, 1.5), 3.75 * std::sqrt(a));
  const double b = std::log(3.0), p = std::pow(3.0, a);
  expect_slopes("pow", FORMULA(pow(3.0, x)), a, p, b * p, b * b * p);
  const double q = std::pow(a, a);
  expect_slopes("pow", FORMULA(pow(x, x)), a, q, q * (l + 1), q * ((l + 1) * (l + 1) + 1 / a));
}

TEST(Derivatives, AreZeroWhereThereIsNone) {
  expect_slopes("abs", FORMULA(abs(x)), 0, 0, 0, 0);
  expect_slopes("sqrt", FORMULA(sqrt(x)), 0, 0, 0, 0);
  expect_slopes("sqrt", FORMULA(sqrt(x * x)), 0, 0, 0, 0);
}

TEST(Derivatives, OfWhatDoesNotCountMayBeInfinite) {
  expect_slopes("branches", FORMULA(pow(x, 0.5) < 1.0 ? 2 * x : pow(x, 0.5)), 0, 0, 2, 0);
  expect_slopes("not used", FORMULA((static_cast<void>(1 / x), 3 * x)), 0, 0, 3, 0);
}

TEST(Derivatives, OfAConstantAreZero) {
  const auto d = derivatives([](const auto& v) { return std::remove_cvref_t<decltype(v[0])>(4); }, {1, 2}, {1, 1});
  EXPECT_EQ(d.value, 4);
  EXPECT_THAT(d.gradient, ElementsAre(0, 0));
  EXPECT_THAT(d.product, ElementsAre(0, 0));
}

TEST(Derivatives, OfAVariableAreOne) {
  const auto d = derivatives([](const auto& v) { return v[1]; }, {1, 2}, {1, 1});
  EXPECT_EQ(d.value, 2);
  EXPECT_THAT(d.gradient, ElementsAre(0, 1));
}

TEST(Comparisons, AreThoseOfTheValues) {
  const Dual<double, 1> a(1, 0), b(2.0);
  EXPECT_TRUE(a < b && a <= b && b > a && b >= a && a != b && a == 1.0 && 1.0 == a && a < 2.0 && 0.5 < a);
  EXPECT_FALSE(a > b || a >= b || b < a || b <= a || a == b || a != 1.0);
  EXPECT_EQ(math::value_of(Dual<Dual<double, 1>, 2>(Dual<double, 1>(3, 0), 1)), 3);
}

/// Sizes around those of the blocks that sums are computed in.
const std::vector<std::size_t> sizes{1, 2, 3, 5, 7, 8, 9, 10, 16, 63, 64, 65, 66, 72, 127, 128, 129, 200};

TEST(Sums, AreThoseOfALoop) {
  for (const auto n : sizes) {
    SCOPED_TRACE(n);
    const auto loop = [](const auto& x) {
      using namespace math;
      std::remove_cvref_t<decltype(x[0])> sum(0);
      for (std::size_t i = 0; i < x.size(); ++i) {
        sum += 0.5 * static_cast<double>(i + 1) * sin(x[i]);
        if (i + 1 < x.size()) sum += square(x[i + 1] - square(x[i]));
        if (i + 2 < x.size()) sum += x[i] * x[i + 1] / x[i + 2];
        if (i + 3 < x.size()) sum += static_cast<double>(i + 1) * x[i] * exp(x[i + 1]) * x[i + 2] * x[i + 3];
        if (i % 2 == 0 && i + 1 < x.size()) sum += pow(x[i], x[i + 1]);
      }
      return sum;
    };
    const auto sums = [](const auto& x) {
      using namespace math;
      return sum(x, [](double i, auto a) { return 0.5 * i * sin(a); }) +
             sum(x, [](auto a, auto b) { return square(b - square(a)); }) +
             sum(x, [](auto a, auto b, auto c) { return a * b / c; }) +
             sum(x, [](std::size_t i, auto a, auto b, auto c,
                       auto d) { return static_cast<double>(i) * a * exp(b) * c * d; }) +
             sum_of_blocks(x, [](auto a, auto b) { return pow(a, b); });
    };
    const auto x = some(n), v = some(n + 1);
    const auto expected = derivatives(loop, x, {v.begin() + 1, v.end()});
    const auto found = derivatives(sums, x, {v.begin() + 1, v.end()});
    expect_the_same(found, expected);
    EXPECT_NEAR(sums(std::span<const double>(x)), found.value, 1e-13 * (1 + std::abs(found.value)));
  }
}

/// A sum that is the whole formula has a shorter way back.
TEST(Sums, MayBeAllThereIs) {
  const auto loop = [](const auto& x) {
    using namespace math;
    std::remove_cvref_t<decltype(x[0])> total(3);
    for (std::size_t i = 0; i + 1 < x.size(); ++i) total += square(x[i + 1] - square(x[i]));
    return total;
  };
  const auto of = [](const auto& x) {
    using namespace math;
    return 3 + sum(x, [](auto a, auto b) { return square(b - square(a)); });
  };
  for (const auto n : sizes) {
    SCOPED_TRACE(n);
    expect_the_same(derivatives(of, some(n), some(n)), derivatives(loop, some(n), some(n)));
    if (n < 3) continue;
    const auto inner = [n](const auto& f) { return [&f, n](const auto& x) { return f(x.subspan(1, n - 2)); }; };
    const auto first = [n](const auto& f) { return [&f, n](const auto& x) { return f(x.first(n - 1)); }; };
    expect_the_same(derivatives(inner(of), some(n), some(n)), derivatives(inner(loop), some(n), some(n)));
    expect_the_same(derivatives(first(of), some(n), some(n)), derivatives(first(loop), some(n), some(n)));
  }
}

/// Variables are not written where only sums are made of them: a formula that looks at one has it all the same.
TEST(Sums, MayBeChosenByAVariable) {
  const auto formula = [](const auto& x) {
    const auto rising = [](auto a) { return 2 * a; };
    const auto falling = [](auto a) { return -a; };
    return x[1] < 0 ? sum(x, falling) : sum(x, rising);
  };
  for (const auto n : sizes) {
    if (n < 2) continue;
    Tape<double> tape(n);
    Numbers x(n, 1), gradient(n);
    EXPECT_EQ(tape.differentiate(formula, x.data(), gradient.data()), 2.0 * static_cast<double>(n));
    EXPECT_EQ(gradient, Numbers(n, 2));
    x[1] = -1;
    EXPECT_EQ(tape.differentiate(formula, x.data(), gradient.data()), 2.0 - static_cast<double>(n));
    EXPECT_EQ(gradient, Numbers(n, -1));
  }
}

/// A gradient is written where it is wanted, whatever the formula is made of.
TEST(Tapes, WriteTheGradientWhereItIsWanted) {
  const auto expect_the_same_there = [](const auto& formula) {
    for (const std::size_t n : {3, 10, 21}) {
      const auto x = some(n);
      Tape<double> tape(n);
      Numbers gradient(n);
      tape.differentiate(formula, x.data(), gradient.data());
      EXPECT_EQ(gradient, derivatives(formula, x, x).gradient);
    }
  };
  const auto slope = [](auto a, auto b) { return a * b; };
  const auto factor = [](auto a) { return 2 * a; };
  expect_the_same_there([&](const auto& x) { return sum(x, slope); });
  expect_the_same_there([&](const auto& x) { return math::exp(sum(x, slope)) + product(x, factor) * x[1]; });
  expect_the_same_there([&](const auto& x) { return x[0] * x[2] + sum(x.first(2), slope); });
  expect_the_same_there([&](const auto& x) { return x[2]; });
}

/// Vector versions of functions may differ from the others in the last bit: each term has the same one anywhere.
TEST(Sums, DoNotDependOnWhereNumbersLie) {
  const auto of = [](const auto& x) {
    using namespace math;
    return sum(x, [](auto a) { return a * cos(3.0 * a) + exp(a); });
  };
  for (const auto n : sizes) {
    SCOPED_TRACE(n);
    const auto expected = of(std::span<const double>(some(n)));
    for (std::size_t shift = 0; shift < 8; ++shift) {
      Numbers moved(shift);
      std::ranges::copy(some(n), std::back_inserter(moved));
      Tape<double> tape(n);
      const auto x = std::span<const double>(moved).subspan(shift);
      EXPECT_EQ(of(x), expected);
      EXPECT_DOUBLE_EQ(tape.differentiate(of, x.data()), expected);
    }
  }
}

TEST(Sums, AreThoseOfForwardMode) {
  const auto formula = [](const auto& x) {
    using namespace math;
    return sum(x, [](auto a, auto b) { return square(b - square(a)); }) + product(x, [](auto a) { return cos(a); });
  };
  using Forward = Dual<double, 2>;
  const std::vector<Forward> x{Forward(0.3, 0), Forward(0.4, 1)};
  const Forward f = formula(std::span<const Forward>(x));
  const auto d = derivatives(formula, {0.3, 0.4}, {0, 0});
  EXPECT_DOUBLE_EQ(f.value, d.value);
  EXPECT_THAT(f.slopes, Pointwise(DoubleNear(1e-15), d.gradient));
}

TEST(Sums, MayBeOfNumbersThatAreNotVariables) {
  const auto loop = [](const auto& x) {
    using namespace math;
    std::remove_cvref_t<decltype(x[0])> total(0);
    for (std::size_t i = 1; i + 1 < x.size(); ++i) total += square(x[i] * x[i - 1]) * square(x[i + 1] * x[i]);
    return total * x[0];
  };
  const auto sums = [](const auto& x) {
    using namespace math;
    using T = std::remove_cvref_t<decltype(x[0])>;
    std::vector<T> products;
    for (std::size_t i = 1; i < x.size(); ++i) products.push_back(x[i] * x[i - 1]);
    return sum(std::span<const T>(products), [](auto a, auto b) { return square(a) * square(b); }) * x[0];
  };
  expect_the_same(derivatives(sums, some(70), some(70)), derivatives(loop, some(70), some(70)));
}

TEST(Sums, OfPartsOfTheVariables) {
  const auto formula = [](const auto& x) {
    const auto first = [](auto a) { return 2 * a; };
    return sum(x.first(2), first) + sum(x.subspan(1, 2), first) + sum(x.last(1), first) + sum(x.first(0), first);
  };
  const auto d = derivatives(formula, {1, 10, 100, 1000}, {0, 0, 0, 0});
  EXPECT_EQ(d.value, 2 + 2 * 20 + 200 + 2000);
  EXPECT_THAT(d.gradient, ElementsAre(2, 4, 2, 2));
}

TEST(Sums, OfConstantsAreConstants) {
  const auto formula = [](const auto& x) {
    using T = std::remove_cvref_t<decltype(x[0])>;
    const std::vector<T> constants{T(1), T(2), T(3)};
    const std::vector<T> mixed{T(5), x[0], T(7)};
    const auto itself = [](auto a) { return a; };
    return x[0] * sum(std::span<const T>(constants), itself) + sum(std::span<const T>(mixed), itself);
  };
  const auto d = derivatives(formula, {2}, {1});
  EXPECT_EQ(d.value, 12 + 14);
  EXPECT_THAT(d.gradient, ElementsAre(7));
}

TEST(Products, AreThoseOfALoop) {
  for (const auto n : sizes) {
    const auto loop = [](const auto& x) {
      std::remove_cvref_t<decltype(x[0])> f(1);
      for (std::size_t i = 0; i < x.size(); ++i) f *= math::cos(x[i] / std::sqrt(static_cast<double>(i + 1)));
      return f;
    };
    const auto factors = [](const auto& x) {
      return product(x, [](double i, auto a) { return math::cos(a / std::sqrt(i)); });
    };
    expect_the_same(derivatives(factors, some(n), some(n)), derivatives(loop, some(n), some(n)));
  }
}

TEST(Products, HaveTheDerivativesOfFactorsThatAreZero) {
  const auto formula = [](const auto& x) { return product(x, [](auto a) { return 2 * a; }); };
  EXPECT_THAT(derivatives(formula, {3, 0, 5}, {0, 0, 0}).gradient, ElementsAre(0, 120, 0));
  EXPECT_THAT(derivatives(formula, {0, 0, 5}, {1, 1, 0}).product, ElementsAre(40, 40, 0));
}

TEST(Products, MayHaveMoreFactorsThanThereAreVariables) {
  const auto formula = [](const auto& x) {
    const std::vector many(1000, x[0]);
    return product(std::span(std::as_const(many)), [](auto a) { return a; });
  };
  const auto d = derivatives(formula, {1}, {1});
  EXPECT_EQ(d.gradient[0], 1000);
  EXPECT_EQ(d.product[0], 1000 * 999);
}

TEST(Tapes, AreUsedAgain) {
  Tape<double> tape(3);
  const auto at = [&](const Numbers& x, const auto& formula) {
    std::ranges::copy(x, tape.x().begin());
    tape.differentiate(formula);
    return Numbers(tape.gradient().begin(), tape.gradient().end());
  };
  const auto short_one = [](const auto& x) { return x[0] * x[2]; };
  const auto long_one = [](const auto& x) {
    auto f = x[1];
    for (int i = 0; i < 10000; ++i) f = 1.0 * f + sum(x, [](auto a) { return a; });
    return f;
  };
  EXPECT_THAT(at({1, 2, 3}, short_one), ElementsAre(3, 0, 1));
  EXPECT_THAT(at({1, 2, 3}, long_one), ElementsAre(10000, 10001, 10000));
  EXPECT_THAT(at({4, 5, 6}, short_one), ElementsAre(6, 0, 4));
}

}  // namespace
}  // namespace slalom
