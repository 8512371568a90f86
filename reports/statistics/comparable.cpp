#include "statistics/comparable.hpp"

#include "statistics/describe.hpp"
#include "statistics/numbers.hpp"
#include "statistics/time_to_target.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

namespace slalom::statistics {

namespace {

using Texts = std::vector<std::string>;
using Property = std::function<std::string(const suite::Case&)>;

std::string numbers(const std::vector<double>& values) { return fmt::format("{}", fmt::join(values, ", ")); }

/// The different values that a property has in the cases.
Texts values(const ProblemPlan& plan, const Property& property) {
  Texts result;
  for (const auto* c : plan.cases)
    if (const auto value = property(*c); std::ranges::find(result, value) == result.end()) result.push_back(value);
  return result;
}

std::string in_words(const Texts& values) {
  Texts words;
  for (const auto& value : values) words.push_back(value.empty() ? "not given" : clean_text(value));
  return fmt::format("{}", fmt::join(words, " and "));
}

std::string data(const ProblemPlan& plan) {
  const auto info = plan.source->info(*plan.cases.front());
  if (!info) return "";
  auto text = fmt::format("{}, {}", counted(info->dimension, "parameter"), counted(info->examples, "example"));
  if (!std::isnan(info->minimum)) text += fmt::format(", minimum {}", info->minimum);
  return text;
}

}  // namespace

std::vector<std::string> conflicts(const ProblemPlan& a, const ProblemPlan& b) {
  Texts result;
  const auto tell = [&](const char* what, const std::string& in_a, const std::string& in_b) {
    result.push_back(fmt::format("the {} is {} in {}, {} in {}", what, in_a, a.source->name, in_b, b.source->name));
  };
  // Optimizers of one suite may have budgets of their own, so it is enough that some agree.
  const auto compare = [&](const char* what, const Property& property) {
    const auto in_a = values(a, property), in_b = values(b, property);
    if (std::ranges::find_first_of(in_a, in_b) == in_a.end()) tell(what, in_words(in_a), in_words(in_b));
  };
  compare("problem", [](const auto& c) { return c.problem.name; });
  compare("problem's settings", [](const auto& c) { return c.problem.settings.dump(); });
  compare("start", [](const auto& c) { return numbers(c.problem.start); });
  compare("precision", [](const auto& c) { return suite::to_text(c.precision); });
  compare("budget", [](const auto& c) { return statistics::in_words(c.budget); });
  compare("goal (stop)", [](const auto& c) { return statistics::in_words(c.stop); });
  compare("list of targets", [](const auto& c) { return numbers(c.targets); });
  if (result.empty())
    if (const auto in_a = data(a), in_b = data(b); in_a != in_b && !in_a.empty() && !in_b.empty())
      tell("problem's data", in_a, in_b);
  return result;
}

std::vector<std::string> differences(const suite::Case& a, const suite::Case& b) {
  Texts result;
  const auto compare = [&](const char* what, const auto& in_a, const auto& in_b) {
    if (!(in_a == in_b)) result.emplace_back(what);
  };
  compare("optimizer", a.optimizer.name, b.optimizer.name);
  compare("settings", a.optimizer.settings, b.optimizer.settings);
  compare("learning rate", a.optimizer.learning_rate, b.optimizer.learning_rate);
  compare("batch", a.batch, b.batch);
  compare("precision", a.precision, b.precision);
  compare("budget", a.budget, b.budget);
  compare("goal", a.stop, b.stop);
  compare("targets", a.targets, b.targets);
  compare("start", a.problem.start, b.problem.start);
  compare("problem's settings", a.problem.settings, b.problem.settings);
  compare("recording", a.recording, b.recording);
  compare("optimizer's plugin file", a.optimizer.plugin_hash, b.optimizer.plugin_hash);
  compare("schedule's plugin file", a.optimizer.schedule_hash, b.optimizer.schedule_hash);
  compare("problem's plugin file", a.problem.plugin_hash, b.problem.plugin_hash);
  return result;
}

}  // namespace slalom::statistics
