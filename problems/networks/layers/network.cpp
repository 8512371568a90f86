#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

namespace {

template <class Real>
In<Real> as_input(const Out<Real>& y) {
  return {y.data(), y.rows(), y.cols()};
}

}  // namespace

template <class Real>
void Network<Real>::add(std::unique_ptr<Layer<Real>> layer) {
  const bool shares = layer->in_place() && !empty() && !steps_.back().layer->in_place();
  if (!empty()) {
    if (!shares) steps_.back().y.resize(shape().size(), columns);
    if (deltas_[0].rows() < shape().size())
      for (auto& delta : deltas_) delta.resize(shape().size(), columns);
  }
  steps_.push_back({std::move(layer), shares, {}});
}

template <class Real>
void Network<Real>::forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) {
  for (std::size_t l = 0; l < steps_.size(); ++l) {
    const auto to = output(l, y);
    steps_[l].layer->forward(pass, x, to);
    new (&x) In<Real>(to.data(), to.rows(), to.cols());
  }
}

template <class Real>
void Network<Real>::backward(const Pass<Real>& pass, In<Real> x, In<Real> y, In<Real> dy, Out<Real> dx) {
  // The last layer's memory is the caller's; in place layers only read it.
  const Out<Real> last(const_cast<Real*>(y.data()), y.rows(), y.cols());
  for (std::size_t l = steps_.size(); l-- > 0;) {
    auto& layer = *steps_[l].layer;
    const auto to = output(l, last);
    const In<Real> from = l == 0 ? x : as_input(output(l - 1, last));
    const Out<Real> below = l == 0 ? dx : Out<Real>(deltas_[l % 2].data(), layer.in.size(), x.cols());
    layer.backward(pass, from, as_input(to), dy, below);
    new (&dy) In<Real>(below.data(), below.rows(), below.cols());
  }
}

template <class Real>
Out<Real> Network<Real>::output(std::size_t l, const Out<Real>& last) {
  if (l + 1 == steps_.size()) return last;
  if (steps_[l + 1].shares) return output(l + 1, last);
  return {steps_[l].y.data(), steps_[l].y.rows(), last.cols()};
}

template class Network<float>;
template class Network<double>;

}  // namespace layers
}  // namespace slalom
