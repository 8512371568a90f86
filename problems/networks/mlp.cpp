// Fully connected network: a_0 = x, a_l = act(W_l a_(l-1) + b_l), scores z = W_L a_(L-1) + b_L, mean cross-entropy.
// Gradient by backpropagation: Rumelhart, Hinton & Williams (1986). Start: Glorot & Bengio (2010), eq. 16, for tanh;
// He et al. (2015), eq. 10, for relu; biases 0.
#include <slalom/classification.hpp>

template <class Real>
struct Mlp : slalom::Problem<Real> {
  static constexpr slalom_real preferred = SLALOM_FLOAT32;
  using Matrix = slalom::Matrix<Real>;
  using Block = Eigen::Map<Matrix>;
  using Features = Eigen::Map<const Matrix>;
  struct Layer {
    Eigen::Index in, out;
    std::size_t W, b;  // offsets in w
  };

  const std::string name = this->text("data", "digits", slalom::classes_meaning);
  const std::string scaling = this->choice("scaling", {"maximum", "standardize", "none"}, slalom::scaling_meaning);
  const std::vector<std::size_t> hidden =
      this->whole_numbers("hidden", {32}, slalom::at_least(1), "sizes of the hidden layers");
  const bool relu = this->choice("activation", {"tanh", "relu"}, "of the hidden layers") == "relu";
  std::shared_ptr<const slalom::DataSet<Real>> data;
  std::vector<Layer> layers;

  Mlp() {
    if (this->declaring()) return;
    data = slalom::share_classes<Real>(this->data_folder(), name, scaling);
    auto& d = this->description;
    auto sizes = hidden;
    sizes.push_back(data->classes);
    std::size_t in = data->features();
    for (const auto out : sizes) {
      const auto number = std::to_string(layers.size() + 1);
      const auto W = d.add("W" + number, {out, in}), b = d.add("b" + number, {out});
      layers.push_back({static_cast<Eigen::Index>(in), static_cast<Eigen::Index>(out), W, b});
      in = out;
    }
    d.examples = data->train.size();
    d.metrics = {"test_loss", "test_accuracy"};
  }

  struct Workspace {
    explicit Workspace(const Mlp& f) : chunks(f.data->train) {
      for (const auto& l : f.layers) a.emplace_back(l.out, chunks.most), delta.emplace_back(l.out, chunks.most);
    }
    slalom::Chunks<Real> chunks;
    std::vector<Matrix> a;      // each hidden layer's output
    std::vector<Matrix> delta;  // the loss's derivative by W a + b of each layer; of the last one, first the scores
  };

  void start(slalom::Random& random, std::span<Real> w) const {
    std::ranges::fill(w, Real(0));
    for (const auto& l : layers) {
      const double variance = relu ? 2.0 / static_cast<double>(l.in) : 2.0 / static_cast<double>(l.in + l.out);
      const double limit = std::sqrt(3 * variance);
      for (Real& x : w.subspan(l.W, l.b - l.W))
        x = static_cast<Real>(relu ? std::sqrt(variance) * random.normal() : random.uniform(-limit, limit));
    }
  }

  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    std::ranges::fill(gradient, Real(0));
    double loss = 0;
    ws.chunks.each(batch, [&](const Features& x, slalom::Classes y) {
      Block p = forward(ws, w, x);
      loss += slalom::softmax(p, y);
      if (gradient.empty()) return;
      slalom::subtract_classes(p, y);
      p /= static_cast<Real>(batch.size());
      backward(ws, w, x, gradient);
    });
    return loss / static_cast<double>(batch.size());
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    double loss = 0, correct = 0;
    slalom::Chunks<Real>::each(data->test, [&](const Features& x, slalom::Classes y) {
      Block z = forward(ws, w, x);
      correct += static_cast<double>(slalom::count_correct(z, y));
      loss += slalom::softmax(z, y);
    });
    metrics[0] = loss / static_cast<double>(data->test.size());
    metrics[1] = correct / static_cast<double>(data->test.size());
  }

 private:
  static Block columns(Matrix& memory, Eigen::Index count) { return {memory.data(), memory.rows(), count}; }
  static Features input(Workspace& ws, std::size_t layer, const Features& x) {
    return layer == 0 ? x : Features(ws.a[layer - 1].data(), ws.a[layer - 1].rows(), x.cols());
  }
  static auto weights(auto w, const Layer& l) { return slalom::as_matrix(w.subspan(l.W), l.out, l.in); }
  static auto bias(auto w, const Layer& l) {
    return slalom::as_vector(w.subspan(l.b, static_cast<std::size_t>(l.out)));
  }

  /// The scores of the examples in the columns of x.
  Block forward(Workspace& ws, std::span<const Real> w, const Features& x) const {
    for (std::size_t l = 0;; ++l) {
      const bool last = l + 1 == layers.size();
      Block a = columns(last ? ws.delta[l] : ws.a[l], x.cols());
      a.noalias() = weights(w, layers[l]) * input(ws, l, x);
      a.colwise() += bias(w, layers[l]);
      if (last) return a;
      if (relu)
        a = a.cwiseMax(Real(0));
      else
        a = a.array().tanh();
    }
  }

  /// Adds to the gradient what follows from the last layer's delta.
  void backward(Workspace& ws, std::span<const Real> w, const Features& x, std::span<Real> gradient) const {
    for (std::size_t l = layers.size(); l-- > 0;) {
      const Block delta = columns(ws.delta[l], x.cols());
      weights(gradient, layers[l]).noalias() += delta * input(ws, l, x).transpose();
      // Not Eigen's sum of rows: its order depends on where in memory the gradient lies.
      for (Eigen::Index i = 0; i < delta.cols(); ++i) bias(gradient, layers[l]) += delta.col(i);
      if (l == 0) break;
      const auto a = input(ws, l, x).array();
      Block below = columns(ws.delta[l - 1], x.cols());
      below.noalias() = weights(w, layers[l]).transpose() * delta;
      if (relu)
        below.array() *= (a > 0).template cast<Real>();
      else
        below.array() *= 1 - a.square();
    }
  }
};
SLALOM_PROBLEM(Mlp, "mlp", "Multilayer perceptron", "Rumelhart, Hinton & Williams 1986")
