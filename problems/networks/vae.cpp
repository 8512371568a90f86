// Variational autoencoder: f = mean_i [sum_j (log(1 + exp u_ij) - x_ij u_ij) + sum_k (m_ik^2 + s_ik^2 - 1 - log s_ik^2)
// / 2], (m_i, log s_i^2) = encode(x_i), u_i = decode(m_i + s_i e_i), e_i normal noise. Each step redraws e_i; exact
// evaluations keep one e_i for each example.   Kingma & Welling (2014), eq. 10 and appendix C.1.
#include "base/network_problem.hpp"
#include "layers/activations.hpp"
#include "layers/dense.hpp"

#include <slalom/classification.hpp>

#include <ranges>

template <class Real>
struct Vae : slalom::NetworkProblem<Real> {
  using Net = slalom::layers::Network<Real>;
  using Features = slalom::layers::In<Real>;
  using Matrix = slalom::Matrix<Real>;
  using Index = Eigen::Index;
  struct Nets {
    Net encoder, decoder;
  };

  const std::string name = this->text("data", "digits", slalom::classes_meaning);
  const double validation = this->setting("validation", 0.0, slalom::in(0, 1).below(1), slalom::validation_meaning);
  const std::vector<std::size_t> hidden =
      this->integers("hidden", {32}, slalom::at_least(1), "sizes of the encoder's hidden layers");
  const std::int64_t code = this->setting("code", 4, slalom::at_least(1), "number of latent variables");
  const std::string activation = this->choice("activation", slalom::layers::activation_names, "of the hidden layers");
  std::shared_ptr<const slalom::DataSet<Real>> data;
  Matrix train_noise, test_noise, validation_noise;  // of exact evaluations

  Vae() {
    if (this->declaring()) return;
    data = slalom::share_classes<Real>(slalom::data_folders(this->context().host), {name, "maximum", validation});
    if (data->train.x.minCoeff() < 0 || data->test.x.minCoeff() < 0)
      throw std::runtime_error("data " + name + ": brightness is wanted, but there are numbers below 0");
    auto random = this->random();
    for (const auto& [noise, examples] : {std::pair{&train_noise, &data->train}, std::pair{&test_noise, &data->test},
                                          std::pair{&validation_noise, &data->validation}}) {
      noise->resize(code, examples->x.cols());
      random.fill_normal(std::span<Real>(noise->data(), static_cast<std::size_t>(noise->size())));
    }
    this->take_parameters(networks(0).decoder);
    this->description.examples = data->train.size();
    this->description.metrics = slalom::data_metrics(false, validation > 0);
  }

  struct Workspace {
    explicit Workspace(const Vae& f)
        : chunks(f.data->train),
          nets(f.networks(most)),
          normal(2 * f.code, most),
          dnormal(2 * f.code, most),
          z(f.code, most),
          dz(f.code, most),
          noise(f.code, most),
          output(f.data->train.x.rows(), most) {}

