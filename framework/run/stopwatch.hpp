// How the time of watched steps divides between optimizer and problem.
#pragma once

#include <chrono>

namespace slalom::run {

/// Intervals of the wall clock. Reading a clock takes about as long as a step of a small problem: that time is taken
/// off.
class Stopwatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// Runs `body` and counts its time.
  template <class Body>
  auto time(Body body) {
    const auto from = Clock::now();
    auto result = body();
    total_ += std::chrono::duration<double>(Clock::now() - from).count();
    ++intervals_;
    return result;
  }
  std::uint64_t intervals() const { return intervals_; }
  /// What it took to measure them.
  double readings_seconds() const { return static_cast<double>(2 * intervals_) * seconds_of_a_reading(); }
  /// Of all intervals, in which others have measured `inner` intervals.
  double seconds(std::uint64_t inner = 0) const {
    return total_ - static_cast<double>(intervals_ + 2 * inner) * seconds_of_a_reading();
  }

 private:
  static double seconds_of_a_reading();
  double total_ = 0;
  std::uint64_t intervals_ = 0;
};

/// What fraction of the time of the outer intervals was not that of the inner ones, which lie within them; unknown if
/// nothing was measured.
double outer_share(const Stopwatch& outer, const Stopwatch& inner);

}  // namespace slalom::run
