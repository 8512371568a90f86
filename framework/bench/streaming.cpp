#include "bench/streaming.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace slalom::bench {

void Streaming::operator()() {
  constexpr std::size_t block = 1024;  // stays in the first cache while the vectors take turns
  for (std::size_t begin = 0; begin < read_.size(); begin += block) {
    const auto end = std::min(begin + block, read_.size());
    for (auto& vector : updated_)
      for (std::size_t i = begin; i < end; ++i) vector[i] = 0.5F * vector[i] + read_[i];
  }
  benchmark::ClobberMemory();
}

}  // namespace slalom::bench
