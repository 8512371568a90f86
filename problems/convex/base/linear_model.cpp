#include "linear_model.hpp"

#include <slalom/data_set.hpp>
#include <slalom/detail/class_labels.hpp>
#include <slalom/ext/once.hpp>
#include <slalom/read_table.hpp>

#include <Eigen/Cholesky>

namespace [[gnu::visibility("hidden")]] slalom {
namespace {

template <class Numbers>
auto span_of(const Numbers& x) {
  return std::span(x.data(), static_cast<std::size_t>(x.size()));
}

/// A loss over all examples, in float64. x: one example a column, ending in 1.
struct Objective {
  const LinearModelTerms<double>& model;
  const Matrix<double>& x;
  const Eigen::VectorXd& y;

  /// The value at w; and its gradient and Hessian.
  double expand(const Eigen::VectorXd& w, Eigen::VectorXd* g, Eigen::MatrixXd* H) const {
    const auto features = w.size() - 1;
    Eigen::VectorXd slopes = x.transpose() * w, curvatures(slopes.size());
    std::vector<Taylor<double>> losses(static_cast<std::size_t>(y.size()));
    std::vector<Taylor<double>> penalties(static_cast<std::size_t>(features));
    model.losses(span_of(slopes), span_of(y), losses);
    model.penalties(span_of(w).first(penalties.size()), penalties);
    double value = 0;
    for (Eigen::Index i = 0; i < y.size(); ++i) {
      const auto& loss = losses[static_cast<std::size_t>(i)];
      value += loss.value / static_cast<double>(y.size());
      slopes[i] = loss.slope / static_cast<double>(y.size());
      curvatures[i] = loss.curvature / static_cast<double>(y.size());
    }
    if (g != nullptr) *g = x * slopes;
    if (H != nullptr) *H = x * curvatures.asDiagonal() * x.transpose();
    for (Eigen::Index j = 0; j < features; ++j) {
      const auto& penalty = penalties[static_cast<std::size_t>(j)];
      value += penalty.value;
      if (g != nullptr) (*g)[j] += penalty.slope;
      if (H != nullptr) (*H)(j, j) += penalty.curvature;
    }
    return value;
  }

  /// The least value and where it is, by Newton's method with halved steps. Nothing where the gap to a quadratic's
  /// minimum does not vanish, or the Hessian is singular.
  std::vector<double> minimum() const {
    Eigen::VectorXd w = Eigen::VectorXd::Zero(x.rows()), g;
    Eigen::MatrixXd H;
    double value = expand(w, &g, &H);
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
      while (length > 1e-6 && expand(w + length * step, nullptr, nullptr) > value + rounding) length /= 2;
      w += length * step;
      value = expand(w, &g, &H);
    }
    return {};
  }
};

std::vector<double> least_value(const LinearModelTerms<double>& model, const Matrix<double>& features,
                                const Eigen::VectorXd& y) {
  Matrix<double> x(features.rows() + 1, features.cols());
  x << features, Eigen::RowVectorXd::Ones(features.cols());
  return Objective{model, x, y}.minimum();
}

}  // namespace

template <class Real>
LinearModelBase<Real>::LinearModelBase(const LinearModelDefaults& defaults, const LinearModelFacts& of_model)
    : facts(of_model),
      name(this->text("data", defaults.data,
                      "data set: NAME.csv, .svm, .npy or .npz; its last column is what is to be predicted")),
      scaling(this->choice("scaling", {"standardize", "maximum", "none"}, scaling_meaning)),
      weight(this->setting(defaults.penalty, defaults.weight, at_least(0), defaults.penalty_meaning)),
      spread(this->setting("spread", 0.0, at_least(0), "standard deviation of the start around 0")),
      validation(this->setting("validation", 0.0, in(0, 1).below(1), validation_meaning)) {}

template <class Real>
LinearModelBase<Real>::Workspace::Workspace(const LinearModelBase& f)
    : w(f.n + 1),
      v(f.n + 1),
      g(f.n + 1),
      s(chunk),
      t(chunk),
      y(chunk),
      x(f.n, chunk),
      losses(chunk),
      penalties(static_cast<std::size_t>(f.n)) {}

