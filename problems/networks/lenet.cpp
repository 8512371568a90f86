// LeNet-5 in today's form: convolutions of 6 and 16 channels, each followed by tanh and the mean of 2 x 2 pixels,
// layers of 120 and 84 units, and the softmax of 10 scores. LeCun, Bottou, Bengio & Haffner (1998), section II.B; here
// all maps are connected, and convolutions keep the size.
#include "base/convolutional.hpp"

template <class Real>
struct LeNet : slalom::Convolutional<Real> {
  LeNet() : slalom::Convolutional<Real>({{6, 16}, {120, 84}, slalom::layers::activation_names, {"average", "max"}}) {}
};
SLALOM_PROBLEM(LeNet, "lenet", "LeNet-5", "LeCun, Bottou, Bengio & Haffner 1998")
