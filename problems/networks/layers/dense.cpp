#include "dense.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Dense final : public Layer<Real> {
 public:
  Dense(Shape from, Index units, Parameters& parameters) : Layer<Real>(from, {.channels = units}) {
    const auto rows = static_cast<std::size_t>(units), columns = static_cast<std::size_t>(from.size());
    const auto number = parameters.next_number();
    W_ = parameters.add_weights("W" + number, {rows, columns}, static_cast<double>(columns), static_cast<double>(rows));
    b_ = parameters.add_biases("b" + number, rows);
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    set_product(y, weights(pass.w), x);
    y.colwise() += bias(pass.w);
  }
  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    add_product(weights(pass.gradient), dy, x.transpose());
    this->add_columns(dy, bias(pass.gradient));
    if (this->wanted(dx)) set_product(dx, weights(pass.w).transpose(), dy);
  }

 private:
  auto weights(auto w) const { return this->matrix(w, W_, this->out.size(), this->in.size()); }
  auto bias(auto w) const { return this->vector(w, b_, this->out.size()); }

  std::size_t W_, b_;
};

}  // namespace

template <class Real>
void dense(Network<Real>& net, Index units) {
  net.add(std::make_unique<Dense<Real>>(net.shape(), units, *net.parameters()));
}

template void dense(Network<float>& net, Index units);
template void dense(Network<double>& net, Index units);

}  // namespace layers
}  // namespace slalom
