#include "bench/bench.hpp"

#include "bench/paired.hpp"
#include "bench/streaming.hpp"
#include "loader/inner.hpp"
#include "loader/optimizer.hpp"
#include "run/real_vector.hpp"
#include "run/run.hpp"
#include "run/sampler.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace slalom::host {

namespace {

constexpr std::uint64_t steps_at_once = 100'000;
constexpr std::size_t large = 1'000'000;

Case step_case(const ProblemEntry& quadratic, const OptimizerEntry& optimizer, const Registry& registry) {
  Case c;
  c.problem.name = quadratic.name;
  c.problem.settings = complete(quadratic.settings, {{"dimension", 2}, {"condition", 10}});
  c.problem.start = {1, 1};
  c.optimizer.name = optimizer.name;
  c.optimizer.settings = complete(optimizer.settings, Json::object());
  const auto nested = nested_optimizers(registry, optimizer.name, c.optimizer.settings);
  if (const auto* rate = learning_rate_of(nested))
    c.optimizer.learning_rate = LearningRate{.initial = rate->default_value.get<double>()};
  c.budget.steps = steps_at_once;
  return c;
}

void bench_step(benchmark::State& state, const Case& c, const Registry& registry, const DataSource& data_folder) {
  const OpenProblem problem(*registry.problem(c.problem.name), c.problem.settings, SLALOM_FLOAT64,
                            {registry, data_folder});
  std::uint64_t seed = 0;
  double steps = 0;
  for ([[maybe_unused]] auto _ : state) {
    const auto record = run(c, {0, ++seed, {}}, {registry, problem, data_folder, nullptr});
    steps += static_cast<double>(record->steps);
  }
  state.counters["time_per_step"] =
      benchmark::Counter(steps, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// An oracle that costs nothing: the gradient stays what it was.
slalom_oracle free_oracle() {
  return {
      .struct_size = sizeof(slalom_oracle),
      .self = nullptr,
      .examples = 1,
      .value = [](void*, const void*, double* value) -> slalom_status { return *value = 1, SLALOM_OK; },
      .gradient = [](void*, const void*, void*, double* value) -> slalom_status { return *value = 1, SLALOM_OK; },
      .full_gradient = [](void*, const void*, void*, double* value) -> slalom_status { return *value = 1, SLALOM_OK; },
      .hessian_vector = nullptr,
      .batch = [](void*, std::size_t* count) -> const std::uint32_t* { return *count = 1, nullptr; }};
}

/// Steps of a million float32 parameters whose gradient is written once, and then stays.
class Updates {
 public:
  Updates(const OptimizerEntry& entry, const Json& settings, const PluginContext& context)
      : optimizer_(entry, settings, space_, SLALOM_FLOAT32, 1, context) {
    std::fill_n(static_cast<float*>(w_.data()), large, 1.0F);
    oracle_.gradient = [](void*, const void*, void* gradient, double* value) -> slalom_status {
      std::fill_n(static_cast<float*>(gradient), large, 1e-3F);
      return *value = 1, SLALOM_OK;
    };
  }
  bool step() {
    const bool done = optimizer_.step()(optimizer_.c(), &oracle_, w_.data(), 1e-3) == SLALOM_OK;
    oracle_.gradient = free_oracle().gradient;
    return done;
  }
  std::optional<std::size_t> bytes() const { return optimizer_.bytes(); }
  std::string failure() const { return optimizer_.services().failure(); }

 private:
  slalom_space space_{.struct_size = sizeof(slalom_space),
                      .dimension = large,
                      .tensors = nullptr,
                      .tensor_count = 0,
                      .lower = nullptr,
                      .upper = nullptr,
                      .hard_bounds = 0};
  OptimizerState optimizer_;
  RealVector w_{SLALOM_FLOAT32, large};
  slalom_oracle oracle_ = free_oracle();
};

/// Of a million parameters.
void bench_update(benchmark::State& state, const OptimizerEntry& entry, const PluginContext& context) {
  const auto settings = complete(entry.settings, Json::object());
  Updates updates(entry, settings, context);
  for ([[maybe_unused]] auto _ : state)
    if (!updates.step()) return state.SkipWithError(updates.failure().c_str());
  state.counters["time_per_parameter"] = benchmark::Counter(
      static_cast<double>(large), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  const auto step = [&] {
    if (!updates.step()) state.SkipWithError(updates.failure().c_str());
  };
  if (const auto bytes = updates.bytes()) {
    state.counters["bytes_per_parameter"] = static_cast<double>(*bytes) / static_cast<double>(large);
    // All of the optimizer's memory but the gradient is updated, and w.
    const auto vectors = (*bytes + large) / (large * sizeof(float));
    state.counters["times_streaming"] = times_as_long(step, Streaming(large, std::max<std::size_t>(vectors, 1)));
  }
  if (inner_setting(entry.settings) != nullptr) {
    const auto& inside = settings.at("inner");
    Updates inner(*context.registry.optimizer(inside.at("optimizer")), inside, context);
    state.counters["times_inner"] = times_as_long(step, [&] { inner.step(); });
  }
}

bool has_dimension(const ProblemEntry& entry) {
  return std::ranges::any_of(entry.settings, [](const Setting& s) { return s.name == "dimension"; });
}

enum class Wanted { value, gradient };

void bench_loss(benchmark::State& state, Wanted wanted, const ProblemEntry& entry, const Json& settings,
                const PluginContext& context) {
  constexpr std::uint64_t batch_size = 32;
  const auto real = entry.c->preferred;
  const OpenProblem problem(entry, complete(entry.settings, settings), real, context);
  Workspace workspace(problem, context.data_folder);
  RealVector w(real, problem.dimension());
  RealVector gradient(real, problem.dimension());
  const RandomStream random(1, Purpose::start);
  workspace.start(random.c(), w.data());
  const auto examples = problem.description().examples;
  Sampler sampler({Sampling::shuffled, std::min(batch_size, examples)}, examples, 1);
  for ([[maybe_unused]] auto _ : state) {
    const auto* const batch = sampler.next();  // null: all examples
    benchmark::DoNotOptimize(workspace.loss(w.data(), wanted == Wanted::gradient ? gradient.data() : nullptr,
                                            {batch, batch == nullptr ? 0 : sampler.size()}));
  }
}

}  // namespace

void run_benchmarks(const Registry& registry, const DataSource& data_folder, const std::vector<std::string>& options,
                    std::optional<std::uint64_t> dimension) {
  std::vector<std::string> texts{"slalom bench"};
  texts.insert(texts.end(), options.begin(), options.end());
  std::vector<char*> arguments;
  for (auto& text : texts) arguments.push_back(text.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (count > 1) throw std::invalid_argument(fmt::format("unknown option {}", arguments[1]));

  const PluginContext context{registry, data_folder};
  const auto* quadratic = registry.problem("quadratic");
  for (const auto& [name, entry] : registry.optimizers()) {
    if (dimension) break;
    if (quadratic != nullptr && entry.c->step[SLALOM_FLOAT64] != nullptr)
      benchmark::RegisterBenchmark(("step/" + name).c_str(), bench_step, step_case(*quadratic, entry, registry),
                                   std::cref(registry), data_folder)
          ->Unit(benchmark::kMillisecond);
    if (entry.c->step[SLALOM_FLOAT32] != nullptr)
      benchmark::RegisterBenchmark(("update/" + name).c_str(), bench_update, std::cref(entry), context)
          ->Unit(benchmark::kMicrosecond);
  }
  for (const auto& [name, entry] : registry.problems()) {
    if (dimension && !has_dimension(entry)) continue;
    const auto settings = dimension ? Json{{"dimension", *dimension}} : Json::object();
    for (const auto& [what, wanted] : {std::pair{"gradient/", Wanted::gradient}, {"value/", Wanted::value}})
      benchmark::RegisterBenchmark((what + name).c_str(), [&entry, settings, context, wanted](benchmark::State& state) {
        try {
          bench_loss(state, wanted, entry, settings, context);
        } catch (const Skipped& skipped) {  // not in this dimension
          state.SkipWithError(skipped.what());
        }
      });
  }
  if (benchmark::RunSpecifiedBenchmarks() == 0) throw std::invalid_argument("--benchmark_filter matches no benchmark");
  benchmark::Shutdown();
}

}  // namespace slalom::host
