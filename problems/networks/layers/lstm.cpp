#include "lstm.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Lstm final : public Layer<Real> {
 public:
  /// Columns are sequences of `steps`, one after the other.
  Lstm(Shape from, Index units, Index steps, Index columns, Parameters& parameters)
      : Layer<Real>(from, {.channels = units}),
        steps_(steps),
        gates_(4 * units, columns),
        slopes_(4 * units, columns),
        c_(units, columns),
        tanh_c_(units, columns),
        dh_(units, columns / steps),
        dc_(units, columns / steps) {
    const auto h = static_cast<std::size_t>(units), n = static_cast<std::size_t>(from.size());
    const auto fan_in = static_cast<double>(n + h), fan_out = static_cast<double>(h);
    const auto number = parameters.next_number();
    W_ = parameters.add_weights("W" + number, {4 * h, n}, fan_in, fan_out);
    U_ = parameters.add_weights("U" + number, {4 * h, h}, fan_in, fan_out);
    b_ = parameters.add_biases("b" + number, 4 * h);
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    const Index h = this->out.size();
    const auto U = this->matrix(pass.w, U_, 4 * h, h);
    auto all = gates_.leftCols(x.cols());
    set_product(all, this->matrix(pass.w, W_, 4 * h, x.rows()), x);
    all.colwise() += this->vector(pass.w, b_, 4 * h);
    for (Index t = 0; t < steps_; ++t) {
      auto gates = at(gates_, t, x.cols());
      if (t > 0) add_product(gates, U, at(y, t - 1, x.cols()));
      auto i = gates.topRows(h).array(), f = gates.middleRows(h, h).array(), g = gates.middleRows(2 * h, h).array(),
           o = gates.bottomRows(h).array();
      i = i.logistic();
      f = (f + Real(1)).logistic();
      g = g.tanh();
      o = o.logistic();
      auto c = at(c_, t, x.cols()), tanh_c = at(tanh_c_, t, x.cols());
      c.array() = i * g;
      if (t > 0) c.array() += f * at(c_, t - 1, x.cols()).array();
      tanh_c.array() = c.array().tanh();
      at(y, t, x.cols()).array() = o * tanh_c.array();
    }
  }

  void backward(const Pass<Real>& pass, In<Real> x, In<Real> y, In<Real> dy, Out<Real> dx) override {
    const Index h = this->out.size(), sequences = x.cols() / steps_;
    const auto U = this->matrix(pass.w, U_, 4 * h, h);
    auto dU = this->matrix(pass.gradient, U_, 4 * h, h);
    auto dh = dh_.leftCols(sequences);
    auto dc = dc_.leftCols(sequences).array();
    dc.setZero();
    for (Index t = steps_; t-- > 0;) {
      const auto gates = at(gates_, t, x.cols());
      auto slopes = at(slopes_, t, x.cols());
      const auto i = gates.topRows(h).array(), f = gates.middleRows(h, h).array(),
                 g = gates.middleRows(2 * h, h).array(), o = gates.bottomRows(h).array();
      const auto tanh_c = at(tanh_c_, t, x.cols()).array();
      dh = at(dy, t, x.cols());
      if (t + 1 < steps_) add_product(dh, U.transpose(), at(slopes_, t + 1, x.cols()));
      dc += dh.array() * o * (1 - tanh_c.square());
      slopes.topRows(h).array() = dc * g * i * (1 - i);
      if (t > 0)
        slopes.middleRows(h, h).array() = dc * at(c_, t - 1, x.cols()).array() * f * (1 - f);
      else
        slopes.middleRows(h, h).setZero();
      slopes.middleRows(2 * h, h).array() = dc * i * (1 - g.square());
      slopes.bottomRows(h).array() = dh.array() * tanh_c * o * (1 - o);
      dc *= f;
      if (t > 0) add_product(dU, slopes, at(y, t - 1, x.cols()).transpose());
    }
    const auto all = slopes_.leftCols(x.cols());
    add_product(this->matrix(pass.gradient, W_, 4 * h, x.rows()), all, x.transpose());
    this->add_columns(all, this->vector(pass.gradient, b_, 4 * h));
    if (this->wanted(dx)) set_product(dx, this->matrix(pass.w, W_, 4 * h, x.rows()).transpose(), all);
  }

 private:
  /// The columns of step t: one a sequence.
  template <class Numbers>
  auto at(Numbers& x, Index t, Index columns) const {
    using Element = std::remove_pointer_t<decltype(x.data())>;
    using Block = std::conditional_t<std::is_const_v<Element>, const Matrix<Real>, Matrix<Real>>;
    return Eigen::Map<Block, 0, Eigen::OuterStride<>>(x.data() + t * x.rows(), x.rows(), columns / steps_,
                                                      Eigen::OuterStride<>(steps_ * x.rows()));
  }

  Index steps_;
  std::size_t W_, U_, b_;
  Matrix<Real> gates_, slopes_, c_, tanh_c_, dh_, dc_;
};

}  // namespace

template <class Real>
void lstm(Network<Real>& net, Index units, Index steps) {
  net.add(std::make_unique<Lstm<Real>>(net.shape(), units, steps, net.columns, *net.parameters()));
}

template void lstm(Network<float>& net, Index units, Index steps);
template void lstm(Network<double>& net, Index units, Index steps);

}  // namespace layers
}  // namespace slalom
