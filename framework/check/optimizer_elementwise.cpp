// An elementwise step treats each number alike, however many there are.
#include "check/optimizer_checks.hpp"
#include "check/sample.hpp"
#include "check/short_run.hpp"
#include "run/float_environment.hpp"
#include "run/pack.hpp"

#include <cmath>
#include <limits>

namespace slalom::check {

namespace {

/// Of a sum of terms of one number each. There is no value that could be used.
struct SumOfTerms {
  std::size_t size;
  slalom_oracle c{.struct_size = sizeof(slalom_oracle),
                  .self = this,
                  .examples = 1,
                  .value = [](void*, const void*, double*) -> slalom_status { return SLALOM_ERROR; },
                  .gradient = &gradient,
                  .full_gradient = &gradient,
                  .hessian_vector = nullptr,
                  .batch = [](void*, std::size_t* count) -> const std::uint32_t* {
                    *count = 1;
                    return nullptr;
                  }};

  static slalom_status gradient(void* self, const void* w, void* gradient, double* value) {
    const auto* const x = static_cast<const double*>(w);
    for (std::size_t i = 0; i < static_cast<SumOfTerms*>(self)->size; ++i)
      static_cast<double*>(gradient)[i] = x[i] * x[i] * x[i] - 0.3 * x[i] + std::sin(5 * x[i]);
    *value = std::numeric_limits<double>::quiet_NaN();
    return SLALOM_OK;
  }
};

/// Where numbers `from` to `from + size` of many are after some steps.
std::vector<double> numbers_after_steps(const loader::OptimizerEntry& entry, const loader::PluginContext& context,
                                        std::size_t from, std::size_t size) {
  constexpr int steps = 60;
  SumOfTerms f{.size = size};
  ShortRun short_run(entry, context, {.dimension = size});
  auto* const w = static_cast<double*>(short_run.w.data());
  for (std::size_t i = 0; i < size; ++i) w[i] = 1 + std::cos(0.7 * static_cast<double>(from + i));
  const double rate = entry.learning_rate ? entry.learning_rate->default_value.get<double>() : 0;
  for (int k = 0; k < steps; ++k)
    short_run.state.services().check(entry.c->step[SLALOM_FLOAT64](short_run.state.c(), &f.c, w, rate));
  return short_run.numbers();
}

}  // namespace

void check_elementwise(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  if (!run::is_elementwise(entry) || entry.c->step[SLALOM_FLOAT64] == nullptr) return;
  const run::FloatEnvironment environment;
  constexpr std::size_t count = 61;
  const auto together = numbers_after_steps(entry, context, 0, count);
  for (const std::size_t size : {1U, 2U, 3U, 10U})
    for (std::size_t from = 0; from + size <= count; from += size) {
      const auto alone = numbers_after_steps(entry, context, from, size);
      for (std::size_t i = 0; i < size; ++i)
        if (!same_bits({alone[i]}, {together[from + i]}))
          fail("in {} dimensions number {} is {} after the same steps that make it {} in {}", count, from + i + 1,
               together[from + i], alone[i], size);
    }
}

}  // namespace slalom::check
