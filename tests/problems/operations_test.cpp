// The gradient of a formula costs a few of its values, whatever its dimension: counted in operations, which do not
// depend on the machine. The formulas are compiled again here, for a number that counts.
#include "opened.hpp"

#include <slalom/ext/lanes_problem.hpp>
#include <slalom/function.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace counting {

struct Counted {
  double value = 0;
  inline static std::size_t operations = 0;

  Counted() = default;
  Counted(double x) : value(x) {}  // NOLINT(google-explicit-constructor)
};
inline Counted counted(double x) { return ++Counted::operations, Counted(x); }
inline double value_of(const Counted& x) { return x.value; }

inline bool operator==(const Counted& a, double b) { return a.value == b; }
inline Counted operator-(const Counted& a) { return counted(-a.value); }
inline Counted pow(const Counted& x, double p) { return counted(std::pow(x.value, p)); }

#define BOTH_WAYS(op)                                                                                    \
  inline Counted operator op(const Counted& a, const Counted& b) { return counted(a.value op b.value); } \
  inline Counted operator op(const Counted& a, double b) { return counted(a.value op b); }               \
  inline Counted operator op(double a, const Counted& b) { return counted(a op b.value); }               \
  inline Counted& operator op##=(Counted& a, const Counted& b) { return a = a op b; }
BOTH_WAYS(+)
BOTH_WAYS(-)
BOTH_WAYS(*)
BOTH_WAYS(/)

#define OF_ONE(function) \
  inline Counted function(const Counted& x) { return counted(std::function(x.value)); }
OF_ONE(abs)
OF_ONE(cos)
OF_ONE(cosh)
OF_ONE(exp)
OF_ONE(log)
OF_ONE(sin)
OF_ONE(sinh)
OF_ONE(sqrt)
OF_ONE(tanh)

struct Operations {
  std::size_t gradient, product;
};

template <class Formula>
Operations operations(std::size_t dimension) {
  using slalom::detail::construct, slalom::math::Dual, slalom::math::Tape;
  slalom::detail::Declarations declarations;
  construct<Formula>({.declarations = &declarations});
  std::deque<slalom_value> values;
  std::vector<const slalom_value*> pointers;
  for (const auto* setting : declarations.pointers) {
    values.push_back({.struct_size = sizeof(slalom_value), .number = setting->number});
    if (std::string_view(setting->name) == "dimension") values.back().number = static_cast<double>(dimension);
    pointers.push_back(&values.back());
  }
  const slalom_host host{.struct_size = sizeof(slalom_host)};
  const Formula formula = construct<Formula>({.declarations = &declarations, .values = pointers.data(), .host = &host});

  const auto& d = formula.description;
  Tape<Counted> tape(dimension);
  Tape<Dual<Counted, 1>> second(dimension);
  for (std::size_t i = 0; i < dimension; ++i) {
    const auto share = 0.5 + 0.4 * std::sin(static_cast<double>(i * i + 1));
    tape.x()[i] = second.x()[i].value = d.lower[i] + share * (d.upper[i] - d.lower[i]);
    second.x()[i].slopes[0] = Counted(1);
  }
  Operations counts{};
  Counted::operations = 0;
  tape.differentiate(formula);
  counts.gradient = std::exchange(Counted::operations, 0);
  second.differentiate(formula);
  counts.product = Counted::operations;
  return counts;
}

using ByDimension = std::function<Operations(std::size_t)>;
inline std::map<std::string, ByDimension>& formulas() {
  static std::map<std::string, ByDimension> all;
  return all;
}

}  // namespace counting

#undef SLALOM_FUNCTION
#define SLALOM_FUNCTION(Formula, name, title, source) \
  [[maybe_unused]] const auto& counted_##Formula = counting::formulas()[name] = &counting::operations<Formula>;
#undef SLALOM_FUNCTION_WITH_LANES
#define SLALOM_FUNCTION_WITH_LANES SLALOM_FUNCTION
#pragma GCC visibility push(hidden)  // as in plugins
#include "functions/ackley.cpp"
#include "functions/alpine2.cpp"
#include "functions/chung_reynolds.cpp"
#include "functions/csendes.cpp"
#include "functions/dixon_price.cpp"
#include "functions/ellipsoid.cpp"
#include "functions/exponential.cpp"
#include "functions/griewank.cpp"
#include "functions/levy.cpp"
#include "functions/michalewicz.cpp"
#include "functions/perm_0_n_10.cpp"
#include "functions/plateau.cpp"
#include "functions/powell.cpp"
#include "functions/qing.cpp"
#include "functions/quartic.cpp"
#include "functions/rastrigin.cpp"
#include "functions/rosenbrock.cpp"
#include "functions/rotated_hyper_ellipsoid.cpp"
#include "functions/salomon.cpp"
#include "functions/schwefel.cpp"
#include "functions/schwefel_2_21.cpp"
#include "functions/schwefel_2_22.cpp"
#include "functions/sphere.cpp"
#include "functions/styblinski_tang.cpp"
#include "functions/sum_of_powers.cpp"
#include "functions/trid.cpp"
#include "functions/xin_she_yang2.cpp"
#include "functions/zakharov.cpp"
#pragma GCC visibility pop

namespace slalom::test {
namespace {

TEST(Operations, AreCountedForAllFormulasThatHaveADimension) {
  for (const auto& [name, entry] : problems().problems()) {
    const bool any =
        std::ranges::any_of(entry.settings, [](const loader::Setting& s) { return s.name == "dimension"; });
    // Not formulas of one value: a matrix, rotations, and residuals, whose Jacobian has as many entries as it costs.
    // Nor all of CUTEst's, which are many of a kind.
    if (!any || name == "quadratic" || name.starts_with("bbob_") || name.starts_with("cutest_") ||
        name.starts_with("mgh_"))
      continue;
    EXPECT_TRUE(counting::formulas().contains(name)) << "include functions/" << name << ".cpp above";
  }
}

TEST(Operations, GrowAsTheDimension) {
  for (const auto& [name, operations] : counting::formulas()) {
    const double growth = name == "perm_0_n_10" ? 4.4 : 2.2;  // its value is a sum of n^2 terms
    const auto few = operations(64), many = operations(128);
    EXPECT_GE(few.product, few.gradient) << name;
    EXPECT_LE(static_cast<double>(many.gradient), growth * static_cast<double>(few.gradient)) << name;
    EXPECT_LE(static_cast<double>(many.product), growth * static_cast<double>(few.product)) << name;
    EXPECT_LE(few.product, 8 * few.gradient) << name;
  }
}

}  // namespace
}  // namespace slalom::test
