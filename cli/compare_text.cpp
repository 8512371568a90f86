#include "compare_text.hpp"

#include "html/escape.hpp"
#include "markdown/escape.hpp"
#include "statistics/metric_view.hpp"
#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace slalom::cli {

namespace {

using statistics::clean_text;
using statistics::counted;
using statistics::Regression;
using statistics::RegressionOptions;
using statistics::RegressionRow;
using statistics::short_number;
using statistics::Verdict;

using Rows = std::vector<RegressionRow>;

constexpr std::size_t max_seeds_named = 10'000;

/// What a row has pairs of.
const char* unit_of(const RegressionOptions& options, bool time) {
  return time && options.repeat_times ? "repetition" : "seed";
}

std::string time_title(const RegressionOptions& options) {
  return options.repeat_times ? "CPU time per step, measured in turns" : "CPU time per step";
}

std::string nothing_timed(const RegressionOptions& options) {
  return time_title(options) + ": no pair has results in A and B that could be compared.";
}

std::string verdict_of(const RegressionRow& row, const std::string& unit) {
  constexpr std::array names{"better", "WORSE", "same", "cannot tell"};
  std::string text = names.at(static_cast<std::size_t>(row.verdict));
  if (!row.reason.empty()) return text + ": " + clean_text(row.reason);
  if (row.verdict == Verdict::unclear && row.more_seeds > max_seeds_named)
    return text + fmt::format("; no practical number of {}s would decide", unit);
  if (row.verdict == Verdict::unclear && row.more_seeds > 0)
    return text + fmt::format("; about {} would decide", counted(row.more_seeds, "more " + unit));
  return text;
}

std::string ratio_of(const RegressionRow& row) { return row.pairs == 0 ? "-" : short_number(row.ratio.value, 4); }

std::string interval_of(const RegressionRow& row) {
  const auto& [low, high] = row.ratio.interval;
  return std::isnan(low) ? "-" : fmt::format("{} .. {}", short_number(low, 3), short_number(high, 3));
}

std::string p_of(const RegressionRow& row) {
  return row.exact ? "exact" : std::isnan(row.p) ? "-" : short_number(row.p, 2);
}

std::string summary_of(const Rows& rows) {
  const auto count = [&](Verdict verdict) { return std::ranges::count(rows, verdict, &RegressionRow::verdict); };
  return fmt::format("{} worse, {} better, {} the same, {} undecided", count(Verdict::worse), count(Verdict::better),
                     count(Verdict::same), count(Verdict::unclear));
}

/// The experiment where the optimizer and problem alone would not say which row it is.
std::string where(const RegressionRow& row) {
  std::string text = clean_text(row.problem);
  for (const auto* part : {&row.experiment, &row.suite})
    if (!part->empty()) text = clean_text(*part) + "/" + text;
  return text;
}

std::string quality_title(const RegressionOptions& options) {
  if (options.metric == "score") return "cost until `stop`, or final loss";
  if (statistics::higher_is_better(options.metric))  // what is compared is what is missing to the best value
    return fmt::format("{} - {}", statistics::shortfall(options.metric, 0), options.metric);
  return options.metric;
}

std::string conclusion_of(const Regression& regression) {
  if (regression.worse) return "B is worse.";
  if (regression.undecided) return "Nothing was found to be worse, but not all could be decided.";
  return "Nothing is worse.";
}

std::string table(const std::string& title, const Rows& rows, const std::string& unit) {
  std::string text = title + "\n";
  std::size_t problem = 7, optimizer = 9;
  for (const auto& row : rows)
    problem = std::max(problem, where(row).size()), optimizer = std::max(optimizer, clean_text(row.optimizer).size());
  text += fmt::format("  {:<{}}  {:<{}}  {:>5}  {:>8}  {:>19}  {:>8}  verdict\n", "problem", problem, "optimizer",
                      optimizer, unit == "seed" ? "seeds" : "times", "B / A", "95 % interval", "p");
  for (const auto& row : rows)
    text += fmt::format("  {:<{}}  {:<{}}  {:>5}  {:>8}  {:>19}  {:>8}  {}\n", where(row), problem,
                        clean_text(row.optimizer), optimizer, row.pairs, ratio_of(row), interval_of(row), p_of(row),
                        verdict_of(row, unit));
  return text + fmt::format("  {}\n\n", summary_of(rows));
}

std::string markdown_table(const Rows& rows, const std::string& unit) {
  auto text = fmt::format(
      "| problem | optimizer | {} | B / A | 95 % interval | p | verdict |\n|---|---|---:|---:|---|---:|---|\n",
      unit == "seed" ? "seeds" : "times");
  for (const auto& row : rows)
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", markdown::escape_markdown(where(row)),
                        markdown::escape_markdown(clean_text(row.optimizer)), row.pairs, ratio_of(row),
                        interval_of(row), p_of(row), markdown::escape_markdown(verdict_of(row, unit)));
  return text;
}