template <class Real>
void LinearModelBase<Real>::start(Random& random, std::span<Real> w) const {
  for (Real& x : w) x = static_cast<Real>(spread * random.normal());
}

template <class Real>
double LinearModelBase<Real>::evaluate(const Terms& model, Workspace& ws, std::span<const Real> w, const Batch& batch,
                                       std::span<Real> gradient) const {
  ws.w = as_vector(w);
  ws.g.setZero();
  double sum = 0;
  each(ws, batch, [&](const Features& x, Targets y) {
    add_losses(model, ws, x, y, sum);
    if (gradient.empty()) return;
    for (std::size_t i = 0; i < y.size(); ++i) ws.s[static_cast<Eigen::Index>(i)] = ws.losses[i].slope;
    add_product(x, ws.s, ws.g);
  });
  const double value = add_penalties(model, ws, sum / static_cast<double>(batch.size()));
  if (gradient.empty()) return value;
  ws.g /= static_cast<Real>(batch.size());
  for (std::size_t j = 0; j < ws.penalties.size(); ++j) ws.g[static_cast<Eigen::Index>(j)] += ws.penalties[j].slope;
  as_vector(gradient) = ws.g;
  return value;
}

template <class Real>
void LinearModelBase<Real>::values(const Terms& model, Workspace& ws, std::span<const Real> points, const Batch& batch,
                                   std::span<double> values) const {
  const auto size = static_cast<std::size_t>(n + 1);
  const auto point = [&](std::size_t k) { return as_vector(points.subspan(k * size, size)); };
  std::ranges::fill(values, 0);
  each(ws, batch, [&](const Features& x, Targets y) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      ws.w = point(k);
      add_losses(model, ws, x, y, values[k]);
    }
  });
  for (std::size_t k = 0; k < values.size(); ++k) {
    ws.w = point(k);
    values[k] = add_penalties(model, ws, values[k] / static_cast<double>(batch.size()));
  }
}

/// To `sum`, the losses of examples at ws.w, one after the other.
template <class Real>
void LinearModelBase<Real>::add_losses(const Terms& model, Workspace& ws, const Features& x, Targets y,
                                       double& sum) const {
  scores(x, ws.w, ws.s);
  model.losses(span_of(ws.s).first(y.size()), y, ws.losses);
  for (std::size_t i = 0; i < y.size(); ++i) sum += ws.losses[i].value;
}

/// `value` and the penalties at ws.w.
template <class Real>
double LinearModelBase<Real>::add_penalties(const Terms& model, Workspace& ws, double value) const {
  model.penalties(span_of(ws.w).first(ws.penalties.size()), ws.penalties);
  for (const auto& penalty : ws.penalties) value += penalty.value;
  return value;
}

template <class Real>
void LinearModelBase<Real>::hessian_vector(const Terms& model, Workspace& ws, std::span<const Real> w,
                                           const Batch& batch, std::span<const Real> v, std::span<Real> hv) const {
  ws.w = as_vector(w);
  ws.v = as_vector(v);
  ws.g.setZero();
  each(ws, batch, [&](const Features& x, Targets y) {
    scores(x, ws.w, ws.s);
    scores(x, ws.v, ws.t);
    model.losses(span_of(ws.s).first(y.size()), y, ws.losses);
    for (Eigen::Index i = 0; i < x.cols(); ++i) ws.s[i] = ws.losses[static_cast<std::size_t>(i)].curvature * ws.t[i];
    add_product(x, ws.s, ws.g);
  });
  ws.g /= static_cast<Real>(batch.size());
  model.penalties(span_of(ws.w).first(ws.penalties.size()), ws.penalties);
  for (Eigen::Index j = 0; j < n; ++j) ws.g[j] += ws.penalties[static_cast<std::size_t>(j)].curvature * ws.v[j];
  as_vector(hv) = ws.g;
}

template <class Real>
void LinearModelBase<Real>::measure(const Terms& model, Workspace& ws, std::span<const Real> w,
                                    std::span<double> metrics) const {
  ws.w = as_vector(w);
  evaluate(model, ws, test, metrics);
  if (validation > 0) evaluate(model, ws, held_out, metrics.subspan(facts.classifies ? 2 : 1));
}

