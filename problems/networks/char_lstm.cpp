// Recurrent network that predicts the next character: characters as vectors, layers of long short-term memory, softmax
// of the scores. Every excerpt begins with the state 0.   Hochreiter & Schmidhuber (1997); task: Graves (2013),
// section 3.
#include "base/language_model.hpp"
#include "layers/dropout.hpp"
#include "layers/lstm.hpp"

template <class Real>
struct CharLstm : slalom::LanguageModel<Real> {
  using Index = Eigen::Index;

  const std::int64_t size = this->setting("embedding", 16, slalom::at_least(1), "length of a character's vector");
  const std::vector<std::size_t> units =
      this->integers("units", {48}, slalom::at_least(1), "memory cells of each layer");
  const double dropout = this->setting("dropout", 0.0, slalom::in(0, 1).below(1),
                                       "probability that a layer's output is left out of a step");

  CharLstm() { this->open(); }

  void build(slalom::layers::Network<Real>& net, Index symbols) const override {
    slalom::layers::embedding(net, symbols, size, this->length, false);
    for (const auto cells : units) {
      slalom::layers::lstm(net, static_cast<Index>(cells), this->length);
      slalom::layers::dropout(net, dropout);
    }
  }
};
SLALOM_PROBLEM(CharLstm, "char_lstm", "Character-level LSTM", "Hochreiter & Schmidhuber 1997")
