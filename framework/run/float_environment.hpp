// The floating-point mode of a run: the same for all, whatever a plugin did to the thread before.
#pragma once

#include <cfenv>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace slalom::run {

/// While it lives: rounding to nearest, no traps, and numbers below the normal range (2.2e-308 in float64, 1.2e-38 in
/// float32) count as zero. Those are met when a run has long converged, and processors take up to a hundred times as
/// long for them. After it the mode is what it was.
class FloatEnvironment {
 public:
  FloatEnvironment() {
    std::fegetenv(&before_);
    std::fesetenv(FE_DFL_ENV);
#if defined(__SSE__)
    constexpr unsigned flush_results = 0x8000, flush_operands = 0x0040;
    _mm_setcsr(_mm_getcsr() | flush_results | flush_operands);
#endif
  }
  ~FloatEnvironment() { std::fesetenv(&before_); }
  FloatEnvironment(const FloatEnvironment&) = delete;
  FloatEnvironment& operator=(const FloatEnvironment&) = delete;

 private:
  std::fenv_t before_{};
};

}  // namespace slalom::run
