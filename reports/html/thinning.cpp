#include "html/thinning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace slalom::html {

namespace {

constexpr std::size_t min_points = 12, min_seeds = 3;

template <class Take>
void each_optimizer(Json& data, Take take) {
  for (auto& experiment : data["experiments"])
    for (auto& problem : experiment["problems"])
      for (auto& o : problem["optimizers"]) take(o);
}

std::size_t numbers_in(const Json& json) {
  if (!json.is_structured()) return json.is_string() ? 0 : 1;
  std::size_t sum = 0;
  for (const auto& inner : json) sum += numbers_in(inner);
  return sum;
}

std::size_t curve_numbers(const Json& o) {
  std::size_t sum = numbers_in(o["progress"]) + numbers_in(o["seeds"]);
  for (const auto& m : o["curves"]) sum += numbers_in(m);
  return sum;
}

using CachedValues = std::vector<bool>;

void keep(Json& list, const CachedValues& kept) {
  if (list.size() != kept.size()) return;
  Json shorter = Json::array();
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i]) shorter.push_back(std::move(list[i]));
  list = std::move(shorter);
}

/// Every list of a curve whose steps are `x`.
void keep_steps(Json& curve, const std::set<double>& steps) {
  CachedValues kept;
  for (const auto& x : curve["x"]) kept.push_back(steps.contains(x));
  for (auto& list : curve)
    if (!list.empty() && list[0].is_array())
      for (auto& run : list) keep(run, kept);
    else
      keep(list, kept);
}

/// The optimizer's recorded steps, evenly thinned; its curves have them in common.
void thin(Json& o, double share) {
  const auto& x = o["curves"][0]["x"];
  const auto points = x.size();
  const auto left = std::max(min_points, static_cast<std::size_t>(share * static_cast<double>(points)));
  if (left >= points) return;
  CachedValues kept(points);
  std::set<double> steps;
  for (std::size_t i = 0; i < left; ++i) {
    const auto place = i * (points - 1) / (left - 1);
    kept[place] = true;
    steps.insert(x[place].get<double>());
  }
  for (auto& list : o["progress"]) keep(list, kept);
  if (!o["seeds"]["x"].empty()) steps.insert(o["seeds"]["x"].back().get<double>());
  keep_steps(o["seeds"], steps);
  for (auto& m : o["curves"]) keep_steps(m, steps);
}

}  // namespace

std::string thin_out(Json& data, std::size_t most) {
  std::size_t all = 0;
  each_optimizer(data, [&](const Json& o) { all += curve_numbers(o); });
  if (all <= most) return "";
  std::size_t left = 0;
  each_optimizer(data, [&](Json& o) {
    auto& seeds = o["seeds"]["values"];
    if (seeds.size() > min_seeds) seeds.erase(seeds.begin() + min_seeds, seeds.end());
    left += curve_numbers(o);
  });
  const double share = static_cast<double>(most) / static_cast<double>(left);
  if (share < 1) each_optimizer(data, [&](Json& o) { thin(o, share); });
  return fmt::format(
      "To keep this page small, {} and no more than {} single seeds of an optimizer are shown; report.json has all.",
      share < 1 ? fmt::format("about {:.0f} % of the recorded points of each curve", std::ceil(100 * share))
                : "all points of the curves",
      min_seeds);
}

}  // namespace slalom::html
