#include "statistics/rate_curves.hpp"

#include "statistics/infinity.hpp"

#include <algorithm>
#include <map>

namespace slalom::statistics {

namespace {

/// All of a case but its learning rate and its names.
std::string without_rate(const suite::Case& c) {
  const auto& rate = *c.optimizer.learning_rate;
  return Json{c.optimizer.name,        c.optimizer.settings,         rate.schedule, rate.settings, rate.warmup,
              suite::to_text(c.batch), static_cast<int>(c.precision)}
      .dump();
}

constexpr double good_share = 0.99, good_factor = 2;

/// How far around the best rate the others are nearly as good: 99 % of its decrease, and at most twice its loss.
void find_good_region(RateCurve& curve, double start) {
  const auto& points = curve.points;
  const auto best = lowest(curve);
  if (!(best->final.median < start)) return;
  const double least = best->final.median;
  double bound = start - good_share * (start - least);
  if (least >= 0) bound = std::min(bound, std::max(good_factor * least, 1e-12 * start));
  auto from = best, to = best;
  while (from != points.begin() && std::prev(from)->final.median <= bound) --from;
  while (std::next(to) != points.end() && std::next(to)->final.median <= bound) ++to;
  curve.acceptable_min = from->learning_rate;
  curve.acceptable_max = to->learning_rate;
}

}  // namespace

std::vector<RatePoint>::const_iterator lowest(const RateCurve& curve) {
  const auto median = [](const RatePoint& p) { return p.final.count == 0 ? infinity : p.final.median; };
  return std::ranges::min_element(curve.points, {}, median);
}

std::vector<RateCurve> rate_curves(const std::vector<CaseRuns>& cases, const std::vector<OptimizerResult>& optimizers,
                                   const Styles& styles, double start) {
  std::map<std::string, std::vector<std::size_t>> cliques;
  std::vector<std::string> order;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].c->optimizer.learning_rate) continue;
    auto& members = cliques[without_rate(*cases[i].c)];
    if (members.empty()) order.push_back(without_rate(*cases[i].c));
    members.push_back(i);
  }

  std::vector<RateCurve> curves;
  for (const auto& key : order) {
    auto members = cliques[key];
    std::stable_sort(members.begin(), members.end(),
                     [&](auto a, auto b) { return optimizers[a].learning_rate < optimizers[b].learning_rate; });
    const auto& first = optimizers[members.front()];
    const bool one_family =
        std::all_of(members.begin(), members.end(), [&](auto i) { return optimizers[i].family == first.family; });
    RateCurve curve;
    curve.name = one_family ? first.family : first.optimizer;
    curve.style = styles.of(cases[members.front()].c->optimizer.family);
    if (first.schedule != "constant") curve.name += ", " + first.schedule;
    for (auto i : members) {
      const auto& o = optimizers[i];
      if (!curve.points.empty() && curve.points.back().learning_rate == o.learning_rate) continue;
      curve.points.push_back({.optimizer = o.label,
                              .learning_rate = o.learning_rate,
                              .final = o.measures.front().final,
                              .runs = o.measures.front().final.count,
                              .diverged = o.runs.diverged});
    }
    find_good_region(curve, start);
    if (curve.points.size() >= 3) curves.push_back(std::move(curve));
  }
  return curves;
}

}  // namespace slalom::statistics
