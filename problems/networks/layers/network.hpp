// Layers one after the other. A layer's header has a function that appends it: dense(net, 10), relu(net), …
#pragma once

#include "layer.hpp"
#include "parameters.hpp"

#include <array>
#include <memory>

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

template <class Real>
class Network final : public Layer<Real> {
 public:
  /// For at most so many columns at a time; 0: only to learn the parameters.
  Network(Shape from, Index most_columns, std::shared_ptr<Parameters> parameters)
      : Layer<Real>(from, from), columns(most_columns), parameters_(std::move(parameters)) {}

  const Index columns;

  const std::shared_ptr<Parameters>& parameters() const { return parameters_; }
  /// What a column is after the layers so far.
  Shape shape() const { return steps_.empty() ? this->in : steps_.back().layer->out; }
  /// A network of its own on what the layers so far give, which has its parameters in the same w.
  Network branch() const { return {shape(), columns, parameters_}; }
  bool empty() const { return steps_.empty(); }

  void add(std::unique_ptr<Layer<Real>> layer) {
    const bool shares = layer->in_place() && !empty() && !steps_.back().layer->in_place();
    if (!empty()) {
      if (!shares) steps_.back().y.resize(shape().size(), columns);
      if (deltas_[0].rows() < shape().size())
        for (auto& delta : deltas_) delta.resize(shape().size(), columns);
    }
    steps_.push_back({std::move(layer), shares, {}});
  }

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override {
    for (std::size_t l = 0; l < steps_.size(); ++l) {
      const auto to = output(l, y);
      steps_[l].layer->forward(pass, x, to);
      new (&x) In<Real>(to.data(), to.rows(), to.cols());
    }
  }

  void backward(const Pass<Real>& pass, In<Real> x, In<Real> y, In<Real> dy, Out<Real> dx) override {
    // The last layer's memory is the caller's; in place layers only read it.
    const Out<Real> last(const_cast<Real*>(y.data()), y.rows(), y.cols());
    for (std::size_t l = steps_.size(); l-- > 0;) {
      auto& layer = *steps_[l].layer;
      const auto to = output(l, last);
      const In<Real> from = l == 0 ? x : as_input(output(l - 1, last));
      const Out<Real> below = l == 0 ? dx : Out<Real>(deltas_[l % 2].data(), layer.in.size(), x.cols());
      layer.backward(pass, from, as_input(to), dy, below);
      new (&dy) In<Real>(below.data(), below.rows(), below.cols());
    }
  }

 private:
  struct Step {
    std::unique_ptr<Layer<Real>> layer;
    bool shares;     // y with the layer before, which writes to where this one does
    Matrix<Real> y;  // unless it is shared, or the last one's
  };

  Out<Real> output(std::size_t l, const Out<Real>& last) {
    if (l + 1 == steps_.size()) return last;
    if (steps_[l + 1].shares) return output(l + 1, last);
    return {steps_[l].y.data(), steps_[l].y.rows(), last.cols()};
  }
  static In<Real> as_input(const Out<Real>& y) { return {y.data(), y.rows(), y.cols()}; }

  std::shared_ptr<Parameters> parameters_;
  std::vector<Step> steps_;
  std::array<Matrix<Real>, 2> deltas_;  // the derivatives by what a layer takes and gives, in turn
};

}  // namespace layers
}  // namespace slalom
