#include "suite/keys.hpp"

#include "suite/plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace slalom::suite {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

loader::Setting member(loader::Kind kind, std::string name, std::string meaning) {
  loader::Setting s;
  s.name = std::move(name);
  s.meaning = std::move(meaning);
  s.kind = kind;
  s.minimum = -infinity;
  s.maximum = infinity;
  return s;
}

loader::Setting number(std::string name, std::string meaning) {
  return member(loader::Kind::real, std::move(name), std::move(meaning));
}

loader::Setting positive(std::string name, std::string meaning) {
  auto s = number(std::move(name), std::move(meaning));
  s.minimum = 0;
  s.excludes_minimum = true;
  return s;
}

loader::Setting whole(std::string name, double minimum, std::string meaning) {
  auto s = member(loader::Kind::integer, std::move(name), std::move(meaning));
  s.minimum = minimum;
  return s;
}

loader::Setting yes_or_no(std::string name, std::string meaning) {
  return member(loader::Kind::boolean, std::move(name), std::move(meaning));
}

template <std::size_t N>
loader::Setting choice(std::string name, const std::array<const char*, N>& names, std::string meaning) {
  auto s = member(loader::Kind::choice, std::move(name), std::move(meaning));
  s.choices = {names.begin(), names.end()};
  return s;
}

}  // namespace

const std::vector<Key>& keys() {
  static const std::vector<Key> all{
      {"suite", in_suite, "a name of up to 200 letters, digits, '-', '_' and '.'", {}},
      {"about", in_suite | in_experiment, "a text", {}},
      {"question", in_suite | in_experiment, "a line of text", {}},
      {"baseline", in_suite | in_experiment, "the label of an optimizer", {}},
      {"name", in_experiment, "a line of text", {}},
      {"seeds",
       in_suite | in_experiment,
       "a number N, for the seeds 1 to N, or a list of different integers",
       {whole("a seed", 0, "one run each")}},
      {"budget",
       everywhere,
       "a map of steps, evaluations, epochs or cpu_seconds, such as {steps: 1000}",
       {whole("steps", 1, "iterations of the optimizer"), whole("evaluations", 1, "calls of value and gradient"),
        positive("epochs", "passes over the examples"), positive("cpu_seconds", "in optimizer and problem")}},
      {"record",
       everywhere,
       "a map such as {points: 100, spacing: log, trajectory: true}",
       {whole("points", 1, "about so many steps"), choice("spacing", spacing_names, "of the points"),
        whole("every", 1, "so many steps"), yes_or_no("trajectory", "the parameters themselves"),
        yes_or_no("effective_step", "length of the step over length of the gradient"),
        yes_or_no("gradient_variance", "of mini-batch gradients at the start")}},
      {"stop",
       everywhere,
       "a map of distance, gap, loss or gradient_norm, such as {distance: 0.001}",
       {positive("distance", "to the nearest known minimizer"), positive("gap", "to the known minimum"),
        number("loss", "over all training examples"), positive("gradient_norm", "with full batches")}},
      {"targets", everywhere, "a list of different numbers", {number("a target", "a loss to reach")}},
      {"batch",
       everywhere,
       "full, a size, or a map such as {size: 32, sampling: shuffled}",
       {whole("size", 1, "examples per step"), choice("sampling", sampling_names, "which examples a step takes")}},
      {"precision", everywhere, "float64 or float32", {choice("precision", precision_names, "real type")}},
      {"tune",
       everywhere,
       "a map such as {trials: 20, search: random, on: final_loss, seeds: 3}, or none",
       {whole("trials", 1, "complete runs per seed that the search may cost"),
        choice("search", search_names, "how the settings to try are chosen"),
        choice("on", criterion_names, "by which the best settings are chosen"),
        whole("seeds", 1, "of each trial, none of which is reported"), whole("seed", 0, "of the search itself")}},
      {"experiments", in_suite, "a list of experiments", {}},
      {"problems", in_suite | in_experiment, "a list of problems, each a name or a map with the key 'problem'", {}},
      {"optimizers",
       in_suite | in_experiment,
       "a list of optimizers, each a name or a map with the key 'optimizer'",
       {}},
      {"equivalence",
       in_suite | in_experiment,
       "a percentage below which differences do not matter, such as 1 %, or a map of such by metric, such as "
       "{loss: 1 %, test_accuracy: 0.2 %}",
       {}},
      {"problem", in_problem | in_inner_problem, "the name of a problem", {}},
      {"optimizer", in_optimizer | in_inner_optimizer, "the name of an optimizer", {}},
      {"label", in_problem | in_optimizer, "a line of text", {}},
      {"start",
       in_problem,
       "a list of numbers, or a list of such lists, none of them empty",
       {member(loader::Kind::list, "start", "the first w")}},
      {"learning_rate",
       in_optimizer,
       "a number, a map with a schedule, or a list of those",
       {member(loader::Kind::text, "schedule", "how the rate changes"),
        positive("initial", "the rate that is scheduled"),
        whole("warmup", 0, "steps of linear warm-up before the schedule")}},
      {"clip",
       in_optimizer | in_inner_optimizer,
       "a number, for the norm, or a map of norm and value, such as {norm: 1, value: 0.5}",
       {positive("norm", "a longer gradient is shortened"), positive("value", "larger entries are cut off")}},
  };
  return all;
}

const Key& key(const std::string& name) { return *std::ranges::find(keys(), name, &Key::name); }

bool is_key(const std::string& name, Level level) {
  return std::ranges::any_of(keys(), [&](const Key& k) { return k.name == name && (k.levels & level) != 0; });
}

std::string in_words(unsigned levels) {
  std::vector<const char*> words;
  if ((levels & in_suite) != 0) words.push_back("a suite");
  if ((levels & in_experiment) != 0) words.push_back("an experiment");
  if ((levels & in_problem) != 0) words.push_back("a problem");
  if ((levels & in_optimizer) != 0) words.push_back("an optimizer");
  if ((levels & in_inner_problem) != 0) words.push_back("an inner problem");
  if ((levels & in_inner_optimizer) != 0) words.push_back("an inner optimizer");
  return fmt::format("{}", fmt::join(words, " or "));
}

}  // namespace slalom::suite
