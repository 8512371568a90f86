#include "statistics/summary.hpp"

#include "statistics/score_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::statistics {

Summary answer(const ProblemComparison& p) {
  Summary a{"–", "–", "–", "–", "–"};
  const auto ranked = std::ranges::count_if(p.optimizers, [](const auto& o) { return o.rank > 0; });
  if (ranked == 0) return a;
  const auto& best = p.optimizers.front();
  const auto level = std::ranges::count(p.optimizers, best.rank, &OptimizerResult::rank);
  a.best = level > 1 ? fmt::format("none: {} are tied", level) : best.label;
  a.best_result = score_text(p, best);
  a.sure = level == 1 && best.best;
  if (ranked <= level) return a;
  const auto& next = p.optimizers[static_cast<std::size_t>(level)];
  a.next = next.label;
  a.next_result = score_text(p, next);
  if (level == 1)
    a.significant = best.best                       ? "yes, to all others"
                    : next.against_best.significant ? "yes, but not to all others"
                    : next.against_best.equivalent  ? "no: equivalent"
                                                    : "no";
  return a;
}

}  // namespace slalom::statistics
