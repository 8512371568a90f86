// Linear models: f(w, b) = mean_i loss(z_i, y_i) + sum_j penalty(w_j),  z_i = w.x_i + b. The data are a table whose
// last column is y. A model gives loss and penalty with their first two derivatives; the rest is here.
#pragma once

#include <slalom/classification.hpp>
#include <slalom/once.hpp>

#include <Eigen/Cholesky>

namespace [[gnu::visibility("hidden")]] slalom {

/// A function of one variable at a point, and its first two derivatives there.
template <class T>
struct Taylor {
  T value, slope, curvature;
};

/// log(1 + exp z) - y z
template <class T>
Taylor<T> logistic_loss(T z, T y) {
  const T e = std::exp(-std::abs(z)), p = (z >= 0 ? 1 : e) / (1 + e);
  return {std::log1p(e) + std::max(z, T(0)) - y * z, p - y, p * (1 - p)};
}

/// What differs from model to model in the settings.
struct LinearModelDefaults {
  const char* data = "breast_cancer";
  const char* penalty = "l2";
  double weight = 1e-3;
  const char* penalty_meaning = "weight of the penalty on w; b is free";
};

/// Base of `template <class Real> struct Mine : LinearModel<Real, Mine<Real>>`. Mine has
///   template <class T> Taylor<T> loss(T z, T y) const
/// and, optionally,
///   template <class T> Taylor<T> penalty(T w) const          else weight/2 w^2
///   static constexpr bool classifies = true                  y is 0 or 1, and class 1 is said where z > 0
///   static constexpr bool convex = false                     then the minimum is not known
///   static constexpr double least_target                     y may not be below
/// and its constructor calls `load`.
template <class Real, class Model>
struct LinearModel : Problem<Real> {
  using Vector = Eigen::VectorX<Real>;
  static constexpr bool classifies = false, convex = true;
  static constexpr double least_target = -std::numeric_limits<double>::infinity();

  const std::string name, scaling;
  const double weight, spread, validation;
  struct Part {
    Matrix<Real> x;  // one example a column
    Vector y;
  };
  Part train, test, held_out;
  Eigen::Index n = 0;  // features

  explicit LinearModel(const LinearModelDefaults& defaults = {})
      : name(this->text("data", defaults.data,
                        "data set: NAME.csv, .svm, .npy or .npz; its last column is what is to be predicted")),
        scaling(this->choice("scaling", {"standardize", "maximum", "none"}, scaling_meaning)),
        weight(this->setting(defaults.penalty, defaults.weight, at_least(0), defaults.penalty_meaning)),
        spread(this->setting("spread", 0.0, at_least(0), "standard deviation of the start around 0")),
        validation(this->setting("validation", 0.0, in(0, 1).below(1), validation_meaning)) {}

  template <class T>
  Taylor<T> penalty(T w) const {
    const T l2 = static_cast<T>(weight);
    return {l2 / 2 * w * w, l2 * w, l2};
  }

  struct Workspace {
    explicit Workspace(const LinearModel& f)
        : w(f.n + 1), v(f.n + 1), g(f.n + 1), s(chunk), t(chunk), y(chunk), x(f.n, chunk) {}
    Vector w, v, g;  // copies: no bit of a result may depend on where in memory the caller's numbers lie
    Vector s, t, y;
    Matrix<Real> x;
  };

  void start(Random& random, std::span<Real> w) const {
    for (Real& x : w) x = static_cast<Real>(spread * random.normal());
  }

  double evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<Real> gradient) const {
    ws.w = as_vector(w);
    ws.g.setZero();
    double sum = 0;
    each(ws, batch, [&](const auto& x, const auto& y) {
      auto s = ws.s.head(x.cols());
      s.noalias() = x.transpose() * ws.w.head(n);
      for (Eigen::Index i = 0; i < s.size(); ++i) {
        const auto loss = model().loss(Real(s[i] + ws.w[n]), Real(y[i]));
        sum += loss.value;
        s[i] = loss.slope;
      }
      if (!gradient.empty()) add_product(x, s, ws.g);
    });
    double value = sum / static_cast<double>(batch.size());
    ws.g /= static_cast<Real>(batch.size());
    for (Eigen::Index j = 0; j < n; ++j) {
      const auto penalty = model().penalty(ws.w[j]);
      value += penalty.value;
      ws.g[j] += penalty.slope;
    }
    if (!gradient.empty()) as_vector(gradient) = ws.g;
    return value;
  }

