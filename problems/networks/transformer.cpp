// Transformer that predicts the next character: vectors of characters and of positions; blocks x + attention(norm(x)),
// then x + W' gelu(W norm(x)); a last norm, and the softmax of the scores. One head, causal.   Vaswani et al. (2017);
// norms in front: Radford et al. (2019).
#include "base/language_model.hpp"
#include "layers/attention.hpp"
#include "layers/dropout.hpp"
#include "layers/normalization.hpp"
#include "layers/residual.hpp"

template <class Real>
struct Transformer : slalom::LanguageModel<Real> {
  using Index = Eigen::Index;

  const std::int64_t width = this->setting("width", 32, slalom::at_least(1), "length of the vectors");
  const std::int64_t blocks = this->setting("blocks", 2, slalom::at_least(1), "pairs of attention and dense layers");
  const std::int64_t hidden = this->setting("hidden", 64, slalom::at_least(1), "units of a block's dense layer");
  const double dropout =
      this->setting("dropout", 0.0, slalom::in(0, 1).below(1), "probability that an addend is left out of a step");

  Transformer() { this->open(); }

  void build(slalom::layers::Network<Real>& net, Index symbols) const override {
    using namespace slalom::layers;
    embedding(net, symbols, width, this->length, true);
    for (std::int64_t block = 0; block < blocks; ++block) {
      auto look = net.branch();
      layer_norm(look);
      attention(look, this->length);
      slalom::layers::dropout(look, dropout);
      residual(net, std::move(look), net.branch());
      auto think = net.branch();
      layer_norm(think);
      dense(think, hidden);
      activation(think, "gelu");
      dense(think, width);
      slalom::layers::dropout(think, dropout);
      residual(net, std::move(think), net.branch());
    }
    layer_norm(net);
  }
};
SLALOM_PROBLEM(Transformer, "transformer", "Character-level transformer", "Vaswani et al. 2017")
