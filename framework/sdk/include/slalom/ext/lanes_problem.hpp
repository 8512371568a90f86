// A problem that gives the gradients of many runs at once, see <slalom/ext/lanes.h>.
#pragma once

#include <slalom/ext/lanes.h>
#include <slalom/function.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

// For functions that are to give the same bits: products and sums are not fused into one instruction, which GCC does in
// one place and not in the other.
#if defined(__GNUC__) && !defined(__clang__)
#define SLALOM_UNFUSED [[gnu::optimize("fp-contract=off")]]
#else
#define SLALOM_UNFUSED
#endif

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// A Loss with functions
///   void lanes(const double* points, std::size_t count, double* gradients, double* values) const
///   bool offers_lanes() const
/// of which the first gives what `evaluate` gives at each point, bit by bit.
template <template <class> class Loss>
struct LanesPlugin {
  using Plugin = ProblemPlugin<Loss>;
  using Instance = TypedProblemInstance<Loss<double>, double>;

  static slalom_status gradients(void* workspace, const double* points, std::size_t count, double* gradients,
                                 double* values) {
    auto* ws = static_cast<typename Instance::Workspace*>(static_cast<ProblemWorkspace*>(workspace));
    return guarded(ws->host, [&] { ws->instance.loss.lanes(points, count, gradients, values); });
  }
  static std::int32_t offers(const void* instance) {
    const auto* its = dynamic_cast<const Instance*>(static_cast<const ProblemInstance*>(instance));  // null: float32
    return its != nullptr && its->loss.offers_lanes() ? 1 : 0;
  }
  static const void* extension(const char* name) {
    static constexpr slalom_lanes offered{
        .struct_size = sizeof(slalom_lanes), .gradients = &gradients, .offered = &offers};
    return std::string_view(name) == SLALOM_LANES ? &offered : Plugin::extension(name);
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    Plugin::describe(table, name, title, source, &extension);
  }
};

/// A Function of two variables in lanes: its formula in a loop that compilers turn into vector instructions. One run is
/// a loop of length 1.
template <class Formula>
struct FunctionInLanes : FunctionLoss<Formula> {
  using One = FunctionLoss<Formula>;
  using Number = math::Dual<double, 2>;
  template <class>
  using Loss = FunctionInLanes;
  std::vector<Number> variables{Number(0, 0), Number(0, 1)};  // not constants: those would be computed otherwise

  double evaluate(typename One::Workspace& f, std::span<const double> w, Batch batch,
                  std::span<double> gradient) const {
    if (gradient.empty() || !offers_lanes()) return One::evaluate(f, w, batch, gradient);
    double value = 0;
    lanes(w.data(), 1, gradient.data(), &value);
    return value;
  }

  bool offers_lanes() const { return this->description.dimension == 2; }
  SLALOM_UNFUSED void lanes(const double* __restrict points, std::size_t count, double* __restrict gradients,
                            double* __restrict values) const {
    Number x[] = {variables[0], variables[1]};
    for (std::size_t k = 0; k < count; ++k) {
      x[0].value = points[k];
      x[1].value = points[count + k];
      const Number f = (*this)(std::span<const Number>(x));
      values[k] = f.value;
      gradients[k] = f.slopes[0];
      gradients[count + k] = f.slopes[1];
    }
  }
};

}  // namespace detail
}  // namespace slalom

/// As SLALOM_PROBLEM, for a Loss with the functions `lanes` and `offers_lanes` besides.
#define SLALOM_PROBLEM_WITH_LANES(Loss, name, title, source)                   \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                         \
    ::slalom::detail::LanesPlugin<Loss>::describe(table, name, title, source); \
  })
/// As SLALOM_FUNCTION, for a formula of arithmetic and square roots: with two variables its runs can be stepped
/// together. Exponentials and the like have other bits in loops; `slalom check` tells.
#define SLALOM_FUNCTION_WITH_LANES(Formula, name, title, source) \
  SLALOM_PROBLEM_WITH_LANES(::slalom::detail::FunctionInLanes<Formula>::Loss, name, title, source)
