// CAME: Adafactor with momentum, whose step is smaller where it disagrees with its mean. A matrix of squares X is kept
// as the means of its rows r and columns c, X_ij ~ r_i c_j / mean(r). With V of g^2 + eps1 (decay beta2): u = g /
// sqrt(V), u <- u / max(1, rms(u) / d),  m <- beta1 m + (1 - beta1) u;  with S of (u - m)^2 + eps2 (decay beta3): w <-
// w - eta (m / sqrt(S) + lambda w), for each matrix apart. A vector has V in full, and no S. Luo, Ren, Zheng, Jiang,
// Jiang and You (2023), algorithm 2.
#include <slalom/linear.hpp>
#include <slalom/optimizer.hpp>

#include <algorithm>

template <class Real>
struct Came : slalom::Optimizer<Real> {
  static constexpr slalom::LearningRate learning_rate{2e-4};
  const Real beta1 = this->beta1_setting(), beta2 = this->beta2_setting();
  const Real beta3 = this->setting("beta3", 0.9999, slalom::at_least(0).below(1), "decay of the mean of (u - m)^2");
  const Real d =
      this->setting("clip_threshold", 1.0, slalom::above(0).log_search(0.1, 10), "largest root mean square of u");
  const double epsilon1 = this->setting("epsilon1", 1e-30, slalom::above(0), "added to g^2");
  const double epsilon2 = this->setting("epsilon2", 1e-16, slalom::above(0), "added to (u - m)^2");
  const Real lambda = this->weight_decay_setting();

  /// The means of a matrix of squares; a vector is all rows.
  struct Squares {
    Eigen::ArrayXd r, c, root_r, root_c;

    explicit Squares(const slalom::Part& p)
        : r(Eigen::ArrayXd::Zero(static_cast<Eigen::Index>(p.rows))),
          c(Eigen::ArrayXd::Zero(static_cast<Eigen::Index>(p.columns))),
          root_r(r),
          root_c(c) {}
    void add(const auto& X, double beta, double epsilon) {
      const double share = 1 - beta;
      r = beta * r + share * (X.template cast<double>().square().rowwise().mean() + epsilon);
      if (c.size() > 1)
        c = beta * c + share * (X.template cast<double>().square().colwise().mean().transpose() + epsilon);
    }
    /// X / sqrt(r c' / mean(r))
    void divide(auto& X) {
      const double mean = c.size() > 1 ? r.mean() : 1;
      root_r = (r / mean).sqrt().inverse();
      X = (X.template cast<double>().colwise() * root_r).template cast<Real>();
      if (c.size() == 1) return;
      root_c = c.sqrt().inverse();
      X = (X.template cast<double>().rowwise() * root_c.transpose()).template cast<Real>();
    }
  };
  struct Layer {
    slalom::Part part;
    Squares V, S;
  };
  std::vector<Layer> layers;
  slalom::Vector<Real> u = this->zeros(), m = this->zeros();

  Came() {
    for (const auto& part : this->parts()) layers.push_back({part, Squares(part), Squares(part)});
  }

  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    f.gradient(w, u);
    for (auto& [part, V, S] : layers) {
      const auto rows = static_cast<Eigen::Index>(part.rows), columns = static_cast<Eigen::Index>(part.columns);
      auto U = slalom::as_matrix(part.of(u), rows, columns).array(),
           M = slalom::as_matrix(part.of(m), rows, columns).array();
      auto W = slalom::as_matrix(part.of(w), rows, columns).array();
      V.add(U, beta2, epsilon1);
      V.divide(U);
      U /= std::max(Real{1}, static_cast<Real>(std::sqrt(U.template cast<double>().square().mean())) / d);
      M = beta1 * M + (1 - beta1) * U;
      W *= 1 - eta * lambda;
      if (columns == 1) {
        W -= eta * M;
        continue;
      }
      S.add(U - M, beta3, epsilon2);
      U = M;
      S.divide(U);
      W -= eta * U;
    }
  }
};
SLALOM_OPTIMIZER(Came, "came", "Confidence-guided Adafactor", "Luo et al. 2023, algorithm 2")
