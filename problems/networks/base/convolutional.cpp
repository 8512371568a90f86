#include "convolutional.hpp"

#include "../layers/conv2d.hpp"
#include "../layers/dropout.hpp"
#include "../layers/pooling.hpp"

namespace [[gnu::visibility("hidden")]] slalom {

template <class Real>
Convolutional<Real>::Convolutional(const ConvolutionalDefaults& defaults)
    : channels(this->integers("channels", defaults.channels, at_least(1), "of the convolutions")),
      hidden(this->integers("hidden", defaults.hidden, at_least(1), "sizes of the fully connected layers")),
      kernel(this->setting("kernel", 5, at_least(1), "width and height of the convolutions; an odd number")),
      activation(this->choice("activation", defaults.activations, "after convolutions and fully connected layers")),
      pooling(this->choice("pooling", defaults.poolings, "of 2 x 2 pixels after each convolution")),
      dropout(this->setting("dropout", 0.0, in(0, 1).below(1),
                            "probability that a unit of the fully connected layers is left out of a step")) {
  if (kernel % 2 == 0) throw std::runtime_error("kernel " + std::to_string(kernel) + ": it must be odd");
  this->open();
}

template <class Real>
void Convolutional<Real>::build(Net& net) const {
  this->image();
  for (const auto count : channels) {
    layers::conv2d(net, static_cast<layers::Index>(count), {.size = kernel, .padding = kernel / 2});
    layers::activation(net, activation);
    if (pooling == "max")
      layers::max_pool(net, 2);
    else
      layers::average_pool(net, 2);
  }
  for (const auto units : hidden) {
    layers::dense(net, static_cast<layers::Index>(units));
    layers::activation(net, activation);
    layers::dropout(net, dropout);
  }
}

template struct Convolutional<float>;
template struct Convolutional<double>;

}  // namespace slalom
