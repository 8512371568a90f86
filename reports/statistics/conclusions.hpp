// Sentences in plain words, chosen by the numbers and filled with them. None says more than the numbers do.
#pragma once

#include "statistics/comparison.hpp"

#include <string>
#include <vector>

namespace slalom::statistics {

/// Of one problem whose numbers are complete; the first sentence says who was best.
std::vector<std::string> summarize(const ProblemComparison& problem);

enum class Topic { variance, learning_rates, effective_steps, test };

/// What the conclusions of a problem say on a topic; none if it is not one of the problem's.
std::vector<std::string> sentences_on(Topic topic, const ProblemComparison& problem);

/// Of an experiment: the first sentence of each problem, and the ranking.
std::vector<std::string> summarize(const ExperimentComparison& experiment);

/// One or two sentences that answer what the experiment is about: variance, learning rates, effective steps or the test
/// metrics where it measures them, else who was best.
std::vector<std::string> headlines(const ExperimentComparison& experiment);

}  // namespace slalom::statistics
