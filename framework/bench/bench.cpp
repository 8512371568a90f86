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

namespace slalom::bench {

namespace {

constexpr std::uint64_t steps_at_once = 100'000;
constexpr std::size_t large = 1'000'000;

suite::Case step_case(const loader::ProblemEntry& quadratic, const loader::OptimizerEntry& optimizer,
                      const loader::Registry& registry) {
  suite::Case c;
  c.problem.name = quadratic.name;
  c.problem.settings = loader::complete(quadratic.settings, {{"dimension", 2}, {"condition", 10}});
  c.problem.start = {1, 1};
  c.optimizer.name = optimizer.name;
  c.optimizer.settings = loader::complete(optimizer.settings, Json::object());
  const auto nested = loader::nested_optimizers(registry, optimizer.name, c.optimizer.settings);
  if (const auto* rate = loader::learning_rate_of(nested))
    c.optimizer.learning_rate = suite::LearningRate{.initial = rate->default_value.get<double>()};
  c.budget.steps = steps_at_once;
  return c;
}

void bench_step(benchmark::State& state, const suite::Case& c, const loader::Registry& registry,
                const loader::DataSource& data_folder) {
  const loader::OpenProblem problem(*registry.problem(c.problem.name), c.problem.settings, SLALOM_FLOAT64,
                                    {registry, data_folder});
  std::uint64_t seed = 0;
  double steps = 0;
  for ([[maybe_unused]] auto _ : state) {
    const auto record = run::run(c, {0, ++seed, {}}, {registry, problem, data_folder, nullptr});
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
  Updates(const loader::OptimizerEntry& entry, const Json& settings, const loader::PluginContext& context)
      : optimizer_(entry, settings, loader::plain_space(large), SLALOM_FLOAT32, 1, context) {
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
  loader::OptimizerState optimizer_;
  run::RealVector w_{SLALOM_FLOAT32, large};
  slalom_oracle oracle_ = free_oracle();
};

/// Of a million parameters.
void bench_update(benchmark::State& state, const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  const auto settings = loader::complete(entry.settings, Json::object());
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
  if (loader::inner_setting(entry.settings) != nullptr) {
    const auto& inside = settings.at("inner");
    Updates inner(*context.registry.optimizer(inside.at("optimizer")), inside, context);
    state.counters["times_inner"] = times_as_long(step, [&] { inner.step(); });
  }
}

bool has_dimension(const loader::ProblemEntry& entry) {
  return std::ranges::any_of(entry.settings, [](const loader::Setting& s) { return s.name == "dimension"; });
}

enum class Wanted { value, gradient };

void bench_loss(benchmark::State& state, Wanted wanted, const loader::ProblemEntry& entry, const Json& settings,
                const loader::PluginContext& context) {
  constexpr std::uint64_t batch_size = 32;
  const auto real = entry.c->preferred;
  const loader::OpenProblem problem(entry, loader::complete(entry.settings, settings), real, context);
  loader::Workspace workspace(problem, context.data_folder);
  run::RealVector w(real, problem.dimension());
  run::RealVector gradient(real, problem.dimension());
  const loader::RandomStream random(1, loader::Purpose::start);
  workspace.start(random.c(), w.data());
  const auto examples = problem.description().examples;
  run::Sampler sampler({suite::Sampling::shuffled, std::min(batch_size, examples)}, examples, 1);
  for ([[maybe_unused]] auto _ : state) {
    const auto* const batch = sampler.next();  // null: all examples
    benchmark::DoNotOptimize(workspace.loss(w.data(), wanted == Wanted::gradient ? gradient.data() : nullptr,
                                            {batch, batch == nullptr ? 0 : sampler.size()}));
  }
}

}  // namespace

bool run_benchmarks(const loader::Registry& registry, const loader::DataSource& data_folder,
                    const std::vector<std::string>& options, std::optional<std::uint64_t> dimension) {
  std::vector<std::string> texts{"slalom bench"};
  texts.insert(texts.end(), options.begin(), options.end());
  std::vector<char*> arguments;
  for (auto& text : texts) arguments.push_back(text.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (count > 1) throw std::invalid_argument(fmt::format("unknown option {}", arguments[1]));

  const loader::PluginContext context{registry, data_folder};
  const auto* quadratic = registry.problem("quadratic");
  bool failed = false;
  // A plugin that does not fit is skipped, one that fails is noted; the others are measured all the same.
  const auto add = [&failed](const std::string& name, auto body) {
    return benchmark::RegisterBenchmark(name.c_str(), [&failed, body](benchmark::State& state) {
      try {
        body(state);
      } catch (const loader::Skipped& skipped) {
        state.SkipWithError(skipped.what());
      } catch (const loader::PluginError& error) {
        state.SkipWithError(error.what());
        failed = true;
      }
    });
  };
  for (const auto& [name, entry] : registry.optimizers()) {
    if (dimension) break;
    if (quadratic != nullptr && entry.c->step[SLALOM_FLOAT64] != nullptr)
      add("step/" + name, [c = step_case(*quadratic, entry, registry), &registry, data_folder](auto& state) {
        bench_step(state, c, registry, data_folder);
      })->Unit(benchmark::kMillisecond);
    if (entry.c->step[SLALOM_FLOAT32] != nullptr)
      add("update/" + name, [&entry = entry, context](auto& state) {
        bench_update(state, entry, context);
      })->Unit(benchmark::kMicrosecond);
  }
  for (const auto& [name, entry] : registry.problems()) {
    if (dimension && !has_dimension(entry)) continue;
    const auto settings = dimension ? Json{{"dimension", *dimension}} : Json::object();
    for (const auto& [what, wanted] : {std::pair{"gradient/", Wanted::gradient}, {"value/", Wanted::value}})
      add(what + name, [&entry = entry, settings, context, wanted = wanted](auto& state) {
        bench_loss(state, wanted, entry, settings, context);
      });
  }
  if (benchmark::RunSpecifiedBenchmarks() == 0) throw std::invalid_argument("--benchmark_filter matches no benchmark");
  benchmark::Shutdown();
  return !failed;
}

}  // namespace slalom::bench
