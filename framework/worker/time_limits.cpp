#include "worker/time_limits.hpp"

#include <algorithm>

namespace slalom::worker {

WorkerClock::WorkerClock(const TimeLimits& limits, run::Seconds now) : limits_(limits), since_(now), heard_(now) {
  limits_.loading = std::min(limits.loading, limits.run);
  limits_.closing = std::min(limits.closing, limits.run);
}

void WorkerClock::loaded(run::Seconds now) {
  if (phase_ == Phase::loading) phase_ = Phase::running;
  since_ = now;
}

void WorkerClock::complete(run::Seconds now) {
  phase_ = Phase::closing;
  since_ = now;
}

std::optional<run::Seconds> WorkerClock::exceeded(run::Seconds now, std::span<const std::size_t> in_flight) {
  if (phase_ != Phase::running) {
    const auto limit = phase_ == Phase::loading ? limits_.loading : limits_.closing;
    return now - since_ > limit ? std::optional(limit) : std::nullopt;
  }
  if (limits_.run == run::Seconds::max()) return std::nullopt;
  std::erase_if(begun_, [&](const auto& slot) { return !std::ranges::binary_search(in_flight, slot.first); });
  bool late = now - heard_ > limits_.run * 1.1 + run::Seconds(1);
  for (const auto slot : in_flight) late |= now - begun_.emplace(slot, now).first->second > limits_.run;
  return late ? std::optional(limits_.run) : std::nullopt;
}

}  // namespace slalom::worker