  void hessian_vector(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    ws.w = as_vector(w);
    ws.v = as_vector(v);
    ws.g.setZero();
    each(ws, batch, [&](const auto& x, const auto& y) {
      auto s = ws.s.head(x.cols()), t = ws.t.head(x.cols());
      s.noalias() = x.transpose() * ws.w.head(n);
      t.noalias() = x.transpose() * ws.v.head(n);
      for (Eigen::Index i = 0; i < s.size(); ++i)
        s[i] = model().loss(Real(s[i] + ws.w[n]), Real(y[i])).curvature * (t[i] + ws.v[n]);
      add_product(x, s, ws.g);
    });
    ws.g /= static_cast<Real>(batch.size());
    for (Eigen::Index j = 0; j < n; ++j) ws.g[j] += model().penalty(ws.w[j]).curvature * ws.v[j];
    as_vector(hv) = ws.g;
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    ws.w = as_vector(w);
    judge(ws, test, metrics);
    if (validation > 0) judge(ws, held_out, metrics.subspan(Model::classifies ? 2 : 1));
  }

 protected:
  /// Reads the data; every fifth row, beginning with the first, is a test example. Throws std::runtime_error.
  void load() {
    if (this->declaring()) return;
    const auto table = read_table(this->data_folder(), name);
    n = static_cast<Eigen::Index>(table.columns - 1);
    const auto rows = static_cast<Eigen::Index>(table.rows()), tests = (rows + 4) / 5;
    Matrix<double> x(n, rows - tests), x_of_tests(n, tests), x_held_out(n, 0);
    Eigen::VectorXd y(rows - tests), y_of_tests(tests), y_held_out(0);
    for (Eigen::Index i = 0; i < rows; ++i) {
      const bool for_test = i % 5 == 0;
      const auto k = for_test ? i / 5 : i - i / 5 - 1;
      const double* row = table.row(static_cast<std::size_t>(i));
      check_target(row[n], table.where(static_cast<std::size_t>(i)));
      (for_test ? x_of_tests : x).col(k) = Eigen::Map<const Eigen::VectorXd>(row, n);
      (for_test ? y_of_tests : y)[k] = row[n];
    }
    if (validation > 0) {
      const HoldOut parts(static_cast<std::size_t>(rows - tests), validation);
      x_held_out = x(Eigen::all, parts.held_out).eval();
      y_held_out = y(parts.held_out).eval();
      x = x(Eigen::all, parts.kept).eval();
      y = y(parts.kept).eval();
    }
    detail::scale({&x, &x_held_out, &x_of_tests}, scaling);
    train = {x.template cast<Real>(), y.template cast<Real>()};
    held_out = {x_held_out.template cast<Real>(), y_held_out.template cast<Real>()};
    test = {x_of_tests.template cast<Real>(), y_of_tests.template cast<Real>()};

    auto& d = this->description;
    d.add("w", {table.columns - 1}, Role::matrix);
    d.add("b", {1}, Role::bias);
    d.examples = static_cast<std::size_t>(x.cols());
    d.metrics = data_metrics(Model::classifies, validation > 0);
    if (!Model::convex) {
      d.minimum_unknown = "the loss is not convex";
      return;
    }
    if (static_cast<double>(rows) * static_cast<double>(n * n) >= 1e8) {
      d.minimum_unknown = "rows times the square of features are 1e8 or more: it would take too long to compute";
      return;
    }
    const auto best = once(this->context().host, [&] { return least_value(x, y); });
    if (best.size() != d.dimension + 1) {
      d.minimum_unknown = "Newton's method finds none: it may not be unique, or not be reached by any w";
      return;
    }
    d.minimum = best.front();
    d.minimizers = {{best.begin() + 1, best.end()}};
  }

 private:
  static constexpr Eigen::Index chunk = 128;

  const Model& model() const { return static_cast<const Model&>(*this); }

