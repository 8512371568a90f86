#include "statistics/variance.hpp"

#include <algorithm>
#include <cmath>

namespace slalom::statistics {

namespace {

VarianceRow row(const CaseRuns& runs) {
  VarianceRow r{.batch = suite::to_text(runs.c->batch)};
  double measured = 0, theory = 0, deviation = 0;
  for (const auto& run : runs.results) {
    const auto& v = run.variance;
    if (!std::isfinite(v.measured) || !std::isfinite(v.theory)) continue;
    ++r.runs;
    measured += v.measured;
    theory += v.theory;
    if (v.theory > 0) deviation = std::max(deviation, std::abs(v.measured / v.theory - 1));
  }
  if (r.runs == 0) return r;
  r.measured = measured / static_cast<double>(r.runs);
  r.theory = theory / static_cast<double>(r.runs);
  r.largest_deviation = deviation;
  return r;
}

}  // namespace

std::vector<VarianceRow> variance_rows(const std::vector<CaseRuns>& cases) {
  std::vector<VarianceRow> rows;
  for (const auto& c : cases) {
    auto r = row(c);
    const bool known = std::any_of(rows.begin(), rows.end(), [&](const auto& other) { return other.batch == r.batch; });
    if (r.runs > 0 && !known) rows.push_back(std::move(r));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.theory > b.theory; });
  return rows;
}

}  // namespace slalom::statistics