    static constexpr auto most = static_cast<Index>(slalom::Chunks<Real>::most);
    slalom::Chunks<Real> chunks;
    Nets nets;
    Matrix normal, dnormal;  // m and log s^2, and the loss's derivatives by them
    Matrix z, dz, noise;
    Matrix output;
  };

  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Batch& batch, std::span<Real> gradient) const {
    std::ranges::fill(gradient, Real(0));
    slalom::Random random = batch.noise();
    double loss = 0;
    std::size_t done = 0;
    ws.chunks.each(batch, [&](const Features& x, slalom::Classes) {
      for (Index i = 0; i < x.cols(); ++i, ++done) {
        if (batch.exact())
          ws.noise.col(i) = train_noise.col(static_cast<Index>(batch[done]));
        else
          random.fill_normal(std::span<Real>(ws.noise.col(i).data(), static_cast<std::size_t>(code)));
      }
      loss += forward(ws, w, x);
      if (!gradient.empty()) backward(ws, w, x, static_cast<Real>(batch.size()), gradient);
    });
    return loss / static_cast<double>(batch.size()) + this->decay(w, gradient);
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    metrics[0] = evaluate(ws, w, data->test, test_noise);
    if (validation > 0) metrics[1] = evaluate(ws, w, data->validation, validation_noise);
  }

 private:
  double evaluate(Workspace& ws, std::span<const Real> w, const slalom::Examples<Real>& examples,
                  const Matrix& noise) const {
    double loss = 0;
    Index done = 0;
    slalom::Chunks<Real>::each(examples, [&](const Features& x, slalom::Classes) {
      ws.noise.leftCols(x.cols()) = noise.middleCols(done, x.cols());
      done += x.cols();
      loss += forward(ws, w, x);
    });
    return loss / static_cast<double>(examples.size());
  }

  static slalom::layers::Out<Real> out(Matrix& x, Index columns) { return {x.data(), x.rows(), columns}; }
  static Features in(const Matrix& x, Index columns) { return {x.data(), x.rows(), columns}; }

  Nets networks(Index columns) const {
    const auto parameters = this->new_parameters(activation);
    const auto features = static_cast<Index>(data->features());
    Net encoder({.channels = features}, columns, parameters), decoder({.channels = code}, columns, parameters);
    const auto add = [&](Net& net, std::size_t units) {
      slalom::layers::dense(net, static_cast<Index>(units));
      slalom::layers::activation(net, activation);
    };
    for (const auto units : hidden) add(encoder, units);
    slalom::layers::dense(encoder, 2 * code);
    for (const auto units : std::views::reverse(hidden)) add(decoder, units);
    slalom::layers::dense(decoder, features);
    return {std::move(encoder), std::move(decoder)};
  }

  /// The sum of the losses of the examples.
  double forward(Workspace& ws, std::span<const Real> w, const Features& x) const {
    const auto n = x.cols();
    ws.nets.encoder.forward({.w = w, .gradient = {}}, x, out(ws.normal, n));
    const auto mean = ws.normal.leftCols(n).topRows(code).array();
    const auto log_variance = ws.normal.leftCols(n).bottomRows(code).array();
    ws.z.leftCols(n) = mean + (log_variance / 2).exp() * ws.noise.leftCols(n).array();
    ws.nets.decoder.forward({.w = w, .gradient = {}}, in(ws.z, n), out(ws.output, n));
    const auto u = ws.output.leftCols(n).array();
    const auto reconstruction = (u.max(Real(0)) + (-u.abs()).exp().log1p() - x.array() * u).sum();
    const auto divergence = (mean.square() + log_variance.exp() - 1 - log_variance).sum() / 2;
    return static_cast<double>(reconstruction) + static_cast<double>(divergence);
  }

  /// After forward; adds the gradient of the sum over `count`.
  void backward(Workspace& ws, std::span<const Real> w, const Features& x, Real count, std::span<Real> gradient) const {
    const auto n = x.cols();
    const slalom::layers::Pass<Real> pass{.w = w, .gradient = gradient};
    auto u = ws.output.leftCols(n).array();
    u = (u.logistic() - x.array()) / count;
    ws.nets.decoder.backward(pass, in(ws.z, n), in(ws.output, n), in(ws.output, n), out(ws.dz, n));
    const auto log_variance = ws.normal.leftCols(n).bottomRows(code).array();
    ws.dnormal.leftCols(n).topRows(code) = ws.dz.leftCols(n) + ws.normal.leftCols(n).topRows(code) / count;
    ws.dnormal.leftCols(n).bottomRows(code) =
        ws.dz.leftCols(n).array() * ws.noise.leftCols(n).array() * (log_variance / 2).exp() / 2 +
        (log_variance.exp() - 1) / (2 * count);
    ws.nets.encoder.backward(pass, x, in(ws.normal, n), in(ws.dnormal, n), {nullptr, x.rows(), n});
  }
};
SLALOM_PROBLEM(Vae, "vae", "Variational autoencoder", "Kingma & Welling 2014")
