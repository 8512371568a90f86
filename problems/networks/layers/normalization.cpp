#include "normalization.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {
namespace {

template <class Real>
class Normalization : public Layer<Real> {
 public:
  Normalization(Shape shape, Index columns, Parameters& parameters)
      : Layer<Real>(shape, shape), normal_(shape.size(), columns), scaled_(columns > 0 ? shape.size() : 0, columns) {
    const auto number = parameters.next_number();
    const auto channels = static_cast<std::size_t>(shape.channels);
    gain_ = parameters.add_norms("gain" + number, channels, 1);
    shift_ = parameters.add_norms("shift" + number, channels, 0);
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    const auto gain = this->vector(pass.w, gain_, this->in.channels);
    const auto shift = this->vector(pass.w, shift_, this->in.channels);
    normalize(x, first(normal_, x.cols()));
    for (Index i = 0; i < x.cols(); ++i)
      if (vectors())
        y.col(i) = gain.cwiseProduct(normal_.col(i)) + shift;
      else
        for (Index c = 0; c < this->in.channels; ++c) channel(y, c, i) = gain[c] * channel(normal_, c, i) + shift[c];
  }
  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    const auto gain = this->vector(pass.w, gain_, this->in.channels);
    auto dgain = this->vector(pass.gradient, gain_, this->in.channels);
    auto dshift = this->vector(pass.gradient, shift_, this->in.channels);
    for (Index i = 0; i < x.cols(); ++i)
      if (vectors()) {
        dgain += dy.col(i).cwiseProduct(normal_.col(i));
        dshift += dy.col(i);
        scaled_.col(i) = gain.cwiseProduct(dy.col(i));
      } else {
        for (Index c = 0; c < this->in.channels; ++c) {
          const auto slope = channel(dy, c, i);
          dgain[c] += (slope * channel(normal_, c, i)).sum();
          dshift[c] += slope.sum();
          channel(scaled_, c, i) = gain[c] * slope;
        }
      }
    if (this->wanted(dx)) differentiate(first(normal_, x.cols()), first(scaled_, x.cols()), dx);
  }

 protected:
  static constexpr Real epsilon = Real(1e-5);

  /// normal: x without mean, with variance 1.
  virtual void normalize(In<Real> x, Out<Real> normal) = 0;
  /// dx: the derivative, from `slope`, the one by normal.
  virtual void differentiate(Out<Real> normal, Out<Real> slope, Out<Real> dx) = 0;

  /// Whether a channel is one number: then a column is computed as a whole.
  bool vectors() const { return this->in.positions() == 1; }
  /// The numbers of channel c in column i.
  auto channel(auto& x, Index c, Index i) const {
    return x.col(i).segment(c * this->in.positions(), this->in.positions()).array();
  }

 private:
  static Out<Real> first(Matrix<Real>& x, Index columns) { return {x.data(), x.rows(), columns}; }

  std::size_t gain_, shift_;
  Matrix<Real> normal_, scaled_;
};

template <class Real>
class LayerNorm final : public Normalization<Real> {
 public:
  LayerNorm(Shape shape, Index columns, Parameters& parameters)
      : Normalization<Real>(shape, columns, parameters), scale_(columns) {}

 private:
  void normalize(In<Real> x, Out<Real> normal) override {
    for (Index i = 0; i < x.cols(); ++i) {
      normal.col(i) = x.col(i).array() - x.col(i).mean();
      scale_[i] = 1 / std::sqrt(normal.col(i).squaredNorm() / static_cast<Real>(x.rows()) + this->epsilon);
      normal.col(i) *= scale_[i];
    }
  }
  void differentiate(Out<Real> normal, Out<Real> slope, Out<Real> dx) override {
    for (Index i = 0; i < dx.cols(); ++i) {
      const Real mean = slope.col(i).mean(), along = slope.col(i).dot(normal.col(i)) / static_cast<Real>(dx.rows());
      dx.col(i) = scale_[i] * (slope.col(i).array() - mean - along * normal.col(i).array());
    }
  }

  Eigen::VectorX<Real> scale_;
};

template <class Real>
class BatchNorm final : public Normalization<Real> {
 public:
  BatchNorm(Shape shape, Index columns, Parameters& parameters)
      : Normalization<Real>(shape, columns, parameters), scale_(shape.channels) {}

 private:
  void normalize(In<Real> x, Out<Real> normal) override {
    const auto count = static_cast<Real>(x.cols() * this->in.positions());
    for (Index c = 0; c < this->in.channels; ++c) {
      Real mean = 0, variance = 0;
      for (Index i = 0; i < x.cols(); ++i) mean += this->channel(x, c, i).sum() / count;
      for (Index i = 0; i < x.cols(); ++i) {
        this->channel(normal, c, i) = this->channel(x, c, i) - mean;
        variance += this->channel(normal, c, i).square().sum() / count;
      }
      scale_[c] = 1 / std::sqrt(variance + this->epsilon);
      for (Index i = 0; i < x.cols(); ++i) this->channel(normal, c, i) *= scale_[c];
    }
  }
  void differentiate(Out<Real> normal, Out<Real> slope, Out<Real> dx) override {
    const auto count = static_cast<Real>(dx.cols() * this->in.positions());
    for (Index c = 0; c < this->in.channels; ++c) {
      Real mean = 0, along = 0;
      for (Index i = 0; i < dx.cols(); ++i) {
        mean += this->channel(slope, c, i).sum() / count;
        along += (this->channel(slope, c, i) * this->channel(normal, c, i)).sum() / count;
      }
      for (Index i = 0; i < dx.cols(); ++i)
        this->channel(dx, c, i) = scale_[c] * (this->channel(slope, c, i) - mean - along * this->channel(normal, c, i));
    }
  }

  Eigen::VectorX<Real> scale_;
};

}  // namespace

template <class Real>
void layer_norm(Network<Real>& net) {
  net.add(std::make_unique<LayerNorm<Real>>(net.shape(), net.columns, *net.parameters()));
}

template <class Real>
void batch_norm(Network<Real>& net) {
  net.add(std::make_unique<BatchNorm<Real>>(net.shape(), net.columns, *net.parameters()));
}

template void layer_norm(Network<float>& net);
template void layer_norm(Network<double>& net);
template void batch_norm(Network<float>& net);
template void batch_norm(Network<double>& net);

}  // namespace layers
}  // namespace slalom
