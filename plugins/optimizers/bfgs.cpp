// BFGS: d = -H g, a step a along d that meets the strong Wolfe conditions, and with s = a d, y the gradient's change,
// H <- (I - s y' / s.y) H (I - y s' / s.y) + s s' / s.y.   Broyden, Fletcher, Goldfarb and Shanno (1970); Nocedal and
// Wright (2006), algorithm 6.1, their eq. 3.60 for the first a to try. Beyond `dense_up_to` variables H would not fit:
// it is s.y / y.y then.
#include <slalom/line_search.hpp>

template <class Real>
struct Bfgs : slalom::Optimizer<Real> {
  const std::int64_t most =
      this->setting("dense_up_to", 2000, slalom::at_least(1), "more variables than that, and H is a number");
  const bool dense = this->size() <= static_cast<std::size_t>(most);
  const Eigen::Index n = static_cast<Eigen::Index>(this->size());
  slalom::Matrix<Real> H = slalom::Matrix<Real>::Identity(dense ? n : 1, dense ? n : 1);
  slalom::Vector<Real> g = this->zeros(), before = this->zeros(), d = this->zeros(), Hy = this->zeros();
  slalom::LineSearch<Real> search{this->size(), {}};
  double value = 0, change = 0;  // by the last step, on its batch
  bool begun = false;

  void step(slalom::Oracle<Real>& f, std::span<Real> w) {
    if (!begun || !f.batch().empty()) value = f.gradient(w, g);
    if (!begun) change = value - (value + slalom::norm(g) / 2);
    begun = true;
    if (dense)
      slalom::as_vector(std::span(d)).noalias() = -H * slalom::as_vector(std::span(g));
    else
      slalom::as_vector(std::span(d)) = -H(0, 0) * slalom::as_vector(std::span(g));
    std::ranges::copy(g, before.begin());
    const double first = 2.02 * change / slalom::dot(g, d), from = value;
    const double a = search(f, w, d, value, g, first > 0 ? std::min(1.0, first) : 1);
    change = value - from;
    for (std::size_t i = 0; i < w.size(); ++i) {
      d[i] *= static_cast<Real>(a);
      before[i] = g[i] - before[i];
    }
    if (a > 0)
      update(slalom::as_vector(std::span(d)), slalom::as_vector(std::span(before)));
    else
      H.setIdentity();
  }
  void moved(std::span<const Real>, std::span<const Real>) { begun = false; }

  void update(const auto& s, const auto& y) {
    const double sy = slalom::dot(d, before);
    if (!(sy > 0)) return;
    if (!dense) {
      H(0, 0) = static_cast<Real>(sy / slalom::squared_norm(before));
      return;
    }
    auto product = slalom::as_vector(std::span(Hy));
    product.noalias() = H * y;
    const double both = (1 + slalom::dot(before, Hy) / sy) / sy;
    for (Eigen::Index j = 0; j < n; ++j)
      for (Eigen::Index i = 0; i < n; ++i)
        H(i, j) +=
            static_cast<Real>(both * s[i] * s[j] -
                              (static_cast<double>(product[i]) * s[j] + static_cast<double>(s[i]) * product[j]) / sy);
  }
};
SLALOM_OPTIMIZER(Bfgs, "bfgs", "BFGS", "Nocedal & Wright 2006, algorithm 6.1")
