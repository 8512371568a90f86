// slalom compare A B
#include "statistics/compare.hpp"
#include "command_line.hpp"
#include "exit_code.hpp"
#include "statistics/numbers.hpp"
#include "statistics/regression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iostream>

namespace slalom::cli {

namespace {

using report::Regression;
using report::RegressionRow;
using report::short_number;
using report::Verdict;

constexpr Usage usage{
    .command = "compare",
    .arguments = "A B [options]",
    .about =
        "Compares two results folders, A before a change and B after it, run by run: what got better, what\n"
        "worse, and what cannot be told. Runs are matched by experiment, problem, optimizer and seed. Exit\n"
        "code 1 says that something is worse: significantly, and by more than the tolerance.",
    .examples =
        "slalom compare results/before results/after\n"
        "slalom compare results/before results/after --metric test_loss --tolerance 5%",
    .fewest = 2,
    .most = 2};

constexpr std::size_t most_seeds_named = 10'000;

/// "1%" or "0.01"
double share(const Given& given, const char* option) {
  const auto text = *given.text(option);
  try {
    std::size_t used = 0;
    const double value = std::stod(text, &used);
    const auto rest = text.substr(used);
    if (rest == "%" && value >= 0) return value / 100;
    if (rest.empty() && value >= 0 && value < 1) return value;
  } catch (const std::logic_error&) {  // no number at all: told below
  }
  throw WrongRequest(fmt::format("--{} is '{}', which is no share; right would be 1% or 0.01", option, text));
}

const char* name(Verdict verdict) {
  constexpr std::array names{"better", "WORSE", "same", "cannot tell"};
  return names.at(static_cast<std::size_t>(verdict));
}

std::string words(const RegressionRow& row) {
  std::string text = name(row.verdict);
  if (row.verdict == Verdict::unclear && row.more_seeds > 0)
    text += row.more_seeds > most_seeds_named
                ? fmt::format(": not even {} more seeds would", most_seeds_named)
                : fmt::format(": about {} would", report::counted(row.more_seeds, "more seed"));
  return text;
}

std::size_t count(const std::vector<RegressionRow>& rows, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(rows, verdict, &RegressionRow::verdict));
}

void print(const std::string& title, const std::vector<RegressionRow>& rows) {
  std::cout << title << "\n";
  std::size_t problem = 7, optimizer = 9;
  for (const auto& row : rows)
    problem = std::max(problem, row.problem.size()), optimizer = std::max(optimizer, row.optimizer.size());
  std::cout << fmt::format("  {:<{}}  {:<{}}  {:>5}  {:>8}  {:>19}  {:>8}  verdict\n", "problem", problem, "optimizer",
                           optimizer, "seeds", "B / A", "95 % interval", "p");
  for (const auto& row : rows) {
    const auto interval = std::isnan(row.ratio.interval.low)
                              ? std::string("-")
                              : fmt::format("{} .. {}", short_number(row.ratio.interval.low, 3),
                                            short_number(row.ratio.interval.high, 3));
    std::cout << fmt::format("  {:<{}}  {:<{}}  {:>5}  {:>8}  {:>19}  {:>8}  {}\n", row.problem, problem, row.optimizer,
                             optimizer, row.pairs, short_number(row.ratio.value, 4), interval,
                             row.exact ? "exact" : short_number(row.p, 2), words(row));
  }
  std::cout << fmt::format("  {} worse, {} better, {} the same, {} cannot be told\n\n", count(rows, Verdict::worse),
                           count(rows, Verdict::better), count(rows, Verdict::same), count(rows, Verdict::unclear));
}

void print(const Regression& regression, const std::string& metric) {
  print(fmt::format("quality ({}), below 1 is better", metric == "score" ? "steps to the goal, or final loss" : metric),
        regression.quality);
  print("time (CPU seconds a step), below 1 is better", regression.time);
  for (const auto& note : regression.notes) std::cout << note << "\n";
  std::cout << (regression.worse ? "B is worse.\n" : "Nothing is worse.\n");
}

}  // namespace

int compare(const Arguments& arguments) {
  po::options_description options;
  options.add_options()(
      "metric", po::value<std::string>()->value_name("NAME")->default_value("score"),
      "what quality is: score, final_loss, best_loss, steps, evaluations or a metric such as test_loss");
  options.add_options()("alpha", po::value<std::string>()->value_name("P")->default_value("0.05"),
                        "level of the tests");
  options.add_options()("tolerance", po::value<std::string>()->value_name("SHARE")->default_value("1%"),
                        "differences in quality up to this do not matter");
  options.add_options()("time-tolerance", po::value<std::string>()->value_name("SHARE")->default_value("10%"),
                        "differences in time up to this do not matter");
  options.add_options()("json", "write JSON instead of tables");
  const auto given = parse(usage, options, arguments);
  if (!given) return all_right;

  const report::RegressionOptions asked{.metric = *given->text("metric"),
                                        .alpha = share(*given, "alpha"),
                                        .tolerance = share(*given, "tolerance"),
                                        .time_tolerance = share(*given, "time-tolerance")};
  const host::Store before(given->arguments[0], host::Store::Mode::read);
  const host::Store after(given->arguments[1], host::Store::Mode::read);
  const auto a = report::source_of(before), b = report::source_of(after);
  if (!report::is_regression_metric(asked.metric, {a, b}))
    throw WrongRequest(fmt::format(
        "no problem has the metric '{}'; there are always score, final_loss, best_loss, steps and evaluations",
        asked.metric));
  const auto regression = report::find_regressions(a, b, asked);
  if (regression.quality.empty())
    throw WrongRequest(
        fmt::format("{} and {} have no runs of the same experiment, problem, optimizer and seed; an "
                    "experiment without a name has that of its suite",
                    given->arguments[0], given->arguments[1]));
  if (given->has("json"))
    std::cout << report::to_json(regression).dump(1, ' ', false, report::Json::error_handler_t::replace) << "\n";
  else
    print(regression, asked.metric);
  return regression.worse ? differs : all_right;
}

}  // namespace slalom::cli
