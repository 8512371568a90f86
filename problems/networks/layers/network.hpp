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
  Network(Shape from, Index max_columns, std::shared_ptr<Parameters> parameters)
      : Layer<Real>(from, from), columns(max_columns), parameters_(std::move(parameters)) {}

  const Index columns;

  const std::shared_ptr<Parameters>& parameters() const { return parameters_; }
  /// What a column is after the layers so far.
  Shape shape() const { return steps_.empty() ? this->in : steps_.back().layer->out; }
  /// A network of its own on what the layers so far give, which has its parameters in the same w.
  Network branch() const { return {shape(), columns, parameters_}; }
  bool empty() const { return steps_.empty(); }

  void add(std::unique_ptr<Layer<Real>> layer);

  void forward(const Pass<Real>& pass, In<Real> x, Out<Real> y) override;
  void backward(const Pass<Real>& pass, In<Real> x, In<Real> y, In<Real> dy, Out<Real> dx) override;

 private:
  struct Step {
    std::unique_ptr<Layer<Real>> layer;
    bool shares;     // y with the layer before, which writes to where this one does
    Matrix<Real> y;  // unless it is shared, or the last one's
  };

  Out<Real> output(std::size_t l, const Out<Real>& last);

  std::shared_ptr<Parameters> parameters_;
  std::vector<Step> steps_;
  std::array<Matrix<Real>, 2> deltas_;  // the derivatives by what a layer takes and gives, in turn
};

}  // namespace layers
}  // namespace slalom
