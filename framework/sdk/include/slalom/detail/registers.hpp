// Numbers as many at a time as a vector register of the processor holds: as long as the compiler may use.
#pragma once

#include <cstddef>
#include <cstring>

/// Before a loop over an array that shall stay in registers.
#ifdef __clang__
#define SLALOM_UNROLLED _Pragma("clang loop unroll(full)")
#else
#define SLALOM_UNROLLED _Pragma("GCC unroll 32")
#endif

namespace [[gnu::visibility("hidden")]] slalom {
namespace detail {

template <class Real>
struct Registers {
#if defined(__AVX512F__)
  static constexpr std::size_t bytes = 64, count = 32;
#elif defined(__AVX__)
  static constexpr std::size_t bytes = 32, count = 16;
#else
  static constexpr std::size_t bytes = 16, count = 16;
#endif
  typedef Real Lanes __attribute__((vector_size(bytes)));  // the numbers of one register
  static constexpr std::ptrdiff_t lanes = bytes / sizeof(Real);

  static Lanes load(const Real* from) {
    Lanes x;
    std::memcpy(&x, from, sizeof x);
    return x;
  }
  static void store(Real* to, const Lanes& x) { std::memcpy(to, &x, sizeof x); }
};

}  // namespace detail
}  // namespace slalom
