// What problems that learn classes from examples share: passing through batches, and the loss.
#pragma once

#include <slalom/data_set.hpp>
#include <slalom/problem.hpp>

#include <algorithm>

namespace [[gnu::visibility("hidden")]] slalom {

/// Passes through examples a few at a time, so that scratch memory is small and stays in the cache.
template <class Real>
class Chunks {
 public:
  static constexpr std::size_t most = 128;
  using Features = Eigen::Map<const Matrix<Real>>;

  explicit Chunks(const Examples<Real>& examples)
      : examples_(&examples), x_(examples.x.rows(), static_cast<Eigen::Index>(most)), y_(most) {}

  /// Calls visit(Features x, Classes y) for the examples of the batch, in order; x has one a column.
  template <class Visit>
  void each(const Batch& batch, Visit visit) {
    if (batch.all()) return each(*examples_, visit);
    const auto all = batch.indices();
    for (std::size_t first = 0; first < all.size(); first += most) {
      const auto some = all.subspan(first, std::min(most, all.size() - first));
      for (std::size_t k = 0; k < some.size(); ++k) {
        if (k + 1 < some.size()) fetch(some[k + 1]);
        x_.col(static_cast<Eigen::Index>(k)) = examples_->x.col(some[k]);
        y_[k] = examples_->y[some[k]];
      }
      visit(Features(x_.data(), x_.rows(), static_cast<Eigen::Index>(some.size())), Classes(y_).first(some.size()));
    }
  }
  /// The same for all examples.
  template <class Visit>
  static void each(const Examples<Real>& all, Visit visit) {
    for (std::size_t first = 0; first < all.size(); first += most) {
      const auto size = std::min(most, all.size() - first);
      const auto features = all.x.rows();
      visit(Features(all.x.data() + features * static_cast<Eigen::Index>(first), features,
                     static_cast<Eigen::Index>(size)),
            Classes(all.y).subspan(first, size));
    }
  }

 private:
  /// Examples of a batch lie anywhere in memory. Asked for one ahead, 784 numbers each are copied in three quarters of
  /// the time, which is a fifth of a step of 784-128-10.
  void fetch(std::uint32_t i) const {
    const auto example = examples_->x.col(i);
    constexpr Eigen::Index line = 64 / sizeof(Real);
    for (Eigen::Index k = 0; k < example.size(); k += line) __builtin_prefetch(example.data() + k);
  }

  const Examples<Real>* examples_;
  Matrix<Real> x_;
  std::vector<std::uint32_t> y_;
};

/// z: one column of class scores an example. Makes each its probabilities, exp z_k / sum_j exp z_j, and returns the sum
/// of the cross-entropies -log z_y over the examples.
template <class Scores>
double softmax(Scores&& z, Classes y) {
  double loss = 0;
  for (Eigen::Index i = 0; i < z.cols(); ++i) {
    auto column = z.col(i);
    column.array() -= column.maxCoeff();
    loss -= column[y[static_cast<std::size_t>(i)]];
  }
  z = z.array().exp();
  for (Eigen::Index i = 0; i < z.cols(); ++i) {
    auto column = z.col(i);
    const auto sum = column.sum();
    loss += std::log(sum);
    column *= 1 / sum;
  }
  return loss;
}

/// The derivative of the cross-entropy by the scores, from the probabilities: 1 less at the class of each example.
template <class Scores>
void subtract_classes(Scores&& p, Classes y) {
  for (std::size_t i = 0; i < y.size(); ++i) p(y[i], static_cast<Eigen::Index>(i)) -= 1;
}

/// How many examples have their largest score at their class.
template <class Scores>
std::size_t count_correct(const Scores& z, Classes y) {
  std::size_t correct = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    Eigen::Index best = 0;
    z.col(static_cast<Eigen::Index>(i)).maxCoeff(&best);
    correct += best == y[i];
  }
  return correct;
}

}  // namespace slalom
