// A problem that answers for many points at once faster than for one after the other.
#pragma once

#include <slalom/ext/values.h>
#include <slalom/problem.hpp>

#include <string_view>

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

/// A Loss with a function
///   void values(Workspace& ws, std::span<const Real> points, Batch batch, std::span<double> values) const
/// which gives what `evaluate` gives at each point, bit by bit.
template <template <class> class Loss>
struct ValuesPlugin {
  using Plugin = ProblemPlugin<Loss>;
  static_assert(!Plugin::always_in_double, "values are asked for in both real types");

  template <class Real>
  static slalom_status values(void* workspace, const slalom_query* q, const void* points, std::size_t count,
                              double* values) {
    using Instance = TypedProblemInstance<Loss<Real>, Real>;
    auto* ws = static_cast<typename Instance::Workspace*>(static_cast<ProblemWorkspace*>(workspace));
    return guarded(ws->host, [&] {
      const auto& loss = ws->instance.loss;
      loss.values(ws->scratch, std::span(static_cast<const Real*>(points), count * loss.description.dimension),
                  Batch(q->batch, q->batch_size, q->noise), std::span(values, count));
    });
  }
  static const void* extension(const char* name) {
    static constexpr slalom_values offered{.struct_size = sizeof(slalom_values),
                                           .values = {&values<double>, &values<float>}};
    return std::string_view(name) == SLALOM_VALUES ? &offered : Plugin::extension(name);
  }
  static void describe(Table& table, const char* name, const char* title, const char* source) {
    Plugin::describe(table, name, title, source, &extension);
  }
};

}  // namespace detail
}  // namespace slalom

/// As SLALOM_PROBLEM, for a Loss with a function `values` besides.
#define SLALOM_PROBLEM_WITH_VALUES(Loss, name, title, source)                   \
  SLALOM_REGISTER([](::slalom::detail::Table& table) {                          \
    ::slalom::detail::ValuesPlugin<Loss>::describe(table, name, title, source); \
  })
