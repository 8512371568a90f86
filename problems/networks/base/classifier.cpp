#include "classifier.hpp"

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
Classifier<Real>::Classifier()
    : name(this->text("data", "digits", classes_meaning)),
      scaling(this->choice("scaling", {"maximum", "standardize", "none"}, scaling_meaning)),
      validation(this->setting("validation", 0.0, in(0, 1).below(1), validation_meaning)),
      label_noise(
          this->setting("label_noise", 0.0, in(0, 1),
                        "fraction of the training examples whose class is redrawn uniformly from all classes")) {}

template <class Real>
Classifier<Real>::Workspace::Workspace(const Classifier& f)
    : chunks(*f.train_), net(f.network(most)), scores(net.shape().size(), most) {}

template <class Real>
double Classifier<Real>::evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch,
                                  std::span<Real> gradient) const {
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
    p *= 1 / static_cast<Real>(batch.size());
    const layers::In<Real> slope(p.data(), p.rows(), p.cols());
    ws.net.backward(pass, x, slope, slope, {nullptr, x.rows(), x.cols()});
  });
  return loss / static_cast<double>(batch.size()) + this->decay(w, gradient);
}

template <class Real>
void Classifier<Real>::measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
  evaluate(ws, w, data_->test, metrics);
  if (validation > 0) evaluate(ws, w, data_->validation, metrics.subspan(2));
}

template <class Real>
void Classifier<Real>::open() {
  if (this->declaring()) return;
  data_ = share_classes<Real>(data_folders(this->context().host), {name, scaling, validation});
  train_ = {data_, &data_->train};
  if (label_noise > 0) train_ = with_noise(data_->train);
  this->take_parameters(network(0));
  this->description.examples = data_->train.size();
  this->description.metrics = data_metrics(true, validation > 0);
}

template <class Real>
ImageSize Classifier<Real>::image() const {
  if (!data_->image)
    throw std::runtime_error("data " + name + ": images are wanted, but an example has " +
                             std::to_string(data_->features()) + " features, which is no square");
  return *data_->image;
}

template <class Real>
void Classifier<Real>::evaluate(Workspace& ws, std::span<const Real> w, const Examples<Real>& examples,
                                std::span<double> metrics) const {
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

template <class Real>
layers::Network<Real> Classifier<Real>::network(layers::Index columns) const {
  const auto size = data_->image.value_or(ImageSize{data_->features(), 1, 1});
  Net net({static_cast<layers::Index>(size.channels), static_cast<layers::Index>(size.height),
           static_cast<layers::Index>(size.width)},
          columns, this->new_parameters(main_activation()));
  build(net);
  layers::dense(net, static_cast<layers::Index>(data_->classes));
  return net;
}

template <class Real>
std::shared_ptr<const Examples<Real>> Classifier<Real>::with_noise(Examples<Real> examples) const {
  auto random = this->random();
  for (auto& y : examples.y)
    if (random.uniform() < label_noise) y = static_cast<std::uint32_t>(random.below(data_->classes));
  return std::make_shared<const Examples<Real>>(std::move(examples));
}

template struct Classifier<float>;
template struct Classifier<double>;

}  // namespace slalom
