// Two convolutional and two fully connected layers: two convolutions, each followed by relu and the largest of 2 x 2
// pixels, a layer of units, and the softmax of the scores. Schneider, Balles & Hennig (2019), DeepOBS: 2c2d, which has
// 32 and 64 channels and 1024 units for images of 28 x 28 pixels.
#include "base/convolutional.hpp"

template <class Real>
struct Cnn2c2d : slalom::Convolutional<Real> {
  Cnn2c2d() : slalom::Convolutional<Real>({{16, 32}, {128}, {"relu", "tanh", "gelu", "sigmoid"}, {"max", "average"}}) {}
};
SLALOM_PROBLEM(Cnn2c2d, "cnn_2c2d", "Two convolutional and two dense layers", "Schneider, Balles & Hennig 2019")
