// Networks that predict the next character of a text: mean cross-entropy over all characters of some excerpts. An
// example is an excerpt; the last tenth of the text is for testing.
#pragma once

#include "../layers/activations.hpp"
#include "../layers/dense.hpp"
#include "../layers/embedding.hpp"
#include "network_problem.hpp"

#include <slalom/classification.hpp>
#include <slalom/text.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// Base of `template <class Real> struct Mine : LanguageModel<Real>`. Mine's constructor calls `open`.
template <class Real>
struct LanguageModel : NetworkProblem<Real> {
  using Net = layers::Network<Real>;
  using Index = layers::Index;

  const std::string name;
  const double validation;
  const std::int64_t length;  // characters that an excerpt predicts

  LanguageModel();
  virtual ~LanguageModel() = default;

  /// Appends the layers from symbols to the one before the scores.
  virtual void build(Net& net, Index symbols) const = 0;

  struct Workspace {
    explicit Workspace(const LanguageModel& f);

    static constexpr Index most = 32;  // excerpts at a time
    Net net;
    Matrix<Real> x;  // the characters' numbers
    std::vector<std::uint32_t> y;
    Matrix<Real> scores;  // then the probabilities, then the loss's derivative by the scores
  };

  double evaluate(Workspace& ws, std::span<const Real> w, const Batch& batch, std::span<Real> gradient) const;

  void measure(Workspace& ws, std::span<const Real> w, std::span<double> metrics) const;

 protected:
  void open();

 private:
  /// Mean loss, and share of the characters that are said, of so many excerpts.
  void evaluate(Workspace& ws, std::span<const Real> w, std::size_t begin, std::size_t size,
                std::span<double> metrics) const;

  Net network(Index columns) const;

  /// Puts an excerpt in place i.
  void take(Workspace& ws, Index i, std::size_t excerpt) const;
  layers::Out<Real> forward(Workspace& ws, const layers::Pass<Real>& pass, Index excerpts) const;

  Text text_;
  std::size_t examples_ = 0, held_out_ = 0, tests_ = 0;  // excerpts, in this order
};

}  // namespace slalom
