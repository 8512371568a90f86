#include "residual.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Residual final : public Layer<Real> {
 public:
  Residual(Network<Real> body, Network<Real> shortcut)
      : Layer<Real>(body.in, body.shape()),
        body_(std::move(body)),
        shortcut_(std::move(shortcut)),
        part_(this->out.size(), body_.columns),
        other_(this->out.size(), body_.columns),
        below_(this->in.size(), body_.columns) {
    if (shortcut_.shape().size() != this->out.size())
      throw std::logic_error("the shortcut gives another shape than the body");
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    body_.forward(pass, x, first(part_, x.cols()));
    if (shortcut_.empty()) {
      y = x + part_.leftCols(x.cols());
    } else {
      shortcut_.forward(pass, x, first(other_, x.cols()));
      y = part_.leftCols(x.cols()) + other_.leftCols(x.cols());
    }
  }
  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    body_.backward(pass, x, as_input(part_, x.cols()), dy, dx);
    if (shortcut_.empty()) {
      if (this->wanted(dx)) dx += dy;
    } else {
      shortcut_.backward(pass, x, as_input(other_, x.cols()), dy, first(below_, x.cols()));
      if (this->wanted(dx)) dx += below_.leftCols(x.cols());
    }
  }

 private:
  static Out<Real> first(Matrix<Real>& x, Index columns) { return {x.data(), x.rows(), columns}; }
  static In<Real> as_input(const Matrix<Real>& x, Index columns) { return {x.data(), x.rows(), columns}; }

  Network<Real> body_, shortcut_;
  Matrix<Real> part_, other_, below_;  // the output of the body, that of the shortcut, and the derivative below it
};

}  // namespace

template <class Real>
void residual(Network<Real>& net, Network<Real> body, Network<Real> shortcut) {
  net.add(std::make_unique<Residual<Real>>(std::move(body), std::move(shortcut)));
}

template void residual(Network<float>& net, Network<float> body, Network<float> shortcut);
template void residual(Network<double>& net, Network<double> body, Network<double> shortcut);

}  // namespace layers
}  // namespace slalom
