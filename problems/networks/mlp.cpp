// Fully connected network: a_0 = x, a_l = act(W_l a_(l-1) + b_l), scores z = W_L a_(L-1) + b_L, mean cross-entropy.
// Gradient by backpropagation: Rumelhart, Hinton & Williams (1986).
#include "base/classifier.hpp"
#include "layers/dropout.hpp"

template <class Real>
struct Mlp : slalom::Classifier<Real> {
  const std::vector<std::size_t> hidden =
      this->integers("hidden", {32}, slalom::at_least(1), "sizes of the hidden layers");
  const std::string activation = this->choice("activation", slalom::layers::activation_names, "of the hidden layers");
  const double dropout =
      this->setting("dropout", 0.0, slalom::in(0, 1).below(1), "probability that a hidden unit is left out of a step");

  Mlp() { this->open(); }

  std::string_view main_activation() const override { return activation; }
  void build(slalom::layers::Network<Real>& net) const override {
    for (const auto units : hidden) {
      slalom::layers::dense(net, static_cast<slalom::layers::Index>(units));
      slalom::layers::activation(net, activation);
      slalom::layers::dropout(net, dropout);
    }
  }
};
SLALOM_PROBLEM(Mlp, "mlp", "Multilayer perceptron", "Rumelhart, Hinton & Williams 1986")