std::string markdown_section(const std::string& title, Rows rows, const std::string& unit) {
  auto text = fmt::format("### {}\n\n{}\n", markdown::escape_markdown(title), summary_of(rows));
  const auto same = std::ranges::stable_partition(rows, [](const auto& row) { return row.verdict != Verdict::same; });
  if (same.begin() != rows.begin()) text += "\n" + markdown_table({rows.begin(), same.begin()}, unit);
  if (!same.empty())
    text += fmt::format("\n<details><summary>{} the same</summary>\n\n{}\n</details>\n", counted(same.size(), "pair"),
                        markdown_table({same.begin(), same.end()}, unit));
  return text + "\n";
}

std::string test_case(const RegressionRow& row, const char* quantity, const std::string& unit) {
  const auto attribute = [](const std::string& text) { return html::escape_html(clean_text(text)); };
  auto text = fmt::format(R"(    <testcase classname="{}" name="{}")",
                          attribute(fmt::format("{}.{}", quantity, where(row))), attribute(row.optimizer));
  const auto details = fmt::format("{}; B / A {}, 95 % interval {}, p {}, {}", verdict_of(row, unit), ratio_of(row),
                                   interval_of(row), p_of(row), counted(row.pairs, unit));
  if (row.verdict == Verdict::worse)
    return text + fmt::format("><failure message=\"{}\"/></testcase>\n", attribute(details));
  if (row.verdict == Verdict::unclear)
    return text + fmt::format("><error message=\"{}\"/></testcase>\n", attribute(details));
  return text + fmt::format("><system-out>{}</system-out></testcase>\n", attribute(details));
}

}  // namespace

std::string text_of(const Regression& regression, const RegressionOptions& options) {
  std::string text = regression.power + "\n\n";
  text += table(
      fmt::format("quality ({}) at level {}, below 1 is better", quality_title(options), short_number(options.alpha)),
      regression.quality, unit_of(options, false));
  if (options.time && regression.time.empty())
    text += nothing_timed(options) + "\n\n";
  else if (options.time)
    text += regression.time_power + "\n\n" +
            table(fmt::format("{} at level {}, below 1 is better", time_title(options), short_number(options.alpha)),
                  regression.time, unit_of(options, true));
  for (const auto& note : regression.notes) text += note + "\n";
  return text + conclusion_of(regression) + "\n";
}

std::string markdown_of(const Regression& regression, const RegressionOptions& options) {
  auto text = fmt::format("## {}\n\n{}\n\n", conclusion_of(regression), markdown::escape_markdown(regression.power));
  text += markdown_section(fmt::format("Quality: {} (level {})", quality_title(options), short_number(options.alpha)),
                           regression.quality, unit_of(options, false));
  if (options.time && regression.time.empty())
    text += nothing_timed(options) + "\n\n";
  else if (options.time)
    text += markdown::escape_markdown(regression.time_power) + "\n\n" +
            markdown_section(fmt::format("{} (level {})", time_title(options), short_number(options.alpha)),
                             regression.time, unit_of(options, true));
  for (const auto& note : regression.notes) text += "- " + markdown::escape_markdown(note) + "\n";
  return text;
}

std::string junit_of(const Regression& regression, const RegressionOptions& options) {
  std::string cases;
  std::size_t failures = 0, errors = 0;
  const auto add = [&](const Rows& rows, const char* quantity, const char* unit) {
    for (const auto& row : rows) {
      failures += row.verdict == Verdict::worse ? 1 : 0;
      errors += row.verdict == Verdict::unclear ? 1 : 0;
      cases += test_case(row, quantity, unit);
    }
  };
  add(regression.quality, "quality", unit_of(options, false));
  if (options.time) add(regression.time, "time", unit_of(options, true));
  const auto power = regression.power + (!regression.time.empty() ? " Time: " + regression.time_power : "");
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"slalom compare\" tests=\"{}\" "
      "failures=\"{}\" errors=\"{}\">\n    <properties><property name=\"power\" value=\"{}\"/></properties>\n{}  "
      "</testsuite>\n</testsuites>\n",
      regression.quality.size() + regression.time.size(), failures, errors, html::escape_html(clean_text(power, 2000)),
      cases);
}

}  // namespace slalom::cli
