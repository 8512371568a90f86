#include "loader/box_muller.hpp"

#include <Random123/uniform.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace slalom::loader {

namespace {

/// log x for normal numbers x. With x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), and s = f / (2 + f):
///   log(1 + f) = 2 s + 2/3 s^3 + 2/5 s^5 + …
/// whose coefficients are those of FreeBSD's e_log.c, as is the order in which the parts are added.
double logarithm(double x) {
  constexpr std::uint64_t root_of_half = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000, mantissa = 0x000fffffffffffff;
  constexpr std::uint64_t to_integer = 0x4330000000000000;  // the bits of 2^52
  constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
  const auto above = std::bit_cast<std::uint64_t>(x) + (one - root_of_half);
  // The exponent as a number, without a conversion.
  const double k = std::bit_cast<double>(to_integer | (above >> 52U)) - (0x1p52 + 1023);
  const double f = std::bit_cast<double>((above & mantissa) + root_of_half) - 1;
  const double s = f / (2 + f), z = s * s, w = z * z;
  const double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double odd =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + (even + odd)) + k * ln2_low)) - f);
}

/// sin(pi x) for |x| <= 1/2: x (pi + a polynomial of x^2), of the least relative error (Remez), 2^-61.
double sine_of_half_turn(double x) {
  const double t = x * x;
  const double rest =
      -5.167712780049969 +
      t * (2.550164039877303 +
           t * (-0.5992645293189611 +
                t * (0.08214588657282754 +
                     t * (-0.0073704305006888505 +
                          t * (0.0004662997821379566 + t * (-2.1903396566405236e-05 + t * 7.696695376535453e-07))))));
  return x * (std::numbers::pi + t * rest);
}

}  // namespace

void box_muller(const std::uint64_t* bits, std::size_t pairs, double* sines, double* cosines) {
  // By themselves, since few processors have this conversion for vectors.
  for (std::size_t i = 0; i < pairs; ++i) {
    sines[i] = r123::uneg11<double>(bits[2 * i]);
    cosines[i] = r123::u01<double>(bits[2 * i + 1]);
  }
#pragma omp simd
  for (std::size_t i = 0; i < pairs; ++i) {
    const double signed_angle = sines[i], angle = std::abs(signed_angle),
                 length = std::sqrt(-2 * logarithm(cosines[i]));
    sines[i] = length * std::copysign(sine_of_half_turn(std::min(angle, 1 - angle)), signed_angle);
    cosines[i] = length * sine_of_half_turn(0.5 - angle);
  }
}

}  // namespace slalom::loader
