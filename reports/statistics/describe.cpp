#include "statistics/describe.hpp"

#include "statistics/numbers.hpp"
#include "statistics/time_to_target.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace slalom::statistics {

namespace {

constexpr std::size_t landscape_side = 64;

/// Settings as they are, with texts that every renderer can take.
Json clean(const Json& settings) {
  if (settings.is_string()) return clean_text(settings.get<std::string>());
  if (!settings.is_structured()) return settings;
  Json result = settings.is_array() ? Json::array() : Json::object();
  for (const auto& [key, value] : settings.items()) {
    if (settings.is_array())
      result.push_back(clean(value));
    else
      result[clean_text(key)] = clean(value);
  }
  return result;
}

}  // namespace

std::string in_words(const suite::Budget& budget) {
  std::vector<std::string> words;
  if (budget.steps) words.push_back(counted(*budget.steps, "step"));
  if (budget.evaluations) words.push_back(counted(*budget.evaluations, "evaluation"));
  if (budget.epochs)
    words.push_back(fmt::format("{} epoch{}", short_number(*budget.epochs), *budget.epochs == 1 ? "" : "s"));
  if (budget.cpu_seconds) words.push_back(fmt::format("{} s of CPU time", short_number(*budget.cpu_seconds)));
  return fmt::format("{}", fmt::join(words, " or "));
}

std::string schedule_in_words(const suite::LearningRate& rate) {
  std::string words = clean_text(rate.schedule);
  if (rate.warmup > 0) words += fmt::format(", after {} of warm-up", counted(rate.warmup, "step"));
  return words;
}

OptimizerResult describe(const suite::Case& c, const Style& style) {
  OptimizerResult o;
  o.label = clean_text(c.optimizer.label);
  o.family = clean_text(c.optimizer.family);
  o.optimizer = clean_text(c.optimizer.name);
  o.plugin_hash = c.optimizer.plugin_hash;
  o.settings = clean(c.optimizer.settings);
  if (const auto& rate = c.optimizer.learning_rate) {
    o.learning_rate = rate->initial;
    o.schedule = schedule_in_words(*rate);
  }
  o.batch = suite::to_text(c.batch);
  o.budget = in_words(c.budget);
  o.precision = c.precision == suite::Precision::float32 ? "float32" : "float64";
  o.style = style;
  return o;
}

ProblemComparison describe(const suite::Case& c, const run::ProblemInfo& info) {
  ProblemComparison p;
  p.label = clean_text(c.problem.label);
  p.problem = clean_text(c.problem.name);
  p.plugin_hash = c.problem.plugin_hash;
  p.settings = clean(c.problem.settings);
  p.dimension = info.dimension;
  p.examples = info.examples;
  p.minimum = info.minimum;
  p.minimum_unknown = clean_text(info.minimum_unknown);
  p.minimizers = info.minimizers;
  p.targets = c.targets;
  p.stop = in_words(reachable(c.stop, info));
  p.log_steps = c.recording.every == 0 && c.recording.spacing == suite::Spacing::log;
  p.landscape = landscape(info, landscape_side);
  return p;
}

Landscape landscape(const run::ProblemInfo& info, std::size_t most) {
  const std::size_t side = info.grid;
  if (side < 2 || info.window.size() != 4 || info.landscape.size() != side * side) return {};
  // Every so many rows and columns, such that the last one stays: the window's edges do not move.
  std::size_t every = (side - 1 + most - 2) / (most - 1);
  while ((side - 1) % every != 0) ++every;
  const std::size_t kept = (side - 1) / every + 1;
  Landscape result{.columns = kept,
                   .rows = kept,
                   .x_from = info.window[0],
                   .x_to = info.window[1],
                   .y_from = info.window[2],
                   .y_to = info.window[3],
                   .values = {}};
  for (std::size_t row = 0; row < side; row += every)
    for (std::size_t column = 0; column < side; column += every)
      result.values.push_back(info.landscape[row * side + column]);
  return result;
}

}  // namespace slalom::statistics
