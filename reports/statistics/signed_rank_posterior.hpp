// How probable is it that one optimizer is better, worse, or practically equivalent?
#pragma once

#include "statistics/comparison.hpp"

#include <span>

namespace slalom::statistics {

inline constexpr std::size_t posterior_draws = 10'000;  // the Monte Carlo error of a probability is below 0.01 (2 s.e.)

/// The Bayesian signed-rank test with a region of practical equivalence (Benavoli, Corani, Demšar and Zaffalon 2017,
/// section 4.2; Benavoli et al. 2014): the differences have a Dirichlet process prior of strength 1/2 at 0, and a draw
/// from the posterior gives them, and this 0, weights. In a draw the largest of three probabilities wins: that the mean
/// of two differences lies below -region, within, or above. Gives the fractions of draws that each wins. Draws depend
/// on nothing but their number and the number of differences. Infinite differences are the largest; two of opposite
/// sign have the mean 0. Unknown for no differences.
Posterior signed_rank_posterior(std::span<const double> differences, double region);

}  // namespace slalom::statistics
