// Mini-batches: which examples each step sees. They depend on the seed alone, so every optimizer gets the same.
#pragma once

#include "loader/random_stream.hpp"
#include "suite/plan.hpp"

#include <span>

namespace slalom::run {

/// The examples form an endless stream of which each step takes the next `batch.size`.
class Sampler {
 public:
  /// `examples`: N. Throws std::invalid_argument if a batch is larger than that. Problems with one example take any
  /// batch as full.
  Sampler(const suite::Batch& batch, std::uint64_t examples, std::uint64_t seed,
          loader::Purpose purpose = loader::Purpose::batches);

  bool full() const { return batch_.sampling == suite::Sampling::full; }
  /// Whether random numbers were drawn for it.
  bool drawn() const { return random_.drawn(); }
  std::uint64_t size() const { return batch_.size; }
  /// Indices of the next batch, valid until the next call; null when full.
  const std::uint32_t* next() { return full() ? nullptr : draw(); }

 private:
  const std::uint32_t* draw();
  void take_in_order();
  void take_shuffled();
  void shuffle();

  suite::Batch batch_;
  std::uint64_t examples_;
  loader::RandomStream random_;
  std::uint64_t epoch_ = 0;
  std::uint64_t place_ = 0;  // in the current epoch
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> indices_;
};

}  // namespace slalom::run
