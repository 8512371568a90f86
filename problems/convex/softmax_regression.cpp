// f(W, b) = mean_i [log sum_k exp z_ik - z_i,y_i] + l2/2 |W|^2,  z_i = W x_i + b.   Bishop (2006), section 4.3.4.
#include "base/softmax_minimum.hpp"

#include <slalom/classification.hpp>
#include <slalom/ext/once.hpp>
#include <slalom/products.hpp>

template <class Real>
struct SoftmaxRegression : slalom::Problem<Real> {
  using Vector = Eigen::VectorX<Real>;
  using Matrix = slalom::Matrix<Real>;
  using RowMatrix = slalom::RowMatrix<Real>;

  const std::string name = this->text("data", "digits", slalom::classes_meaning);
  const std::string scaling = this->choice("scaling", {"maximum", "standardize", "none"}, slalom::scaling_meaning);
  const double validation = this->setting("validation", 0.0, slalom::in(0, 1).below(1), slalom::validation_meaning);
  const double l2 = this->setting("l2", 1e-3, slalom::at_least(0), "weight of the penalty on W; b is free");
  const double spread = this->setting("spread", 0.0, slalom::at_least(0), "standard deviation of the start around 0");
  std::shared_ptr<const slalom::DataSet<Real>> data;
  Eigen::Index classes = 0, features = 0, weights = 0;

  SoftmaxRegression() {
    if (this->declaring()) return;
    data = slalom::share_classes<Real>(slalom::data_folders(this->context().host), {name, scaling, validation});
    classes = static_cast<Eigen::Index>(data->classes);
    features = data->train.x.rows();
    weights = classes * features;
    this->description.add("W", {data->classes, data->features()}, slalom::Role::matrix);
    this->description.add("b", {data->classes}, slalom::Role::bias);
    this->description.examples = data->train.size();
    this->description.metrics = slalom::data_metrics(true, validation > 0);
    find_minimum();
  }

  struct Workspace {
    explicit Workspace(const SoftmaxRegression& f)
        : chunks(f.data->train),
          w(f.weights + f.classes),
          v(w.size()),
          g(w.size()),
          p(f.classes, chunks.most),
          q(f.classes, chunks.most) {}
    slalom::Chunks<Real> chunks;
    Vector w, v, g;  // copies: no bit of a result may depend on where in memory the caller's numbers lie
    Matrix p, q;
  };

  void start(slalom::Random& random, std::span<Real> w) const {
    for (Real& x : w) x = static_cast<Real>(spread * random.normal());
  }

  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    ws.w = slalom::as_vector(w);
    ws.g.setZero();
    double loss = 0;
    ws.chunks.each(batch, [&](const auto& x, slalom::Classes y) {
      auto p = scores(x, ws.w, ws.p);
      loss += slalom::softmax(p, y);
      if (gradient.empty()) return;
      slalom::subtract_classes(p, y);
      add_product(p, x, ws.g);
    });
    if (!gradient.empty()) finish(ws, ws.w, batch, gradient);
    return loss / static_cast<double>(batch.size()) + l2 / 2 * ws.w.head(weights).squaredNorm();
  }

  void hessian_vector(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    ws.w = slalom::as_vector(w);
    ws.v = slalom::as_vector(v);
    ws.g.setZero();
    ws.chunks.each(batch, [&](const auto& x, slalom::Classes y) {
      auto p = scores(x, ws.w, ws.p), q = scores(x, ws.v, ws.q);
      slalom::softmax(p, y);
      for (Eigen::Index i = 0; i < x.cols(); ++i)  // (diag p - p p') q
        q.col(i) = p.col(i).cwiseProduct((q.col(i).array() - p.col(i).dot(q.col(i))).matrix());
      add_product(q, x, ws.g);
    });
    finish(ws, ws.v, batch, hv);
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    ws.w = slalom::as_vector(w);
    evaluate(ws, data->test, metrics);
    if (validation > 0) evaluate(ws, data->validation, metrics.subspan(2));
  }

 private:
  /// It is reached on a line: all of b may be shifted. Not looked for where that would take long.
  void find_minimum() {
    auto& d = this->description;
    if (l2 == 0) {
      d.minimum_unknown = "without a penalty (l2: 0) it may not be reached by any w";
    } else if (data->train.size() * data->features() * data->classes >= 2'000'000) {
      d.minimum_unknown =
          "examples times features times classes are 2,000,000 or more: it would take too long to compute";
    } else {
      const auto least = slalom::once(this->context().host, [&] { return least_value(); });
      if (!least.empty()) d.minimum = least.front();
      d.minimum_unknown = "it was not found within 2,000 products with the Hessian";
    }
  }

  /// None where it is not found.
  std::vector<double> least_value() const {
    const auto in_float64 =
        slalom::share_classes<double>(slalom::data_folders(this->context().host), {name, scaling, validation});
    const auto found = slalom::softmax_minimum(in_float64->train, data->classes, l2);
    return found ? std::vector{*found} : std::vector<double>();
  }

  /// Mean loss, and share of the examples whose class is said.
  void evaluate(Workspace& ws, const slalom::Examples<Real>& examples, std::span<double> metrics) const {
    double loss = 0, correct = 0;
    slalom::Chunks<Real>::each(examples, [&](const auto& x, slalom::Classes y) {
      auto z = scores(x, ws.w, ws.p);
      correct += static_cast<double>(slalom::count_correct(z, y));
      loss += slalom::softmax(z, y);
    });
    metrics[0] = loss / static_cast<double>(examples.size());
    metrics[1] = correct / static_cast<double>(examples.size());
  }

  /// W x_i + b for each column of x, in the memory of `out`.
  auto scores(const auto& x, const Vector& w, Matrix& out) const {
    Eigen::Map<Matrix> z(out.data(), classes, x.cols());
    slalom::set_product(z, Eigen::Map<const RowMatrix>(w.data(), classes, features), x);
    z.colwise() += w.tail(classes);
    return z;
  }

  void add_product(const auto& r, const auto& x, Vector& g) const {
    slalom::add_product(Eigen::Map<RowMatrix>(g.data(), classes, features), r, x.transpose());
    g.tail(classes) += r.rowwise().sum();
  }

  /// The mean of what was summed up, and the penalty's part.
  void finish(Workspace& ws, const Vector& v, const slalom::Batch& batch, std::span<Real> out) const {
    ws.g /= static_cast<Real>(batch.size());
    ws.g.head(weights) += static_cast<Real>(l2) * v.head(weights);
    slalom::as_vector(out) = ws.g;
  }
};
SLALOM_PROBLEM(SoftmaxRegression, "softmax_regression", "Softmax regression with L2 penalty",
               "Bishop 2006, section 4.3.4")
