// Random numbers by counter (Philox, Salmon et al. 2011): a stream is a function of seed, purpose and place alone.
#pragma once

#include "loader/box_muller.hpp"

#include <slalom/plugin.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace slalom::loader {

/// What random numbers are for. Streams of different purposes are independent, so start points and batches are the
/// same for every optimizer of a seed, however many numbers each draws for itself.
enum class Purpose : std::uint64_t { problem, start, batches, noise, optimizer, variance, tuning };

class RandomStream {
 public:
  RandomStream(std::uint64_t seed, Purpose purpose);
  RandomStream(const RandomStream&) = delete;
  RandomStream& operator=(const RandomStream&) = delete;

  std::uint64_t bits() {
    if (used_ == size_) refill();
    return buffer_[used_++];
  }
  /// One of 0 … count-1; the bias is below count / 2^64.
  std::uint64_t below(std::uint64_t count);
  /// Goes to the beginning of part `part` of the stream (a step, an epoch, …).
  void seek(std::uint64_t part) {
    part_ = part;
    block_ = 0;
    used_ = size_ = 0;
  }

  const slalom_random* c() const { return &c_; }

  /// Whether any number was drawn.
  bool drawn() const { return drawn_; }

 private:
  struct Normals {
    double sine, cosine;
  };

  /// With the numbers of several counters, of which none waits for another: few at the beginning of a part.
  void refill();
  /// Of the next two numbers.
  Normals normals();

  std::array<std::uint64_t, 2> key_;
  std::uint64_t part_ = 0;
  std::uint64_t block_ = 0;
  std::size_t used_ = 0, size_ = 0;  // of buffer_
  bool drawn_ = false;
  bool has_normals_ = false;  // those of all numbers in buffer_
  std::array<std::uint64_t, 32> buffer_{};
  std::array<double, 16> sines_{}, cosines_{};
  slalom_random c_;
};

}  // namespace slalom::loader
