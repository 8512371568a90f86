#include "statistics/tuning.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/infinity.hpp"
#include "statistics/numbers.hpp"
#include "statistics/ranks.hpp"
#include "suite/search.hpp"
#include "tune/score.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace slalom::statistics {

namespace {

constexpr std::array<std::size_t, 7> shown_efforts{1, 2, 5, 10, 20, 50, 100};
constexpr double near_share = 0.9, near_factor = 2;
constexpr double edge = 0.05;  // of a range, at each of its ends

std::string in_words(suite::Criterion on) {
  std::string words = suite::criterion_names.at(static_cast<std::size_t>(on));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string in_words(const suite::Tuning& tuning, std::size_t trials) {
  const char* search = suite::search_names.at(static_cast<std::size_t>(tuning.search));
  const bool halving = tuning.search == suite::Search::halving;
  return fmt::format("{} by {}{}, {} each", counted(halving ? tuning.trials : trials, "trial"), search,
                     halving ? "" : " search", counted(tuning.seeds, "seed"));
}

/// The runs of one case of a study, evaluated.
struct Evaluated {
  double score = infinity;
  bool complete = false, diverged = false, failed = false;
  double start = unknown;  ///< score of a trial that got nowhere
};

class StudyReader {
 public:
  StudyReader(const Source& source, const suite::Plan& plan, const std::vector<std::vector<suite::Run>>& runs)
      : source_(source), plan_(plan), runs_(runs) {}

  /// `worst` grows to the score of a trial that diverged or failed, the same for all optimizers of a problem: that of
  /// staying at the start.
  TunedOptimizer read(std::size_t study_index, const std::vector<std::size_t>& cases, const Style& style,
                      double& worst) const {
    const auto& study = plan_.studies[study_index];
    const auto& reported = plan_.cases[study.reported];
    TunedOptimizer o;
    o.label = clean_text(reported.optimizer.label);
    o.style = style;
    for (const auto index : cases) {
      const auto& c = plan_.cases[index];
      const auto evaluated = evaluate(study, c, runs_[index]);
      if (!evaluated.complete) return o;
      worst = std::fmax(worst, evaluated.start);
      if (!c.trial->index) {
        o.untuned = evaluated.score;
        continue;
      }
      if (c.trial->index == reported.trial->index) o.chosen_score = evaluated.score;  // the last stage's comes last
      if (c.trial->rung > 0) continue;
      o.diverged += evaluated.diverged ? 1 : 0;
      o.failed += evaluated.failed ? 1 : 0;
      o.trials.push_back({values(study, c), evaluated.score});
    }
    if (reported.trial->index) o.chosen = values(study, reported);
    return o;
  }

  /// What needs to know the worst score.
  static void describe(const suite::Study& study, double worst, TunedOptimizer& o) {
    if (o.chosen.is_null() || std::isnan(worst)) return;
    std::vector<double> scores;
    for (const auto& trial : o.trials) scores.push_back(std::min(trial.score, worst));
    if (study.tuning.search != suite::Search::halving) o.expected = expected_curve(scores);
    const double best = *std::ranges::min_element(scores);
    if (!(best < worst)) {
      o.warnings.push_back(fmt::format("No trial of {} came to anything.", o.label));
      return;
    }
    if (o.chosen_score > o.untuned)
      o.warnings.push_back(
          fmt::format("No trial of {} beat its default settings, which reached {} (the chosen trial {}): more "
                      "trials or narrower ranges may.",
                      o.label, short_number(o.untuned), short_number(o.chosen_score)));
    o.good_decades = good_decades(o.trials, good_bound(worst, best));
    for (const auto& range : study.space)
      if (auto warning = edge_warning(range, o.chosen.at(range.setting)); !warning.empty()) {
        o.at_edge = true;
        o.warnings.push_back(fmt::format("The best {} of {} {}", range.setting, o.label, warning));
      }
  }

 private:
  Evaluated evaluate(const suite::Study& study, const suite::Case& c, const std::vector<suite::Run>& runs) const {
    const auto info = source_.info(c);
    const auto metrics = info ? info->metrics : std::vector<std::string>();
    const auto on = study.tuning.on.value();
    Evaluated evaluated{.complete = true};
    std::vector<double> scores, starts;
    for (const auto& run : runs) {
      const auto record = source_.record(run.id);
      if (!record) return {};
      evaluated.diverged |= record->status == run::Status::diverged;
      evaluated.failed |= record->status == run::Status::failed;
      if (!record->points.empty()) starts.push_back(tune::score_of_start(on, c, *record, metrics));
      scores.push_back(tune::score(on, *record, metrics));
    }
    evaluated.score = tune::mean_score(scores);
    if (starts.size() == runs.size()) evaluated.start = tune::mean_score(starts);
    return evaluated;
  }

  static Json values(const suite::Study& study, const suite::Case& c) {
    Json values = Json::object();
    for (const auto& range : study.space)
      values[range.setting] = range.setting == "learning_rate" ? Json(c.optimizer.learning_rate->initial)
                                                               : c.optimizer.settings.at(suite::place_of(range));
    return values;
  }

  static Curve expected_curve(std::vector<double> scores) {
    const auto count = scores.size();
    std::vector<std::vector<double>> resampled(bootstrap_resamples);
    std::vector<std::size_t> indices(count);
    for (std::size_t i = 0; i < bootstrap_resamples; ++i) {
      resample(i, indices);
      for (const auto index : indices) resampled[i].push_back(scores[index]);
      std::ranges::sort(resampled[i]);
    }
    std::ranges::sort(scores);
    Curve curve;
    for (std::size_t n = 1; n <= count; ++n) {
      std::vector<double> values;
      for (const auto& sample : resampled) values.push_back(expected_best(sample, n));
      const auto band = percentile_interval(std::move(values), confidence);
      curve.x.push_back(static_cast<double>(n));
      curve.median.push_back(expected_best(scores, n));
      curve.lower.push_back(band.low);
      curve.upper.push_back(band.high);
    }
    return curve;
  }

  /// At least 90 % of the best decrease, and at most twice the best score: where scores span decades, nearly all of
  /// them have nearly all of the decrease.
  static double good_bound(double worst, double best) {
    const double by_decrease = worst - near_share * (worst - best);
    return best >= 0 ? std::min(by_decrease, std::max(near_factor * best, 1e-12 * worst)) : by_decrease;
  }

  static double good_decades(const std::vector<TunedPoint>& trials, double bound) {
    double low = infinity, high = 0;
    for (const auto& trial : trials)
      if (trial.score <= bound && trial.values.contains("learning_rate")) {
        const double rate = trial.values.at("learning_rate");
        low = std::min(low, rate);
        high = std::max(high, rate);
      }
    return high > 0 ? std::log10(high / low) : unknown;
  }

  /// "lies at the upper edge …", or nothing.
  static std::string edge_warning(const suite::SearchRange& range, const Json& chosen) {
    if (!range.choices.empty()) return "";
    const double low = range.minimum, high = range.maximum, value = chosen;
    const double place = range.log ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
    if (place > edge && place < 1 - edge) return "";
    const bool below = place < 0.5;
    double beyond = below ? low + low - high : high + high - low;
    if (range.log) beyond = below ? low / 100 : high * 100;
    // What the setting does not allow is halfway there.
    if (below && range.least && beyond <= *range.least) beyond = (low + *range.least) / 2;
    if (!below && range.most && beyond >= *range.most) beyond = (high + *range.most) / 2;
    if (range.whole) beyond = std::round(beyond);
    if (beyond == (below ? low : high)) return "";  // the setting goes no further
    const double from = below ? beyond : low, to = below ? high : beyond;
    return fmt::format("is {}, at the {} edge of what was searched, [{}, {}]: try range: [{}, {}].",
                       short_number(value), below ? "lower" : "upper", short_number(low), short_number(high),
                       short_number(from), short_number(to));
  }

  const Source& source_;
  const suite::Plan& plan_;
  const std::vector<std::vector<suite::Run>>& runs_;
};

/// The cases of each study's trials.
std::vector<std::vector<std::size_t>> trials_by_study(const suite::Plan& plan) {
  std::vector<std::vector<std::size_t>> trials(plan.studies.size());
  for (std::size_t i = 0; i < plan.cases.size(); ++i)
    if (const auto& c = plan.cases[i]; c.phase == suite::Phase::tuning) trials[c.trial->study].push_back(i);
  return trials;
}

}  // namespace

double expected_best(std::span<const double> ascending, std::size_t n) {
  const auto count = static_cast<double>(ascending.size()), draws = static_cast<double>(n);
  double sum = 0, weight = draws / count;  // that the lowest of all is drawn
  for (std::size_t i = 0; i + n <= ascending.size(); ++i) {
    sum += weight * ascending[i];
    const double rest = count - static_cast<double>(i) - 1;
    if (rest > 0) weight *= (rest - draws + 1) / rest;
  }
  return sum;
}

ProblemTuning compare_tuning(const Source& source, const suite::Plan& plan, const std::vector<std::size_t>& reported,
                             const std::vector<std::vector<suite::Run>>& runs, const Styles& styles) {
  ProblemTuning tuning;
  if (plan.studies.empty()) return tuning;
  const auto trials = trials_by_study(plan);
  const StudyReader reader(source, plan, runs);
  std::map<std::string, std::size_t> variants;
  std::vector<const suite::Study*> studies;
  std::vector<std::string> untuned;
  double worst = unknown;
  for (const auto index : reported) {
    const auto& c = plan.cases[index];
    const auto style = styles.of(c.optimizer.family, variants[c.optimizer.family]++);
    if (!c.trial) {
      untuned.push_back(clean_text(c.optimizer.label));
      continue;
    }
    studies.push_back(&plan.studies[c.trial->study]);
    tuning.optimizers.push_back(reader.read(c.trial->study, trials[c.trial->study], style, worst));
  }
  if (std::ranges::all_of(tuning.optimizers, [](const auto& o) { return o.trials.empty(); })) return {};
  tuning.on = in_words(studies.front()->tuning.on.value());
  std::size_t trials_made = 0;
  for (const auto& o : tuning.optimizers) trials_made = std::max(trials_made, o.trials.size());
  tuning.effort = in_words(studies.front()->tuning, trials_made);
  for (std::size_t i = 0; i < studies.size(); ++i) {
    if (studies[i]->tuning.on != studies.front()->tuning.on) tuning.on = "";
    tuning.equal = tuning.equal && studies[i]->tuning == studies.front()->tuning;
  }
  if (!tuning.equal) tuning.effort = "not the same effort for each optimizer, see the suite";
  tuning.equal = tuning.equal && untuned.empty();
  if (!untuned.empty()) tuning.effort += fmt::format("; with their defaults: {}", fmt::join(untuned, ", "));
  for (std::size_t i = 0; i < studies.size(); ++i)
    if (!tuning.on.empty()) StudyReader::describe(*studies[i], worst, tuning.optimizers[i]);
  return tuning;
}

EffortRanking rank_by_effort(const std::vector<const ProblemComparison*>& problems) {
  EffortRanking ranking;
  std::vector<std::string> labels;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  for (const auto* p : problems) {
    std::vector<std::string> tuned;
    for (const auto& o : p->tuning.optimizers)
      if (!o.expected.x.empty()) {
        tuned.push_back(o.label);
        most = std::min(most, o.expected.x.size());
      }
    if (tuned.size() < 2) continue;
    if (labels.empty()) labels = tuned;
    if (tuned != labels) return {};
    ++ranking.problems;
  }
  if (ranking.problems == 0) return {};

  std::vector<std::size_t> efforts{0};
  for (const auto n : shown_efforts)
    if (n <= most) efforts.push_back(n);
  for (const auto& label : labels) ranking.optimizers.push_back({label, std::vector<double>(efforts.size())});
  for (std::size_t e = 0; e < efforts.size(); ++e) {
    ranking.efforts.push_back(efforts[e] == 0 ? "untuned" : counted(efforts[e], "trial"));
    for (const auto* p : problems) {
      std::vector<double> scores;
      for (const auto& o : p->tuning.optimizers)
        if (!o.expected.x.empty()) scores.push_back(efforts[e] == 0 ? o.untuned : o.expected.median[efforts[e] - 1]);
      if (scores.size() < 2) continue;
      const auto places = ranks(scores);
      for (std::size_t i = 0; i < labels.size(); ++i)
        ranking.optimizers[i].mean_ranks[e] += places[i] / static_cast<double>(ranking.problems);
    }
  }
  std::ranges::stable_sort(ranking.optimizers, {}, [](const auto& row) { return row.mean_ranks.back(); });
  return ranking;
}

}  // namespace slalom::statistics
