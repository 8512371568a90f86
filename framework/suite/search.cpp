#include "suite/search.hpp"

#include "loader/random_stream.hpp"

#include <boost/random/sobol.hpp>

#include <algorithm>
#include <cmath>

namespace slalom::suite {

namespace {

using Points = std::vector<SearchPoint>;

constexpr std::uint64_t halving_ratio = 3;
constexpr std::uint64_t max_halvings = 2;

double uniform(loader::RandomStream& random) {
  double u = 0;
  random.c()->uniform(random.c()->self, &u, 1);
  return u;
}

Points random_points(std::uint64_t seed, std::size_t ranges, std::uint64_t count) {
  loader::RandomStream random(seed, loader::Purpose::tuning);
  Points all(count, SearchPoint(ranges));
  for (std::uint64_t i = 0; i < count; ++i) {
    random.seek(i);  // a point's first coordinates are the same however many there are
    for (auto& u : all[i]) u = uniform(random);
  }
  return all;
}

Points sobol_points(std::uint64_t seed, std::size_t ranges, std::uint64_t count) {
  const auto shift = random_points(seed, ranges, 1).front();
  boost::random::sobol sequence(ranges);
  const auto scale = static_cast<double>(boost::random::sobol::max()) + 1;
  Points all(count, SearchPoint(ranges));
  for (auto& point : all)
    for (std::size_t d = 0; d < ranges; ++d) {
      const double u = static_cast<double>(sequence()) / scale + shift[d];
      point[d] = u < 1 ? u : u - 1;
    }
  return all;
}

/// How many different values a range has.
double distinct(const SearchRange& range) {
  if (!range.choices.empty()) return static_cast<double>(range.choices.size());
  return range.whole ? range.maximum - range.minimum + 1 : HUGE_VAL;
}

/// No value stands twice.
Points grid_points(const std::vector<SearchRange>& space, std::uint64_t most) {
  std::vector<std::uint64_t> levels(space.size(), 1);
  std::uint64_t count = 1;
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t d = 0; d < space.size(); ++d)
      if (const auto larger = count / levels[d] * (levels[d] + 1);
          larger <= most && static_cast<double>(levels[d]) < distinct(space[d])) {
        count = larger;
        ++levels[d];
        grew = true;
      }
  }
  Points all(count, SearchPoint(space.size()));
  for (std::uint64_t i = 0; i < count; ++i) {
    auto rest = i;
    for (std::size_t d = 0; d < space.size(); ++d) {
      const auto n = levels[d];
      all[i][d] = n == 1 ? 0.5 : static_cast<double>(rest % n) / static_cast<double>(n - 1);
      rest /= n;
    }
  }
  return all;
}

}  // namespace

std::vector<Rung> rungs(const Tuning& tuning, const Budget& budget) {
  if (tuning.search != Search::halving) return {{tuning.trials, 1}};
  std::uint64_t halvings = 0, divisor = 1;
  const auto smallest = std::min({static_cast<double>(budget.steps.value_or(UINT64_MAX)),
                                  static_cast<double>(budget.evaluations.value_or(UINT64_MAX)),
                                  budget.epochs.value_or(HUGE_VAL), static_cast<double>(tuning.trials)});
  while (halvings < max_halvings && static_cast<double>(divisor * halving_ratio) <= smallest) {
    divisor *= halving_ratio;
    ++halvings;
  }
  // Every stage may cost the same fraction of the whole.
  auto points = tuning.trials * divisor / (halvings + 1);
  std::vector<Rung> all;
  for (; divisor > 0; divisor /= halving_ratio, points /= halving_ratio) all.push_back({points, divisor});
  return all;
}

Budget divided(Budget budget, std::uint64_t divisor) {
  if (divisor == 1) return budget;
  if (budget.steps) *budget.steps /= divisor;
  if (budget.evaluations) *budget.evaluations /= divisor;
  // Whole epochs: parts of one would be rounded up to whole batches.
  if (budget.epochs) *budget.epochs = std::floor(*budget.epochs / static_cast<double>(divisor));
  if (budget.cpu_seconds) *budget.cpu_seconds /= static_cast<double>(divisor);
  return budget;
}

std::vector<SearchPoint> points(const Study& study, const Budget& budget) {
  const auto count = rungs(study.tuning, budget).front().points;
  switch (study.tuning.search) {
    case Search::sobol:
      return sobol_points(study.tuning.seed, study.space.size(), count);
    case Search::grid:
      return grid_points(study.space, count);
    case Search::random:
    case Search::halving:
      break;
  }
  return random_points(study.tuning.seed, study.space.size(), count);
}

Json value_at(const SearchRange& range, double coordinate) {
  if (!range.choices.empty()) {
    const auto n = static_cast<double>(range.choices.size());
    return range.choices[static_cast<std::size_t>(std::min(coordinate * n, n - 1))];
  }
  const double low = range.minimum, high = range.maximum;
  double value = range.log ? low * std::pow(high / low, coordinate) : low + (high - low) * coordinate;
  if (range.whole) value = std::round(value);
  value = std::clamp(value, low, high);
  return range.whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

Json::json_pointer place_of(const SearchRange& range) {
  auto location = "/" + range.setting;
  std::ranges::replace(location, '.', '/');
  return Json::json_pointer(location);
}

Case at_point(Case c, const Study& study, const SearchPoint& point) {
  for (std::size_t d = 0; d < point.size(); ++d) {
    auto value = value_at(study.space[d], point[d]);
    if (study.space[d].setting == "learning_rate")
      c.optimizer.learning_rate.value().initial = value.get<double>();
    else
      c.optimizer.settings[place_of(study.space[d])] = std::move(value);
  }
  return c;
}

Case trial_of(Case c, const Study& study, const Rung& rung, const Trial& trial) {
  c.budget = divided(c.budget, rung.divisor);
  c.recording.trajectory = c.recording.effective_step = c.recording.gradient_variance = false;
  c.recording.metrics = study.tuning.on.value() == Criterion::validation_loss;
  c.phase = Phase::tuning;
  c.trial = trial;
  return c;
}

}  // namespace slalom::suite
