// f(w, b) = mean_i [log(1 + exp z_i) - y_i z_i] + l2/2 |w|^2,  z_i = w.x_i + b,  y_i in {0, 1}.   Cox (1958).
#include <slalom/classification.hpp>

template <class Real>
struct LogisticRegression : slalom::Problem<Real> {
  using Vector = Eigen::VectorX<Real>;

  const std::string name =
      this->text("data", "breast_cancer", "data set NAME.csv; its last column is the class, 0 or 1");
  const std::string scaling = this->choice("scaling", {"standardize", "maximum", "none"}, slalom::scaling_meaning);
  const double l2 = this->setting("l2", 1e-3, slalom::at_least(0), "weight of the penalty on w; b is free");
  const double spread = this->setting("spread", 0.0, slalom::at_least(0), "standard deviation of the start around 0");
  slalom::DataSet<Real> data;
  Eigen::Index n = 0;  // features

  LogisticRegression() {
    if (this->declaring()) return;
    data = slalom::load_classes<Real>(this->data_folder(), name, scaling);
    if (data.classes != 2) throw std::runtime_error(name + ".csv: logistic_regression needs the two classes 0 and 1");
    n = data.train.x.rows();
    this->description.add("w", {data.features()});
    this->description.add("b", {1});
    this->description.examples = data.train.size();
    this->description.metrics = {"test_loss", "test_accuracy"};
    if (name == "breast_cancer" && scaling == "standardize" && l2 == 1e-3) know_minimum();
  }

  struct Workspace {
    explicit Workspace(const LogisticRegression& f)
        : chunks(f.data.train), w(f.n + 1), v(f.n + 1), g(f.n + 1), r(chunks.most), s(chunks.most) {}
    slalom::Chunks<Real> chunks;
    Vector w, v, g;  // copies: no bit of a result may depend on where in memory the caller's numbers lie
    Vector r, s;
  };

  void start(slalom::Random& random, std::span<Real> w) const {
    for (Real& x : w) x = static_cast<Real>(spread * random.normal());
  }

  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    ws.w = slalom::as_vector(w);
    ws.g.setZero();
    double loss = 0;
    ws.chunks.each(batch, [&](const auto& x, slalom::Classes y) {
      auto r = ws.r.head(x.cols());
      loss += residuals(x, y, ws.w, r);
      if (gradient.empty()) return;
      ws.g.head(n).noalias() += x * r;
      ws.g[n] += r.sum();
    });
    if (!gradient.empty()) finish(ws, ws.w, batch, gradient);
    return loss / static_cast<double>(batch.size()) + l2 / 2 * ws.w.head(n).squaredNorm();
  }

  void hessian_vector(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<const Real> v,
                      std::span<Real> hv) const {
    ws.w = slalom::as_vector(w);
    ws.v = slalom::as_vector(v);
    ws.g.setZero();
    ws.chunks.each(batch, [&](const auto& x, slalom::Classes) {
      auto r = ws.r.head(x.cols()), s = ws.s.head(x.cols());
      r.noalias() = x.transpose() * ws.w.head(n);
      s.noalias() = x.transpose() * ws.v.head(n);
      for (Eigen::Index i = 0; i < r.size(); ++i) {
        const Real p = sigmoid(r[i] + ws.w[n]);
        s[i] = p * (1 - p) * (s[i] + ws.v[n]);
      }
      ws.g.head(n).noalias() += x * s;
      ws.g[n] += s.sum();
    });
    finish(ws, ws.v, batch, hv);
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    ws.w = slalom::as_vector(w);
    double loss = 0, correct = 0;
    slalom::Chunks<Real>::each(data.test, [&](const auto& x, slalom::Classes y) {
      auto r = ws.r.head(x.cols());
      loss += residuals(x, y, ws.w, r);
      for (std::size_t i = 0; i < y.size(); ++i) correct += std::abs(r[static_cast<Eigen::Index>(i)]) < 0.5;
    });
    metrics[0] = loss / static_cast<double>(data.test.size());
    metrics[1] = correct / static_cast<double>(data.test.size());
  }

 private:
  static Real sigmoid(Real z) {
    const Real e = std::exp(-std::abs(z));
    return (z >= 0 ? 1 : e) / (1 + e);
  }

  /// r_i <- sigmoid(z_i) - y_i, the derivative by z_i; returns the sum of the losses.
  double residuals(const auto& x, slalom::Classes y, const Vector& w, auto& r) const {
    r.noalias() = x.transpose() * w.head(n);
    double loss = 0;
    for (Eigen::Index i = 0; i < r.size(); ++i) {
      const Real z = r[i] + w[n], label = static_cast<Real>(y[static_cast<std::size_t>(i)]);
      loss += std::log1p(std::exp(-std::abs(z))) + std::max(z, Real(0)) - label * z;
      r[i] = sigmoid(z) - label;
    }
    return loss;
  }

  /// The mean of what was summed up, and the penalty's part.
  void finish(Workspace& ws, const Vector& v, const slalom::Batch& batch, std::span<Real> out) const {
    ws.g /= static_cast<Real>(batch.size());
    ws.g.head(n) += static_cast<Real>(l2) * v.head(n);
    slalom::as_vector(out) = ws.g;
  }

  void know_minimum() {
    // Newton's method in float64, to a gradient norm of 1e-17.
    this->description.minimum = 0.05317572159426635;
    this->description.minimizers = {
        {-0.1900775808898819,  -0.628518655388854,  -0.24128087403790333, -0.4298087366475728, -0.49095824479091976,
         0.8026538837365734,   -1.233639512983271,  -1.4729071824033213,  0.17862142838291875, 0.06294441483946704,
         -1.6188059085843682,  0.38416901641024226, -1.2669127827829119,  -1.2028152399113314, -0.3376760922542482,
         1.5662193106721642,   0.11752481810520403, -0.6878876802946706,  0.3545058505150936,  0.806790569014072,
         -1.1911232208714104,  -1.3214111455115862, -1.2196851010648069,  -1.2238669643193314, -0.30198302313741676,
         0.2637906193419678,   -0.9800497711221892, -0.8569668101001812,  -0.8890962749601847, -0.8029995659623738,
         -0.055216581589830886}};
  }
};
SLALOM_PROBLEM(LogisticRegression, "logistic_regression", "Logistic regression with L2 penalty", "Cox 1958")
