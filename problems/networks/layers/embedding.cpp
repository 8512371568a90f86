#include "embedding.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Embedding final : public Layer<Real> {
 public:
  /// Columns are sequences of `steps`, one after the other; positions: whether there is P.
  Embedding(Index symbols, Index size, Index steps, bool positions, Parameters& parameters)
      : Layer<Real>({.channels = 1}, {.channels = size}), steps_(steps), positions_(positions) {
    const auto columns = static_cast<std::size_t>(size);
    const auto number = parameters.next_number();
    E_ = parameters.add_embedding("E" + number, {static_cast<std::size_t>(symbols), columns}, 1);
    if (positions) P_ = parameters.add_embedding("P" + number, {static_cast<std::size_t>(steps), columns}, 1);
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    for (Index i = 0; i < x.cols(); ++i) {
      y.col(i) = row(pass.w, E_, static_cast<Index>(x(0, i)));
      if (positions_) y.col(i) += row(pass.w, P_, i % steps_);
    }
  }
  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real>) override {
    for (Index i = 0; i < x.cols(); ++i) {
      row(pass.gradient, E_, static_cast<Index>(x(0, i))) += dy.col(i);
      if (positions_) row(pass.gradient, P_, i % steps_) += dy.col(i);
    }
  }

 private:
  auto row(auto w, std::size_t tensor, Index i) const {
    return this->vector(w, tensor + static_cast<std::size_t>(i * this->out.size()), this->out.size());
  }

  Index steps_;
  bool positions_;
  std::size_t E_, P_ = 0;
};

}  // namespace

template <class Real>
void embedding(Network<Real>& net, Index symbols, Index size, Index steps, bool positions) {
  net.add(std::make_unique<Embedding<Real>>(symbols, size, steps, positions, *net.parameters()));
}

template void embedding(Network<float>& net, Index symbols, Index size, Index steps, bool positions);
template void embedding(Network<double>& net, Index symbols, Index size, Index steps, bool positions);

}  // namespace layers
}  // namespace slalom
