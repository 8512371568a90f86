// What a random number costs: by the thousand, and one at a time through the plugin's interface as optimizers draw
// them.
#include "loader/random_stream.hpp"

#include <benchmark/benchmark.h>
#include <slalom/random.hpp>

#include <vector>

namespace {

using slalom::loader::Purpose, slalom::loader::RandomStream;

template <class Number>
void many(benchmark::State& state, void (*slalom_random::*draw)(void*, Number*, std::size_t)) {
  const RandomStream stream(1, Purpose::optimizer);
  std::vector<Number> numbers(1000);
  for ([[maybe_unused]] auto _ : state) {
    (stream.c()->*draw)(stream.c()->self, numbers.data(), numbers.size());
    benchmark::ClobberMemory();
  }
  state.counters["time_per_number"] = benchmark::Counter(
      static_cast<double>(numbers.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(many, bits, &slalom_random::bits);
BENCHMARK_CAPTURE(many, uniform, &slalom_random::uniform);
BENCHMARK_CAPTURE(many, normal, &slalom_random::normal);

void normal_by_normal(benchmark::State& state) {
  const RandomStream stream(1, Purpose::optimizer);
  slalom::Random random(stream.c());
  double sum = 0;
  for ([[maybe_unused]] auto _ : state) sum += random.normal();
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(normal_by_normal);

/// As noise is drawn: each step has numbers of its own.
void first_normal_of_a_part(benchmark::State& state) {
  RandomStream stream(1, Purpose::noise);
  slalom::Random random(stream.c());
  double sum = 0;
  for (std::uint64_t part = 0; [[maybe_unused]] auto _ : state) {
    stream.seek(++part);
    sum += random.normal();
  }
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(first_normal_of_a_part);

}  // namespace

BENCHMARK_MAIN();
