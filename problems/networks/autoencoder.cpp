// Autoencoder: f = mean_i mean_j (decode(encode(x_i))_j - x_ij)^2. The encoder's hidden layers narrow to a code; the
// decoder is its mirror image; code and output are linear.   Hinton & Salakhutdinov (2006).
#include "base/network_problem.hpp"
#include "layers/activations.hpp"
#include "layers/dense.hpp"

#include <slalom/classification.hpp>

#include <ranges>

template <class Real>
struct Autoencoder : slalom::NetworkProblem<Real> {
  using Net = slalom::layers::Network<Real>;
  using Features = slalom::layers::In<Real>;

  const std::string name = this->text("data", "digits", slalom::classes_meaning);
  const std::string scaling = this->choice("scaling", {"maximum", "standardize", "none"}, slalom::scaling_meaning);
  const double validation = this->setting("validation", 0.0, slalom::in(0, 1).below(1), slalom::validation_meaning);
  const std::vector<std::size_t> hidden =
      this->integers("hidden", {32, 16}, slalom::at_least(1), "sizes of the encoder's hidden layers");
  const std::int64_t code = this->setting("code", 6, slalom::at_least(1), "size of the code");
  const std::string activation = this->choice("activation", slalom::layers::activation_names, "of the hidden layers");
  std::shared_ptr<const slalom::DataSet<Real>> data;

  Autoencoder() {
    if (this->declaring()) return;
    data = slalom::share_classes<Real>(slalom::data_folders(this->context().host), {name, scaling, validation});
    this->take_parameters(network(0));
    this->description.examples = data->train.size();
    this->description.metrics = slalom::data_metrics(false, validation > 0);
  }

  struct Workspace {
    explicit Workspace(const Autoencoder& f)
        : chunks(f.data->train), net(f.network(most)), output(net.shape().size(), most) {}

    static constexpr auto most = static_cast<Eigen::Index>(slalom::Chunks<Real>::most);
    slalom::Chunks<Real> chunks;
    Net net;
    slalom::Matrix<Real> output;  // then the error of each number
  };

  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    std::ranges::fill(gradient, Real(0));
    const slalom::layers::Pass<Real> pass{.w = w, .gradient = gradient};
    const auto count = static_cast<double>(batch.size() * data->features());
    double sum = 0;
    ws.chunks.each(batch, [&](const Features& x, slalom::Classes) {
      auto error = errors(ws, pass, x);
      sum += static_cast<double>(error.squaredNorm());
      if (gradient.empty()) return;
      error *= static_cast<Real>(2 / count);
      const Features slope(error.data(), error.rows(), error.cols());
      ws.net.backward(pass, x, slope, slope, {nullptr, x.rows(), x.cols()});
    });
    return sum / count + this->decay(w, gradient);
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    metrics[0] = evaluate(ws, w, data->test);
    if (validation > 0) metrics[1] = evaluate(ws, w, data->validation);
  }

 private:
  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Examples<Real>& examples) const {
    double sum = 0;
    slalom::Chunks<Real>::each(examples, [&](const Features& x, slalom::Classes) {
      sum += static_cast<double>(errors(ws, {.w = w, .gradient = {}}, x).squaredNorm());
    });
    return sum / static_cast<double>(examples.size() * data->features());
  }

  Net network(Eigen::Index columns) const {
    Net net({.channels = static_cast<Eigen::Index>(data->features())}, columns, this->new_parameters(activation));
    const auto add = [&](std::size_t units) {
      slalom::layers::dense(net, static_cast<Eigen::Index>(units));
      slalom::layers::activation(net, activation);
    };
    for (const auto units : hidden) add(units);
    slalom::layers::dense(net, code);
    for (const auto units : std::views::reverse(hidden)) add(units);
    slalom::layers::dense(net, static_cast<Eigen::Index>(data->features()));
    return net;
  }

  slalom::layers::Out<Real> errors(Workspace& ws, const slalom::layers::Pass<Real>& pass, const Features& x) const {
    slalom::layers::Out<Real> y(ws.output.data(), x.rows(), x.cols());
    ws.net.forward(pass, x, y);
    y -= x;
    return y;
  }
};
SLALOM_PROBLEM(Autoencoder, "autoencoder", "Autoencoder", "Hinton & Salakhutdinov 2006")
