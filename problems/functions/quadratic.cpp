// f(x) = 1/2 x' A x; A has eigenvalues from 1 to `condition`, evenly spaced on a logarithmic scale.
// A is diagonal, or turned by a random rotation: the Q of a Gaussian matrix's QR decomposition, Stewart (1980).
#include <slalom/linear_algebra.hpp>
#include <slalom/problem.hpp>

#include <Eigen/QR>

template <class Real>
struct Quadratic : slalom::Problem<Real> {
  const std::int64_t n = this->setting("dimension", 10, slalom::at_least(1), "number of variables");
  const double condition =
      this->setting("condition", 1000.0, slalom::at_least(1), "largest eigenvalue; the smallest is 1");
  const bool rotate = this->setting("rotate", false, "turn the axes, the same way for every seed");
  Eigen::VectorX<Real> d;     // the eigenvalues
  slalom::RowMatrix<Real> A;  // only if rotated

  Quadratic() {
    if (this->declaring()) return;
    Eigen::VectorXd eigenvalues = Eigen::VectorXd::Ones(n);
    for (Eigen::Index i = 1; i < n; ++i)
      eigenvalues[i] = std::pow(condition, static_cast<double>(i) / static_cast<double>(n - 1));
    d = eigenvalues.cast<Real>();
    if (rotate) A = rotated(eigenvalues).template cast<Real>();
    auto& about = this->description;
    about.dimension = static_cast<std::size_t>(n);
    about.minimum = 0;
    about.minimizers = {std::vector<double>(about.dimension)};
    if (n == 2) about.window = {-2, 2, -2, 2};
  }

  void start(slalom::Random& random, std::span<Real> x) const { random.fill_normal(x); }

  double evaluate(auto&, std::span<const Real> x, const slalom::Batch&, std::span<Real> gradient) const {
    double sum = 0;
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto k = static_cast<std::size_t>(i);
      const Real g = row_times(i, x);
      sum += static_cast<double>(x[k]) * g;
      if (!gradient.empty()) gradient[k] = g;
    }
    return sum / 2;
  }

  void hessian_vector(auto&, std::span<const Real>, const slalom::Batch&, std::span<const Real> v,
                      std::span<Real> hv) const {
    for (Eigen::Index i = 0; i < n; ++i) hv[static_cast<std::size_t>(i)] = row_times(i, v);
  }

 private:
  Real row_times(Eigen::Index i, std::span<const Real> x) const {
    if (!rotate) return d[i] * x[static_cast<std::size_t>(i)];
    Real sum = 0;  // not Eigen's product, whose order of summation depends on where in memory x lies
    for (Eigen::Index j = 0; j < n; ++j) sum += A(i, j) * x[static_cast<std::size_t>(j)];
    return sum;
  }

  Eigen::MatrixXd rotated(const Eigen::VectorXd& eigenvalues) const {
    auto random = this->random();
    Eigen::MatrixXd gaussian(n, n);
    random.fill_normal(std::span(gaussian.data(), static_cast<std::size_t>(gaussian.size())));
    const Eigen::MatrixXd q = Eigen::HouseholderQR<Eigen::MatrixXd>(gaussian).householderQ();
    return q.transpose() * eigenvalues.asDiagonal() * q;
  }
};
SLALOM_PROBLEM(Quadratic, "quadratic", "Quadratic of given condition", "standard example")
