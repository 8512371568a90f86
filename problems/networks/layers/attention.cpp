#include "attention.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Attention final : public Layer<Real> {
 public:
  /// Columns are sequences of `steps`, one after the other.
  Attention(Shape shape, Index steps, Index columns, Parameters& parameters)
      : Layer<Real>(shape, shape),
        steps_(steps),
        scale_(1 / std::sqrt(static_cast<Real>(shape.size()))),
        qkv_(3 * shape.size(), columns),
        dqkv_(3 * shape.size(), columns),
        a_(steps, columns),
        mixed_(shape.size(), columns),
        dmixed_(shape.size(), columns),
        slopes_(steps, steps) {
    const auto d = static_cast<std::size_t>(shape.size());
    const auto fan = static_cast<double>(d);
    const auto number = parameters.next_number();
    W_ = parameters.add_weights("W" + number, {3 * d, d}, fan, fan);
    U_ = parameters.add_weights("U" + number, {d, d}, fan, fan);
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    const Index d = x.rows();
    set_product(qkv_.leftCols(x.cols()), this->matrix(pass.w, W_, 3 * d, d), x);
    for (Index first = 0; first < x.cols(); first += steps_) {
      const auto qkv = qkv_.middleCols(first, steps_);
      auto a = a_.middleCols(first, steps_);
      set_product(a, qkv.middleRows(d, d).transpose(), qkv.topRows(d));
      a *= scale_;
      for (Index t = 0; t < steps_; ++t) {
        auto seen = a.col(t).head(t + 1).array();
        seen = (seen - seen.maxCoeff()).exp();
        seen /= seen.sum();
        a.col(t).tail(steps_ - t - 1).setZero();
      }
      set_product(mixed_.middleCols(first, steps_), qkv.bottomRows(d), a);
    }
    set_product(y, this->matrix(pass.w, U_, d, d), mixed_.leftCols(x.cols()));
  }

  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    const Index d = x.rows();
    add_product(this->matrix(pass.gradient, U_, d, d), dy, mixed_.leftCols(x.cols()).transpose());
    set_product(dmixed_.leftCols(x.cols()), this->matrix(pass.w, U_, d, d).transpose(), dy);
    for (Index first = 0; first < x.cols(); first += steps_) {
      const auto qkv = qkv_.middleCols(first, steps_), a = a_.middleCols(first, steps_),
                 dmixed = dmixed_.middleCols(first, steps_);
      auto dqkv = dqkv_.middleCols(first, steps_);
      set_product(dqkv.bottomRows(d), dmixed, a.transpose());
      set_product(slopes_, qkv.bottomRows(d).transpose(), dmixed);
      for (Index t = 0; t < steps_; ++t) {
        const Real mean = a.col(t).dot(slopes_.col(t));
        slopes_.col(t).array() = scale_ * a.col(t).array() * (slopes_.col(t).array() - mean);
      }
      set_product(dqkv.topRows(d), qkv.middleRows(d, d), slopes_);
      set_product(dqkv.middleRows(d, d), qkv.topRows(d), slopes_.transpose());
    }
    add_product(this->matrix(pass.gradient, W_, 3 * d, d), dqkv_.leftCols(x.cols()), x.transpose());
    if (this->wanted(dx)) set_product(dx, this->matrix(pass.w, W_, 3 * d, d).transpose(), dqkv_.leftCols(x.cols()));
  }

 private:
  Index steps_;
  Real scale_;
  std::size_t W_, U_;
  Matrix<Real> qkv_, dqkv_, a_, mixed_, dmixed_, slopes_;
};

}  // namespace

template <class Real>
void attention(Network<Real>& net, Index steps) {
  net.add(std::make_unique<Attention<Real>>(net.shape(), steps, net.columns, *net.parameters()));
}

template void attention(Network<float>& net, Index steps);
template void attention(Network<double>& net, Index steps);

}  // namespace layers
}  // namespace slalom
