// exp, log and cbrt many at a time. Where glibc has vector versions of them (libmvec), GCC is told so, and uses them in
// loops under SLALOM_INDEPENDENT. (Without it, which version a number gets would hang on where the vectors lie in
// memory, and they differ in the last bits.)
#pragma once

#include <slalom/linear.hpp>

#include <cmath>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 35)
extern "C" {
[[gnu::simd("notinbranch")]] double exp(double) noexcept;
[[gnu::simd("notinbranch")]] float expf(float) noexcept;
[[gnu::simd("notinbranch")]] double log(double) noexcept;
[[gnu::simd("notinbranch")]] float logf(float) noexcept;
[[gnu::simd("notinbranch")]] double cbrt(double) noexcept;
[[gnu::simd("notinbranch")]] float cbrtf(float) noexcept;
}
#endif
#endif
