// slalom compare A B
#include "statistics/compare.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "compare_text.hpp"
#include "damage.hpp"
#include "exit_code.hpp"
#include "fractions.hpp"
#include "repeat_times.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iostream>

namespace slalom::cli {

namespace {

using statistics::Regression;
using statistics::RegressionOptions;

constexpr Usage compare_usage{
    .command = "compare",
    .summary = "show what got better or worse between two results folders",
    .arguments = "A B [options]",
    .about =
        "Compares two results folders, A before a change and B after it, run by run: what got better, what\n"
        "worse, and what cannot be decided. Runs are matched by suite, experiment, problem, optimizer and seed.\n"
        "With --time-runs both sides are run again in turns, by the plugin files that made the results.\n"
        "Exit codes: 0 if nothing is worse; 1 if something is, significantly and by more than the tolerance, or\n"
        "if runs fail in B that did not in A; 6 if something cannot be decided, as where runs are missing.",
    .examples =
        "slalom compare results/before results/after\n"
        "slalom compare results/before results/after --metric test_loss --tolerance 5%\n"
        "slalom compare results/before results/after --time-runs 10\n"
        "slalom compare results/before results/after --format junit > compare.xml",
    .min_arguments = 2,
    .max_arguments = 2,
    .completes = "@folders"};

std::string json_of(const Regression& regression, const RegressionOptions&) {
  return statistics::to_json(regression).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

struct Format {
  const char* name;
  std::string (*render)(const Regression&, const RegressionOptions&);
};

constexpr std::array formats{Format{"text", text_of}, Format{"markdown", markdown_of}, Format{"junit", junit_of},
                             Format{"json", json_of}};

const Format& format_of(const Given& given) {
  const auto wanted = given.has("json") ? "json" : *given.text("format");
  std::vector<std::string> names;
  for (const auto& format : formats) {
    if (format.name == wanted) return format;
    names.emplace_back(format.name);
  }
  throw WrongRequest(
      fmt::format("--format must be text, markdown, junit or json, not '{}'{}", wanted, did_you_mean(wanted, names)));
}

po::options_description compare_options() {
  po::options_description options;
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  options.add_options()(
      "metric", text("NAME")->default_value("score"),
      "what quality is: score, final_loss, best_loss, steps, evaluations or a metric such as test_loss");
  add_level(options);
  options.add_options()("tolerance", text("FRACTION")->default_value("1%"), "ignore differences in quality up to this");
  options.add_options()("time", "compare CPU time per step too; both must be from the same, idle machine");
  options.add_options()("time-runs", po::value<Count>()->value_name("N"),
                        "compare time too, but measure it now: run both sides in turns, N times each");
  options.add_options()("time-tolerance", text("FRACTION"),
                        "compare time too, and ignore differences up to this (default: 10%)");
  options.add_options()("format", text("text|markdown|junit|json")->default_value("text"), "the format to write");
  options.add_options()("json", "the same as --format json");
  options.add_options()("data", po::value<std::vector<std::string>>()->value_name("DIR"),
                        "search DIR for data sets first, with --time-runs; may be given several times");
  add_sandbox(options);
  return options;
}

RegressionOptions wanted(const Given& given) {
  RegressionOptions wanted{.metric = *given.text("metric"),
                           .alpha = level_of(given),
                           .tolerance = fraction(given, "tolerance", 1e6),
                           .time = given.has("time") || given.has("time-tolerance") || given.has("time-runs")};
  if (given.has("time-tolerance")) wanted.time_tolerance = fraction(given, "time-tolerance", 1e6);
  return wanted;
}

int compare(const Given& given) {
  auto how = wanted(given);
  const auto& format = format_of(given);
  const store::Store before(given.arguments[0], store::Store::Mode::read);
  const store::Store after(given.arguments[1], store::Store::Mode::read);
  note_damage(before, given.arguments[0]);
  note_damage(after, given.arguments[1]);
  const auto a = statistics::source_of(before), b = statistics::source_of(after);
  if (!statistics::is_regression_metric(how.metric, {a, b}))
    throw WrongRequest(
        fmt::format("--metric: no problem has the metric '{}'; there are always score, final_loss, best_loss, steps "
                    "and evaluations",
                    how.metric));
  if (const auto count = given.count("time-runs"))
    how.repeat_times = repeat_times(given, {before, given.arguments[0]}, {after, given.arguments[1]}, *count);
  const auto regression = statistics::find_regressions(a, b, how);
  if (regression.matched == 0)
    throw WrongRequest(
        fmt::format("{} and {} have no case of the same suite, experiment, problem and optimizer; an experiment "
                    "without a name has that of its suite",
                    given.arguments[0], given.arguments[1]));
  std::cout << format.render(regression, how);
  return regression.worse ? differs : regression.undecided ? undecided : all_right;
}

}  // namespace

const Command commands::compare{.usage = compare_usage, .options = compare_options, .run = cli::compare};

}  // namespace slalom::cli
