// The functions that glibc has for vectors of numbers, too (libmvec). GCC is told so, and uses them in loops.
#pragma once

#include <cmath>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 35)
#define SLALOM_LIBMVEC
#endif
#endif

#ifdef SLALOM_LIBMVEC
extern "C" {
[[gnu::simd("notinbranch")]] double exp(double) noexcept;
[[gnu::simd("notinbranch")]] float expf(float) noexcept;
[[gnu::simd("notinbranch")]] double log(double) noexcept;
[[gnu::simd("notinbranch")]] float logf(float) noexcept;
[[gnu::simd("notinbranch")]] double cbrt(double) noexcept;
[[gnu::simd("notinbranch")]] float cbrtf(float) noexcept;
[[gnu::simd("notinbranch")]] double sin(double) noexcept;
[[gnu::simd("notinbranch")]] double cos(double) noexcept;
// The same under other names: GCC makes one call of sincos of sin and cos of the same number, of which there is no
// version for vectors.
[[gnu::simd("notinbranch"), gnu::const]] double slalom_sin(double) noexcept __asm__("sin");
[[gnu::simd("notinbranch"), gnu::const]] double slalom_cos(double) noexcept __asm__("cos");
}
#else
inline double slalom_sin(double x) { return std::sin(x); }
inline double slalom_cos(double x) { return std::cos(x); }
#endif
