// Convolution of images, as cross-correlation with zeros around the image: y_o = b_o + sum_c W_oc * x_c. Each channel
// lies row after row, zeros included, as one signal; then a weight's part in all of y_o is that signal, shifted and
// scaled. Where rows meet, the sums mean nothing and are left out, as are those that a stride leaves out.
#pragma once

#include "network.hpp"

#include <stdexcept>
#include <string>

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
void conv2d(Network<Real>& net, Index channels, Window window);

}  // namespace layers
}  // namespace slalom
