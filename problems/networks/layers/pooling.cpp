#include "pooling.hpp"

#include "conv2d.hpp"

#include <cstdint>
#include <type_traits>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

namespace {

template <class Real>
class MaxPool final : public Layer<Real> {
 public:
  MaxPool(Shape from, Window window, Index columns)
      : Layer<Real>(from, window.windows(from, from.channels)), window_(window), best_(this->out.size(), columns) {}

  void forward(const Pass<Real>&, In<Real> x, Out<Real> y) override {
    for (Index i = 0; i < x.cols(); ++i) {
      const Real* image = x.col(i).data();
      Real* to = y.col(i).data();
      std::uint32_t* at = best_.col(i).data();
      for (Index c = 0; c < this->in.channels; ++c)
        for (Index row = 0; row < this->out.height; ++row)
          for (Index column = 0; column < this->out.width; ++column) {
            Index best = (c * this->in.height + row * window_.stride) * this->in.width + column * window_.stride;
            const Index corner = best;
            for (Index dy = 0; dy < window_.size; ++dy)
              for (Index dx = 0; dx < window_.size; ++dx)
                if (const Index k = corner + dy * this->in.width + dx; image[k] > image[best]) best = k;
            *to++ = image[best];
            *at++ = static_cast<std::uint32_t>(best);
          }
    }
  }
  void backward(const Pass<Real>&, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    if (!this->wanted(dx)) return;
    dx.setZero();
    for (Index i = 0; i < x.cols(); ++i)
      for (Index k = 0; k < dy.rows(); ++k) dx(best_(k, i), i) += dy(k, i);
  }

 private:
  Window window_;
  Eigen::Matrix<std::uint32_t, Eigen::Dynamic, Eigen::Dynamic> best_;  // which number was taken; the first of equals
};

/// Of windows side by side.
template <class Real>
class AveragePool final : public Layer<Real> {
 public:
  AveragePool(Shape from, Window window) : Layer<Real>(from, window.windows(from, from.channels)), size_(window.size) {}

  void forward(const Pass<Real>&, In<Real> x, Out<Real> y) override {
    each_row(x.cols(), [&](auto size, Index i, Index in_x, Index in_y) {
      const Real* from = x.col(i).data() + in_x;
      Real* to = y.col(i).data() + in_y;
      for (Index column = 0; column < this->out.width; ++column) {
        Real sum = 0;
        for (Index row = 0; row < size; ++row)
          for (Index k = 0; k < size; ++k) sum += from[row * this->in.width + column * size + k];
        to[column] = sum * share();
      }
    });
  }
  void backward(const Pass<Real>&, In<Real> x, In<Real>, In<Real> dy, Out<Real> dx) override {
    if (!this->wanted(dx)) return;
    dx.setZero();  // also where no window is
    each_row(x.cols(), [&](auto size, Index i, Index in_x, Index in_y) {
      const Real* from = dy.col(i).data() + in_y;
      Real* to = dx.col(i).data() + in_x;
      for (Index row = 0; row < size; ++row)
        for (Index column = 0; column < this->out.width; ++column)
          for (Index k = 0; k < size; ++k) to[row * this->in.width + column * size + k] = share() * from[column];
    });
  }

 private:
  Real share() const { return Real(1) / static_cast<Real>(size_ * size_); }

  /// Calls visit(size of the windows, example, where their rows begin in it, where they do in what it becomes) for each
  /// row of windows.
  void each_row(Index examples, auto visit) const {
    const auto each = [&](auto size) {
      for (Index i = 0; i < examples; ++i)
        for (Index c = 0; c < this->in.channels; ++c)
          for (Index row = 0; row < this->out.height; ++row)
            visit(size, i, (c * this->in.height + row * size) * this->in.width,
                  (c * this->out.height + row) * this->out.width);
    };
    if (size_ == 2)
      each(std::integral_constant<Index, 2>());  // the compiler can do several windows at a time
    else
      each(size_);
  }

  Index size_;
};

}  // namespace

template <class Real>
void max_pool(Network<Real>& net, Index size) {
  net.add(std::make_unique<MaxPool<Real>>(net.shape(), Window{.size = size, .stride = size}, net.columns));
}
template <class Real>
void average_pool(Network<Real>& net, Index size) {
  net.add(std::make_unique<AveragePool<Real>>(net.shape(), Window{.size = size, .stride = size}));
}

template void max_pool(Network<float>& net, Index size);
template void max_pool(Network<double>& net, Index size);
template void average_pool(Network<float>& net, Index size);
template void average_pool(Network<double>& net, Index size);

}  // namespace layers
}  // namespace slalom
