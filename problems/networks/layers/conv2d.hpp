// Convolution of images, as cross-correlation with zeros around the image: y_o = b_o + sum_c W_oc * x_c. For each
// example its patches are laid out as a matrix, and a product does the rest. Chellapilla, Puri & Simard (2006).
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

struct Window {
  Index size, stride = 1, padding = 0;

  /// How many windows fit along `length`.
  Index count(Index length) const { return (length + 2 * padding - size) / stride + 1; }
  Shape windows(const Shape& s, Index channels) const {
    if (s.height + 2 * padding < size || s.width + 2 * padding < size)
      throw std::runtime_error("images of " + std::to_string(s.height) + " x " + std::to_string(s.width) +
                               " are too small for windows of " + std::to_string(size) + " x " + std::to_string(size));
    return {channels, count(s.height), count(s.width)};
  }
};

template <class Real>
class Conv2d final : public Layer<Real> {
 public:
  Conv2d(Shape from, Index channels, Window window, bool has_scratch, Parameters& parameters)
      : Layer<Real>(from, window.windows(from, channels)),
        window_(window),
        taps_(from.channels * window.size * window.size),
        patches_(has_scratch ? this->out.positions() : 0, has_scratch ? taps_ : 0) {
    const auto side = static_cast<std::size_t>(window.size), outs = static_cast<std::size_t>(channels);
    const auto number = parameters.next_number();
    W_ = parameters.add_weights("W" + number, {outs, static_cast<std::size_t>(from.channels), side, side},
                                static_cast<double>(taps_), static_cast<double>(outs * side * side));
    b_ = parameters.add_constants("b" + number, outs, 0);
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    const auto W = weights(pass.w);
    const auto b = this->vector(pass.w, b_, this->out.channels);
    for (Index i = 0; i < x.cols(); ++i) {
      gather(x.col(i).data());
      Out<Real> maps(y.col(i).data(), this->out.positions(), this->out.channels);
      maps.noalias() = patches_ * W.transpose();
      for (Index o = 0; o < maps.cols(); ++o) maps.col(o).array() += b[o];
    }
  }
  void backward(const Pass<Real>& pass, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    const auto W = weights(pass.w);
    auto dW = weights(pass.gradient);
    auto db = this->vector(pass.gradient, b_, this->out.channels);
    for (Index i = 0; i < x.cols(); ++i) {
      const In<Real> maps(dy.col(i).data(), this->out.positions(), this->out.channels);
      gather(x.col(i).data());
      dW.noalias() += maps.transpose() * patches_;
      for (Index o = 0; o < maps.cols(); ++o) db[o] += maps.col(o).sum();
      if (!this->wanted(dx)) continue;
      patches_.noalias() = maps * W;
      dx.col(i).setZero();
      scatter(dx.col(i).data());
    }
  }

 private:
  auto weights(auto w) const { return this->matrix(w, W_, this->out.channels, taps_); }

  /// Calls row(at, image, pad): `at` is where in a tap's column the windows of a row begin, `first` the first window
  /// with its tap inside the image, `count` how many have, `image` where the tap of the first lies.
  template <class Row>
  void each_row(Row row) const {
    const auto s = this->in, t = this->out;
    Index tap = 0;
    for (Index c = 0; c < s.channels; ++c)
      for (Index dy = 0; dy < window_.size; ++dy)
        for (Index dx = 0; dx < window_.size; ++dx, ++tap) {
          const Index left = window_.padding - dx;  // the tap of window j lies at j stride - left
          const Index first = left <= 0 ? 0 : (left + window_.stride - 1) / window_.stride;
          const Index end = std::min(t.width, (s.width - 1 + left) / window_.stride + 1);
          for (Index j = 0; j < t.height; ++j) {
            const Index y = j * window_.stride + dy - window_.padding;
            const bool inside = y >= 0 && y < s.height && end > first;
            row(tap * t.positions() + j * t.width, first, inside ? end - first : 0,
                (c * s.height + y) * s.width + first * window_.stride - left);
          }
        }
  }

  void gather(const Real* image) {
    each_row([&](Index at, Index first, Index count, Index from) {
      Real* to = patches_.data() + at;
      if (count < this->out.width) std::fill_n(to, this->out.width, Real(0));
      for (Index k = 0; k < count; ++k) to[first + k] = image[from + k * window_.stride];
    });
  }
  void scatter(Real* image) const {
    each_row([&](Index at, Index first, Index count, Index to) {
      const Real* from = patches_.data() + at + first;
      for (Index k = 0; k < count; ++k) image[to + k * window_.stride] += from[k];
    });
  }

  Window window_;
  Index taps_;
  std::size_t W_, b_;
  Matrix<Real> patches_;  // windows x taps
};

template <class Real>
void conv2d(Network<Real>& net, Index channels, Window window) {
  net.add(std::make_unique<Conv2d<Real>>(net.shape(), channels, window, net.columns > 0, *net.parameters()));
}

}  // namespace layers
}  // namespace slalom
