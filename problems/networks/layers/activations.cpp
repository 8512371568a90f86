#include "activations.hpp"

#include <numbers>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

/// Function: of arrays, value(x) and slope(y), its derivative where the value is y.
template <class Real, class Function>
class Activation final : public Layer<Real> {
 public:
  explicit Activation(Shape shape) : Layer<Real>(shape, shape) {}

  void forward(const Pass<Real>&, In<Real> x, Out<Real> y) override { y.array() = Function::value(x.array()); }
  void backward(const Pass<Real>&, In<Real>, In<Real> y, In<Real> dy, Out<Real> dx) override {
    if (this->wanted(dx)) dx.array() = dy.array() * Function::slope(y.array());
  }
  bool in_place() const override { return true; }
};

struct Relu {
  static auto value(const auto& x) { return x.max(typename std::remove_cvref_t<decltype(x)>::Scalar(0)); }
  /// 0 at 0.
  static auto slope(const auto& y) {
    using Real = typename std::remove_cvref_t<decltype(y)>::Scalar;
    return (y > Real(0)).template cast<Real>();
  }
};
struct Tanh {
  static auto value(const auto& x) { return x.tanh(); }
  static auto slope(const auto& y) { return 1 - y.square(); }
};
struct Sigmoid {
  static auto value(const auto& x) { return x.logistic(); }
  static auto slope(const auto& y) { return y - y.square(); }
};

/// y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).   Hendrycks & Gimpel (2016), section 2.
template <class Real>
class Gelu final : public Layer<Real> {
 public:
  Gelu(Shape shape, Index columns) : Layer<Real>(shape, shape), tanh_(shape.size(), columns) {}

  void forward(const Pass<Real>&, In<Real> x, Out<Real> y) override {
    auto t = tanh_.leftCols(x.cols()).array();
    t = (scale * x.array() * (1 + cubic * x.array().square())).tanh();
    y.array() = Real(0.5) * x.array() * (1 + t);
  }
  void backward(const Pass<Real>&, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    if (!this->wanted(dx)) return;
    const auto t = tanh_.leftCols(x.cols()).array();
    dx.array() =
        dy.array() * Real(0.5) * (1 + t + x.array() * (1 - t.square()) * scale * (1 + 3 * cubic * x.array().square()));
  }

 private:
  static constexpr Real scale = std::numbers::sqrt2_v<Real> * std::numbers::inv_sqrtpi_v<Real>, cubic = Real(0.044715);
  Matrix<Real> tanh_;
};

}  // namespace

template <class Real>
void activation(Network<Real>& net, std::string_view name) {
  const auto shape = net.shape();
  if (name == "tanh") net.add(std::make_unique<Activation<Real, Tanh>>(shape));
  if (name == "relu") net.add(std::make_unique<Activation<Real, Relu>>(shape));
  if (name == "sigmoid") net.add(std::make_unique<Activation<Real, Sigmoid>>(shape));
  if (name == "gelu") net.add(std::make_unique<Gelu<Real>>(shape, net.columns));
}

template void activation(Network<float>& net, std::string_view name);
template void activation(Network<double>& net, std::string_view name);

}  // namespace layers
}  // namespace slalom
