#include "bench/bandwidth.hpp"

#include "run/recorder.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace slalom::host {

namespace {

constexpr int repetitions = 20;
constexpr std::size_t block = 1024;  // stays in the first cache while the vectors take turns

using Vectors = std::vector<std::vector<float>>;

void stream(const std::vector<float>& read, Vectors& updated) {
  for (std::size_t begin = 0; begin < read.size(); begin += block) {
    const auto end = std::min(begin + block, read.size());
    for (auto& vector : updated)
      for (std::size_t i = begin; i < end; ++i) vector[i] = 0.5F * vector[i] + read[i];
  }
}

}  // namespace

double streaming_seconds(std::size_t size, std::size_t updated) {
  const std::vector<float> read(size, 1);
  Vectors vectors(updated, read);
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repetitions; ++i) {
    RunClock clock;
    clock.start();
    stream(read, vectors);
    benchmark::ClobberMemory();
    clock.stop();
    best = std::min(best, clock.seconds());
  }
  return best;
}

}  // namespace slalom::host
