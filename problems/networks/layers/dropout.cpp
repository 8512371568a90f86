#include "dropout.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Dropout final : public Layer<Real> {
 public:
  Dropout(Shape shape, double p, Index columns) : Layer<Real>(shape, shape), p_(p), factors_(shape.size(), columns) {}

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    auto factors = factors_.leftCols(x.cols());
    if (pass.noise == nullptr) {
      factors.setOnes();
    } else {
      const auto limit = static_cast<std::uint64_t>(p_ * 4294967296.0);  // 32 random bits a number
      const auto kept = static_cast<Real>(1 / (1 - p_));
      std::uint64_t bits = 0;
      for (Index k = 0; k < factors.size(); ++k, bits >>= 32) {
        if (k % 2 == 0) bits = pass.noise->bits();
        factors.data()[k] = (bits & 0xffffffff) < limit ? Real(0) : kept;
      }
    }
    y = x.cwiseProduct(factors);
  }
  void backward(const Pass<Real>&, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    if (this->wanted(dx)) dx = dy.cwiseProduct(factors_.leftCols(x.cols()));
  }

 private:
  double p_;
  Matrix<Real> factors_;
};

}  // namespace

template <class Real>
void dropout(Network<Real>& net, double p) {
  if (p > 0) net.add(std::make_unique<Dropout<Real>>(net.shape(), p, net.columns));
}

template void dropout(Network<float>& net, double p);
template void dropout(Network<double>& net, double p);

}  // namespace layers
}  // namespace slalom
