#include "run/sampler.hpp"

#include <fmt/format.h>

#include <numeric>
#include <stdexcept>
#include <utility>

namespace slalom::run {

Sampler::Sampler(const suite::Batch& batch, std::uint64_t examples, std::uint64_t seed, loader::Purpose purpose)
    : batch_(batch), examples_(examples), random_(seed, purpose) {
  if (examples == 1) batch_.sampling = suite::Sampling::full;
  if (full()) {
    batch_.size = examples;
    return;
  }
  if (batch.size > examples)
    throw std::invalid_argument(
        fmt::format("a batch of {} is larger than the problem, which has {} examples", batch.size, examples));
  indices_.resize(batch.size);
  if (batch.sampling == suite::Sampling::shuffled) {
    order_.resize(examples);
    shuffle();
  }
}

const std::uint32_t* Sampler::draw() {
  switch (batch_.sampling) {
    case suite::Sampling::full:
      break;
    case suite::Sampling::sequential:
      take_in_order();
      break;
    case suite::Sampling::shuffled:
      take_shuffled();
      break;
    case suite::Sampling::replacement:
      for (auto& i : indices_) i = static_cast<std::uint32_t>(random_.below(examples_));
      break;
  }
  return indices_.data();
}

void Sampler::take_in_order() {
  for (auto& i : indices_) {
    i = static_cast<std::uint32_t>(place_);
    place_ = place_ + 1 == examples_ ? 0 : place_ + 1;
  }
}

void Sampler::take_shuffled() {
  for (auto& i : indices_) {
    if (place_ == examples_) {
      ++epoch_;
      place_ = 0;
      shuffle();
    }
    i = order_[place_++];
  }
}

void Sampler::shuffle() {
  random_.seek(epoch_);
  std::iota(order_.begin(), order_.end(), 0U);
  for (std::uint64_t i = examples_ - 1; i > 0; --i) std::swap(order_[i], order_[random_.below(i + 1)]);
}

}  // namespace slalom::run
