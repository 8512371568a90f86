// Networks that learn classes: mean cross-entropy of the softmax of what the last layer gives.
#pragma once

#include "layers/activations.hpp"
#include "layers/dense.hpp"
#include "network_problem.hpp"

#include <slalom/classification.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// Base of `template <class Real> struct Mine : Classifier<Real>`. Mine's constructor calls `open`.
template <class Real>
struct Classifier : NetworkProblem<Real> {
  using typename NetworkProblem<Real>::Net;

  const std::string name = this->text("data", "digits", classes_meaning);
  const std::string scaling = this->choice("scaling", {"maximum", "standardize", "none"}, scaling_meaning);
  const double validation = this->setting("validation", 0.0, in(0, 1).below(1), validation_meaning);
  const double label_noise = this->setting(
      "label_noise", 0.0, in(0, 1), "share of the training examples whose class is drawn anew, from all classes");

  virtual ~Classifier() = default;

  /// Appends the layers up to the one before the scores.
  virtual void build(Net& net) const = 0;
  /// By which `initialization: automatic` goes.
  virtual std::string_view main_activation() const = 0;

  struct Workspace {
    explicit Workspace(const Classifier& f)
        : chunks(*f.train_), net(f.network(most)), scores(net.shape().size(), most) {}

    static constexpr auto most = static_cast<layers::Index>(Chunks<Real>::most);
    Chunks<Real> chunks;
    Net net;
    Matrix<Real> scores;  // then the probabilities, then the loss's derivative by the scores
  };

  double evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<Real> gradient) const {
    std::ranges::fill(gradient, Real(0));
    Random noise = batch.noise();
    const layers::Pass<Real> pass{.w = w, .gradient = gradient, .noise = batch.exact() ? nullptr : &noise};
    double loss = 0;
    ws.chunks.each(batch, [&](const layers::In<Real>& x, Classes y) {
      layers::Out<Real> p(ws.scores.data(), ws.scores.rows(), x.cols());
      ws.net.forward(pass, x, p);
      loss += softmax(p, y);
      if (gradient.empty()) return;
      subtract_classes(p, y);
      p /= static_cast<Real>(batch.size());
      const layers::In<Real> slope(p.data(), p.rows(), p.cols());
      ws.net.backward(pass, x, slope, slope, {nullptr, x.rows(), x.cols()});
    });
    return loss / static_cast<double>(batch.size()) + this->decay(w, gradient);
  }

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
    judge(ws, w, data_->test, metrics);
    if (validation > 0) judge(ws, w, data_->validation, metrics.subspan(2));
  }

 protected:
  void open() {
    if (this->declaring()) return;
    data_ = share_classes<Real>(this->data_folder(), {name, scaling, validation});
    train_ = {data_, &data_->train};
    if (label_noise > 0) train_ = with_noise(data_->train);
    this->take_parameters(network(0));
    this->description.examples = data_->train.size();
    this->description.metrics = data_metrics(true, validation > 0);
  }

  /// Throws std::runtime_error if the data are no images.
  ImageSize image() const {
    if (!data_->image)
      throw std::runtime_error("data " + name + ": images are wanted, but an example has " +
                               std::to_string(data_->features()) + " features, which is no square");
    return *data_->image;
  }

 private:
  /// Mean loss, and share of the examples whose class is said.
  void judge(Workspace& ws, std::span<const Real> w, const Examples<Real>& examples, std::span<double> metrics) const {
    double loss = 0, correct = 0;
    Chunks<Real>::each(examples, [&](const layers::In<Real>& x, Classes y) {
      layers::Out<Real> z(ws.scores.data(), ws.scores.rows(), x.cols());
      ws.net.forward({.w = w, .gradient = {}}, x, z);
      correct += static_cast<double>(count_correct(z, y));
      loss += softmax(z, y);
    });
    metrics[0] = loss / static_cast<double>(examples.size());
    metrics[1] = correct / static_cast<double>(examples.size());
  }

  Net network(layers::Index columns) const {
    const auto size = data_->image.value_or(ImageSize{data_->features(), 1, 1});
    Net net({static_cast<layers::Index>(size.channels), static_cast<layers::Index>(size.height),
             static_cast<layers::Index>(size.width)},
            columns, this->new_parameters(main_activation()));
    build(net);
    layers::dense(net, static_cast<layers::Index>(data_->classes));
    return net;
  }

  std::shared_ptr<const Examples<Real>> with_noise(Examples<Real> examples) const {
    auto random = this->random();
    for (auto& y : examples.y)
      if (random.uniform() < label_noise) y = static_cast<std::uint32_t>(random.below(data_->classes));
    return std::make_shared<const Examples<Real>>(std::move(examples));
  }

  std::shared_ptr<const DataSet<Real>> data_;
  std::shared_ptr<const Examples<Real>> train_;  // with the noise in its classes
};

}  // namespace slalom
