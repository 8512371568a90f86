#include "statistics/answer.hpp"

#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::report {

namespace {

std::string result(const ProblemComparison& p, const OptimizerResult& o) {
  if (p.score == Score::stop) return o.stop.reached == 0 ? "never" : short_number(o.stop.steps.median, 3) + " steps";
  const double final = o.measures.front().final.median;
  return std::isinf(final) ? "diverged" : short_number(final, 3);
}

}  // namespace

Answer answer(const ProblemComparison& p) {
  Answer a{"–", "–", "–", "–", "–"};
  const auto ranked = std::ranges::count_if(p.optimizers, [](const auto& o) { return o.rank > 0; });
  if (ranked == 0) return a;
  const auto& best = p.optimizers.front();
  const auto level = std::ranges::count(p.optimizers, best.rank, &OptimizerResult::rank);
  a.best = level > 1 ? fmt::format("none: {} are level", level) : best.label;
  a.best_result = result(p, best);
  a.sure = level == 1 && best.best;
  if (ranked <= level) return a;
  const auto& next = p.optimizers[static_cast<std::size_t>(level)];
  a.next = next.label;
  a.next_result = result(p, next);
  if (level == 1)
    a.significant = best.best                       ? "yes, to all others"
                    : next.against_best.significant ? "yes, but not to all others"
                                                    : "no";
  return a;
}

}  // namespace slalom::report
