// f(c + Q (w - c)), Q a random orthogonal matrix and c the centre of the domain (the origin where there is none): what
// is separable is not any more. Q has Haar's distribution: the orthogonal factor of a matrix of normal numbers, with
// the signs that make R's diagonal positive.   Stewart (1980), SIAM J. Numer. Anal. 17; Mezzadri (2007), section 5.
#include <slalom/eigenvectors.hpp>
#include <slalom/modifier.hpp>

#include <cmath>
#include <numbers>
#include <random>

template <class Real>
struct Rotate : slalom::OtherCoordinates<Rotate<Real>, Real> {
  static constexpr std::size_t largest = 4096;  // a matrix of 128 MB
  const std::int64_t seed = this->setting("seed", 1, slalom::at_least(0), "of the matrix");
  slalom::Matrix<Real> q;
  std::vector<Real> b;  // c - Q c

  Rotate() {
    auto& d = this->description;
    if (d.dimension > largest) slalom::skip("rotate takes problems of up to 4096 dimensions");
    if (d.hard_bounds) slalom::skip("rotate takes problems without hard bounds: a turned box is no box");
    q = orthogonal(static_cast<Eigen::Index>(d.dimension)).template cast<Real>();
    b.assign(d.dimension, 0);
    std::vector<Real> centre(d.dimension, 0);
    for (std::size_t i = 0; i < d.lower.size(); ++i)
      if (std::isfinite(d.lower[i] + d.upper[i])) centre[i] = static_cast<Real>((d.lower[i] + d.upper[i]) / 2);
    vector(b) = vector(centre) - q * vector(centre);
    this->move_minimizers();
    d.lower = d.upper = {};  // a turned box is none
    if (d.window) d.window = box_around(*d.window);
  }
  void to_inner(std::span<const Real> w, std::span<Real> x) const {
    vector(x).noalias() = q * vector(w);
    vector(x) += vector(b);
  }
  void from_inner(std::span<const Real> x, std::span<Real> w) const {
    vector(w) = q.transpose() * (vector(x) - vector(b));
  }
  void linear(std::span<const Real> v, std::span<Real> y) const { vector(y).noalias() = q * vector(v); }
  void transposed(std::span<const Real> g, std::span<Real> y) const { vector(y).noalias() = q.transpose() * vector(g); }

 private:
  static auto vector(auto&& x) { return slalom::as_vector(std::span(x)); }

  slalom::Matrix<double> orthogonal(Eigen::Index n) const {
    std::mt19937_64 bits(static_cast<std::uint64_t>(seed));
    const auto uniform = [&] { return (static_cast<double>(bits() >> 11U) + 0.5) * 0x1p-53; };
    const auto normal = [&](auto, auto) {  // Box and Muller, for the same numbers with every standard library
      const double radius = std::sqrt(-2 * std::log(uniform()));
      return radius * std::cos(2 * std::numbers::pi * uniform());
    };
    const slalom::Matrix<double> random = slalom::Matrix<double>::NullaryExpr(n, n, normal);
    slalom::Matrix<double> factor(n, n);
    slalom::Orthonormalization<double> decomposition(n);
    decomposition.compute(random, factor);
    for (Eigen::Index i = 0; i < n; ++i)
      if (decomposition.diagonal()(i) < 0) factor.col(i) *= -1;
    return factor;
  }
  /// What the corners of a plot's window need when they have turned.
  std::array<double, 4> box_around(const std::array<double, 4>& w) const {
    std::array<double, 4> box{1e300, -1e300, 1e300, -1e300};
    for (const double x : {w[0], w[1]})
      for (const double y : {w[2], w[3]}) {
        const auto corner = this->point_from_inner({x, y});
        box = {std::min(box[0], corner[0]), std::max(box[1], corner[0]), std::min(box[2], corner[1]),
               std::max(box[3], corner[1])};
      }
    return box;
  }
};
SLALOM_PROBLEM(Rotate, "rotate", "A problem that is turned", "Stewart 1980; Mezzadri 2007, section 5")