  /// Mean loss, and share of the examples whose class is said.
  void judge(Workspace& ws, const Part& part, std::span<double> metrics) const {
    double sum = 0, correct = 0;
    for (Eigen::Index i = 0; i < part.x.cols(); ++i) {
      const Real z = part.x.col(i).dot(ws.w.head(n)) + ws.w[n];
      sum += model().loss(z, part.y[i]).value;
      correct += (z > 0) == (part.y[i] > 0);
    }
    metrics[0] = sum / static_cast<double>(part.x.cols());
    if (Model::classifies) metrics[1] = correct / static_cast<double>(part.x.cols());
  }

  static void check_target(double y, const std::string& where) {
    if (Model::classifies && y != 0 && y != 1)
      throw std::runtime_error(where + ": the last column must be one of the two classes 0 and 1");
    if (y < Model::least_target)
      throw std::runtime_error(where + ": the last column must not be below " + std::to_string(Model::least_target));
  }

  /// Calls visit(x, y) for the examples of the batch, some at a time; x has one a column.
  template <class Visit>
  void each(Workspace& ws, const Batch& batch, Visit visit) const {
    const auto size = static_cast<Eigen::Index>(batch.size());
    for (Eigen::Index first = 0; first < size; first += chunk) {
      const auto some = std::min(chunk, size - first);
      if (batch.all()) {
        visit(train.x.middleCols(first, some), train.y.segment(first, some));
      } else {
        for (Eigen::Index k = 0; k < some; ++k) {
          const auto i = static_cast<Eigen::Index>(batch[static_cast<std::size_t>(first + k)]);
          ws.x.col(k) = train.x.col(i);
          ws.y[k] = train.y[i];
        }
        visit(ws.x.leftCols(some), ws.y.head(some));
      }
    }
  }

  void add_product(const auto& x, const auto& s, Vector& g) const {
    g.head(n).noalias() += x * s;
    g[n] += s.sum();
  }

  /// The value at w; and its gradient and Hessian.
  double expand(const Matrix<double>& x, const Eigen::VectorXd& y, const Eigen::VectorXd& w, Eigen::VectorXd* g,
                Eigen::MatrixXd* H) const {
    Eigen::VectorXd slopes = x.transpose() * w, curvatures(slopes.size());
    double value = 0;
    for (Eigen::Index i = 0; i < y.size(); ++i) {
      const auto loss = model().loss(slopes[i], y[i]);
      value += loss.value / static_cast<double>(y.size());
      slopes[i] = loss.slope / static_cast<double>(y.size());
      curvatures[i] = loss.curvature / static_cast<double>(y.size());
    }
    if (g != nullptr) *g = x * slopes;
    if (H != nullptr) *H = x * curvatures.asDiagonal() * x.transpose();
    for (Eigen::Index j = 0; j < n; ++j) {
      const auto penalty = model().penalty(w[j]);
      value += penalty.value;
      if (g != nullptr) (*g)[j] += penalty.slope;
      if (H != nullptr) (*H)(j, j) += penalty.curvature;
    }
    return value;
  }

  /// It and where it is, by Newton's method with halved steps, in float64. Nothing where the gap to a quadratic's
  /// minimum does not vanish, or the Hessian is singular.
  std::vector<double> least_value(const Matrix<double>& features, const Eigen::VectorXd& y) const {
    Matrix<double> x(n + 1, features.cols());
    x << features, Eigen::RowVectorXd::Ones(features.cols());
    Eigen::VectorXd w = Eigen::VectorXd::Zero(n + 1), g;
    Eigen::MatrixXd H;
    double value = expand(x, y, w, &g, &H);
    const double first_slope = g.norm();
    for (int iteration = 0; iteration < 30; ++iteration) {
      const Eigen::VectorXd step = -H.ldlt().solve(g);
      const double twice_the_gap = -g.dot(step), rounding = 1e-14 * (1 + std::abs(value));
      if (twice_the_gap < 1e-24 * (1 + std::abs(value))) {
        if (g.norm() > 1e-10 * first_slope) return {};
        std::vector<double> best{value};
        best.insert(best.end(), w.begin(), w.end());
        return best;
      }
      double length = 1;
      while (length > 1e-6 && expand(x, y, w + length * step, nullptr, nullptr) > value + rounding) length /= 2;
      w += length * step;
      value = expand(x, y, w, &g, &H);
    }
    return {};
  }
};

}  // namespace slalom
