#include "language_model.hpp"

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
LanguageModel<Real>::LanguageModel()
    : name(this->text("data", "hills", "the text: NAME.txt")),
      validation(this->setting("validation", 0.0, in(0, 1).below(1),
                               "share of the text before its test, at the end of it, that is "
                               "held out, for the metric validation_loss")),
      length(this->setting("length", 32, at_least(2), "characters that an excerpt predicts")) {}

template <class Real>
LanguageModel<Real>::Workspace::Workspace(const LanguageModel& f)
    : net(f.network(most * f.length)),
      x(1, most * f.length),
      y(static_cast<std::size_t>(most * f.length)),
      scores(net.shape().size(), most * f.length) {}

template <class Real>
double LanguageModel<Real>::evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch,
                                     std::span<Real> gradient) const {
  std::ranges::fill(gradient, Real(0));
  Random noise = batch.noise();
  const layers::Pass<Real> pass{.w = w, .gradient = gradient, .noise = batch.exact() ? nullptr : &noise};
  const auto size = static_cast<Index>(batch.size());
  double loss = 0;
  for (Index first = 0; first < size; first += Workspace::most) {
    const auto count = std::min(Workspace::most, size - first);
    for (Index i = 0; i < count; ++i) take(ws, i, batch[static_cast<std::size_t>(first + i)]);
    const auto y = Classes(ws.y).first(static_cast<std::size_t>(count * length));
    auto p = forward(ws, pass, count);
    loss += softmax(p, y);
    if (gradient.empty()) continue;
    subtract_classes(p, y);
    p *= 1 / static_cast<Real>(size * length);
    const layers::In<Real> slope(p.data(), p.rows(), p.cols());
    ws.net.backward(pass, {ws.x.data(), 1, p.cols()}, slope, slope, {nullptr, 1, p.cols()});
  }
  return loss / static_cast<double>(size * length) + this->decay(w, gradient);
}

template <class Real>
void LanguageModel<Real>::measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const {
  evaluate(ws, w, examples_ + held_out_, tests_, metrics);
  if (held_out_ > 0) evaluate(ws, w, examples_, held_out_, metrics.subspan(2));
}

template <class Real>
void LanguageModel<Real>::open() {
  if (this->declaring()) return;
  text_ = read_text(data_folders(this->context().host), name);
  const auto excerpts = (text_.symbols.size() - 1) / static_cast<std::size_t>(length);
  tests_ = (excerpts + 9) / 10;
  held_out_ = static_cast<std::size_t>(static_cast<double>(excerpts - tests_) * validation);
  if (excerpts == tests_ || (validation > 0 && held_out_ == 0))
    throw std::runtime_error(text_.path + ": " + std::to_string(text_.symbols.size()) +
                             " characters are too few for excerpts of " + std::to_string(length) +
                             (validation > 0 ? " and validation " + std::to_string(validation) : ""));
  examples_ = excerpts - tests_ - held_out_;
  this->take_parameters(network(0));
  this->description.examples = examples_;
  this->description.metrics = data_metrics(true, held_out_ > 0);
}

template <class Real>
void LanguageModel<Real>::evaluate(Workspace& ws, std::span<const Real> w, std::size_t begin, std::size_t size,
                                   std::span<double> metrics) const {
  double loss = 0, correct = 0;
  for (std::size_t first = 0; first < size; first += Workspace::most) {
    const auto count = std::min<std::size_t>(Workspace::most, size - first);
    for (std::size_t i = 0; i < count; ++i) take(ws, static_cast<Index>(i), begin + first + i);
    const auto y = Classes(ws.y).first(count * static_cast<std::size_t>(length));
    auto z = forward(ws, {.w = w, .gradient = {}}, static_cast<Index>(count));
    correct += static_cast<double>(count_correct(z, y));
    loss += softmax(z, y);
  }
  const auto all = static_cast<double>(size) * static_cast<double>(length);
  metrics[0] = loss / all;
  metrics[1] = correct / all;
}

template <class Real>
layers::Network<Real> LanguageModel<Real>::network(layers::Index columns) const {
  Net net({.channels = 1}, columns, this->new_parameters("tanh"));
  build(net, static_cast<Index>(text_.alphabet.size()));
  layers::dense(net, static_cast<Index>(text_.alphabet.size()));
  return net;
}

template <class Real>
void LanguageModel<Real>::take(Workspace& ws, Index i, std::size_t excerpt) const {
  const auto* symbols = text_.symbols.data() + excerpt * static_cast<std::size_t>(length);
  for (Index t = 0; t < length; ++t) {
    ws.x(0, i * length + t) = static_cast<Real>(symbols[t]);
    ws.y[static_cast<std::size_t>(i * length + t)] = symbols[t + 1];
  }
}

template <class Real>
layers::Out<Real> LanguageModel<Real>::forward(Workspace& ws, const layers::Pass<Real>& pass, Index excerpts) const {
  layers::Out<Real> z(ws.scores.data(), ws.scores.rows(), excerpts * length);
  ws.net.forward(pass, {ws.x.data(), 1, z.cols()}, z);
  return z;
}

template struct LanguageModel<float>;
template struct LanguageModel<double>;

}  // namespace slalom