template <class Real>
void LinearModelBase<Real>::load(const LinearModelTerms<double>& model) {
  if (this->declaring()) return;
  auto table = read_table(data_folders(this->context().host), name);
  if (facts.classifies)
    detail::number_classes(table);
  else if (!table.classes.empty())
    throw std::runtime_error(
        table.path + ": " + names_of_classes(table.classes) +
        ": this problem predicts numbers; write numbers in the last column, or take a problem with "
        "classes, such as softmax_regression");
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
  d.metrics = data_metrics(facts.classifies, validation > 0);
  if (!facts.convex) {
    d.minimum_unknown = "the loss is not convex";
    return;
  }
  if (static_cast<double>(rows) * static_cast<double>(n * n) >= 1e8) {
    d.minimum_unknown = "rows times the square of features are 1e8 or more: it would take too long to compute";
    return;
  }
  const auto best = once(this->context().host, [&] { return least_value(model, x, y); });
  if (best.size() != d.dimension + 1) {
    d.minimum_unknown = "Newton's method finds none: it may not be unique, or not be reached by any w";
    return;
  }
  d.minimum = best.front();
  d.minimizers = {{best.begin() + 1, best.end()}};
}

/// Mean loss, and share of the examples whose class is said.
template <class Real>
void LinearModelBase<Real>::evaluate(const Terms& model, Workspace& ws, const Part& part,
                                     std::span<double> metrics) const {
  double sum = 0, correct = 0;
  for (Eigen::Index i = 0; i < part.x.cols(); ++i) {
    const Real z = part.x.col(i).dot(ws.w.head(n)) + ws.w[n];
    model.losses({&z, 1}, {&part.y[i], 1}, ws.losses);
    sum += ws.losses.front().value;
    correct += (z > 0) == (part.y[i] > 0);
  }
  metrics[0] = sum / static_cast<double>(part.x.cols());
  if (facts.classifies) metrics[1] = correct / static_cast<double>(part.x.cols());
}

template <class Real>
void LinearModelBase<Real>::check_target(double y, const std::string& where) const {
  if (facts.classifies && y != 0 && y != 1)
    throw std::runtime_error(where + ": a third class: this problem takes two classes; softmax_regression takes more");
  if (y < facts.least_target)
    throw std::runtime_error(where + ": the last column must not be below " + std::to_string(facts.least_target));
}

/// Calls visit(x, y) for the examples of the batch, some at a time; x has one a column.
template <class Real>
template <class Visit>
void LinearModelBase<Real>::each(Workspace& ws, const Batch& batch, Visit visit) const {
  const auto size = static_cast<Eigen::Index>(batch.size());
  for (Eigen::Index first = 0; first < size; first += chunk) {
    const auto some = std::min(chunk, size - first);
    const auto count = static_cast<std::size_t>(some);
    if (batch.all()) {
      visit(Features(train.x.data() + first * n, n, some), Targets(train.y.data() + first, count));
    } else {
      for (Eigen::Index k = 0; k < some; ++k) {
        const auto i = static_cast<Eigen::Index>(batch[static_cast<std::size_t>(first + k)]);
        ws.x.col(k) = train.x.col(i);
        ws.y[k] = train.y[i];
      }
      visit(Features(ws.x.data(), n, some), Targets(ws.y.data(), count));
    }
  }
}

/// z = w.x + b for each column of x.
template <class Real>
void LinearModelBase<Real>::scores(const Features& x, const Vector& w, Vector& z) const {
  z.head(x.cols()).noalias() = x.transpose() * w.head(n);
  z.head(x.cols()).array() += w[n];
}

template <class Real>
void LinearModelBase<Real>::add_product(const Features& x, const Vector& s, Vector& g) const {
  g.head(n).noalias() += x * s.head(x.cols());
  g[n] += s.head(x.cols()).sum();
}

template struct LinearModelBase<float>;
template struct LinearModelBase<double>;

}  // namespace slalom
