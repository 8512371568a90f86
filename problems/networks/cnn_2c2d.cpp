// Two convolutional and two fully connected layers: convolutions of 32 and 64 channels, each followed by relu and the
// largest of 2 x 2 pixels, 1024 units, and the softmax of the scores. Schneider, Balles & Hennig (2019), DeepOBS: 2c2d.
#include "convolutional.hpp"

template <class Real>
struct Cnn2c2d : slalom::Convolutional<Real> {
  Cnn2c2d()
      : slalom::Convolutional<Real>({{32, 64}, {1024}, {"relu", "tanh", "gelu", "sigmoid"}, {"max", "average"}}) {}
};
SLALOM_PROBLEM(Cnn2c2d, "cnn_2c2d", "Two convolutional and two dense layers", "Schneider, Balles & Hennig 2019")
