// The variants that grids make of a suite's entries.
#pragma once

#include "suite/entries.hpp"

namespace slalom::suite {

/// The precision that a problem is in when the suite does not say.
Precision preferred(const ProblemSpec& choice);

double variants(const ProblemSpec& choice);
double variants(const OptimizerSpec& choice);

template <class C>
double variants(const std::vector<C>& choices) {
  double sum = 0;
  for (const auto& choice : choices) sum += variants(choice);
  return sum;
}

std::vector<std::string> labels(const ProblemSpec& choice);
std::vector<std::string> labels(const OptimizerSpec& choice);

/// In the order of labels(). The choice has no mistakes.
std::vector<ProblemVariant> expand(const ProblemSpec& choice);
std::vector<OptimizerVariant> expand(const OptimizerSpec& choice);

/// Whether a problem with these settings keeps examples away from training, by its setting `validation` or that of what
/// is inside, and so measures validation_loss.
bool holds_out_examples(const Json& settings);
/// Whether a problem may: it, or what is inside, declares that setting.
bool may_hold_out_examples(const ProblemSpec& choice);
/// Whether every variant does. The choice may have mistakes.
bool holds_out_examples(const ProblemSpec& choice);

/// For each of those, in which settings tuning may search: the learning rate, and then all others, that the suite gives
/// no value for, over the suite's range or the plugin's.
std::vector<std::vector<SearchRange>> search_spaces(const OptimizerSpec& choice);

}  // namespace slalom::suite
