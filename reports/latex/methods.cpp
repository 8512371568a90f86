#include "latex/methods.hpp"

#include "latex/escape.hpp"
#include "statistics/bootstrap.hpp"
#include "statistics/confidence.hpp"
#include "statistics/cost.hpp"
#include "statistics/numbers.hpp"
#include "statistics/sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>

namespace slalom::latex {

namespace {

using Texts = std::vector<std::string>;

void add_new(Texts& all, const std::string& text) {
  if (std::ranges::find(all, text) == all.end()) all.push_back(text);
}

/// "a, b and c", however many they are.
std::string enumerated(const Texts& all) { return statistics::listed(all, all.size()); }

/// The value that a suite's provenance has for a name; those of several suites that differ.
Texts info(const statistics::Comparison& comparison, const std::string& name) {
  Texts values;
  for (const auto& suite : comparison.suites)
    for (const auto& fact : suite.provenance)
      if (fact.name == name) add_new(values, fact.value);
  return values;
}

/// A number with its unit, a batch, …: "X" if all problems have it, else "X on a and b; Y on c".
std::string by_problem(const std::vector<const statistics::ProblemComparison*>& problems,
                       const std::function<Texts(const statistics::ProblemComparison&)>& texts_of) {
  Texts texts;
  std::map<std::string, Texts> where;
  for (const auto* p : problems)
    for (const auto& text : texts_of(*p)) {
      add_new(texts, text);
      add_new(where[text], p->label);
    }
  if (texts.size() == 1) return texts.front();
  Texts parts;
  for (const auto& text : texts) parts.push_back(fmt::format("{} on {}", text, enumerated(where[text])));
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// Of the optimizers of a problem those that differ.
std::function<Texts(const statistics::ProblemComparison&)> of_optimizers(
    std::string statistics::OptimizerResult::*text) {
  return [text](const statistics::ProblemComparison& p) {
    Texts all;
    for (const auto& o : p.optimizers)
      if (!(o.*text).empty()) add_new(all, o.*text);
    return all;
  };
}

/// "1 to 10" where they follow each other.
std::string seeds_of(const statistics::ProblemComparison& p) {
  const auto& s = p.seeds;
  if (s.size() > 2 && s.back() - s.front() + 1 == s.size() && std::ranges::is_sorted(s))
    return fmt::format("{} seeds, {} to {}", s.size(), s.front(), s.back());
  return fmt::format("{} {}", s.size() == 1 ? "seed" : "seeds", fmt::join(s, ", "));
}

std::string setup(const statistics::Comparison& comparison,
                  const std::vector<const statistics::ProblemComparison*>& problems) {
  Texts labels;
  for (const auto* p : problems)
    for (const auto& o : p->optimizers) add_new(labels, o.label);
  auto text = fmt::format("{} of optimizers {} compared on {}, in {} of an optimizer on a problem",
                          statistics::counted(labels.size(), "configuration"), labels.size() == 1 ? "was" : "were",
                          statistics::counted(problems.size(), "problem"),
                          statistics::counted(comparison.runs.planned - comparison.runs.missing, "run"));
  text += fmt::format(" ({}). ", by_problem(problems, [](const auto& p) { return Texts{seeds_of(p)}; }));
  text += fmt::format("The budget of a run was {}. ",
                      by_problem(problems, of_optimizers(&statistics::OptimizerResult::budget)));
  text += fmt::format("Batches: {}. Arithmetic: {}. ",
                      by_problem(problems, of_optimizers(&statistics::OptimizerResult::batch)),
                      by_problem(problems, of_optimizers(&statistics::OptimizerResult::precision)));
  text +=
      "With a seed, all optimizers had the same starting point and the same mini-batches; evaluations were counted by "
      "the host. ";
  const auto stops = by_problem(problems, [](const auto& p) { return p.stop.empty() ? Texts{} : Texts{p.stop}; });
  if (!stops.empty()) text += fmt::format("A run ended early when it was {}. ", stops);
  return text;
}

std::string tuning(const std::vector<const statistics::ProblemComparison*>& problems) {
  const auto efforts = by_problem(problems, [](const auto& p) {
    if (p.tuning.optimizers.empty()) return Texts{};
    return Texts{p.tuning.effort + (p.tuning.on.empty() ? "" : ", by the lowest mean " + p.tuning.on)};
  });
  if (efforts.empty()) return "Settings were not tuned. ";
  return fmt::format(
      "Settings were tuned for each optimizer on each problem: {}. The seeds of tuning are none of those "
      "reported. ",
      efforts);
}

std::string statistics(const statistics::Comparison& comparison,
                       const std::vector<const statistics::ProblemComparison*>& problems) {
  Texts scores;
  for (const auto* p : problems)
    add_new(scores, p->score == statistics::Score::stop
                        ? fmt::format("the {} until the goal was reached", statistics::in_words(p->unit))
                        : "the final loss");
  const auto equivalence = by_problem(problems, [](const auto& p) {
    return Texts{fmt::format("{} %", statistics::short_number(100 * p.equivalence))};
  });
  std::string text = fmt::format(
      "Optimizers are ranked by the median over seeds of {}; runs that diverged or failed are the worst. The best was "
      "compared with each of the others by the two-sided Wilcoxon signed-rank test, paired over seeds (exact where no "
      "random numbers were drawn). p-values are corrected by Holm's method for the number of comparisons, and for the "
      "choice of the best by the same data. A difference is called significant if p is below {} and the whole {} % "
      "interval of the ratio lies beyond {}, and equivalent if it lies within. ",
      enumerated(scores), statistics::short_number(comparison.alpha),
      statistics::short_number(100 * statistics::confidence_at(comparison.alpha)), equivalence);
  text += fmt::format("Intervals are bias-corrected and accelerated bootstrap intervals from {} resamples. ",
                      statistics::bootstrap_resamples);
  const auto baselines =
      by_problem(problems, [](const auto& p) { return p.baseline.rows.empty() ? Texts{} : Texts{p.baseline.label}; });
  if (!baselines.empty())
    text += fmt::format(
        "All were also compared with a baseline, {}, by the same test, corrected for the number of "
        "comparisons (Holm). ",
        baselines);
  std::size_t interim_analyses = 1;
  for (const auto* p : problems) interim_analyses = std::max(interim_analyses, p->interim_analyses);
  if (interim_analyses > 1)
    text += fmt::format("p-values are also corrected for {} looks at growing numbers of seeds. ", interim_analyses);
  const auto ranked = [](const statistics::Ranking& r) { return !r.optimizers.empty(); };
  if (ranked(comparison.ranking) ||
      std::ranges::any_of(comparison.experiments, [&](const auto& e) { return ranked(e.ranking); }))
    text +=
        "Mean ranks over problems are compared by Friedman's test and Nemenyi's critical difference, by permutation "
        "where problems or optimizers are too few for their formulas. ";
  return text;
}

std::string machine(const statistics::Comparison& comparison) {
  std::string text;
  const auto say = [&](const char* words, const char* name) {
    if (const auto values = info(comparison, name); !values.empty())
      text += fmt::format("{} {}. ", words, enumerated(values));
  };
  say("Commit:", "program.commit");
  say("Compiler:", "program.compiler");
  say("Processor:", "machine.processor");
  say("System:", "machine.system");
  say("Eigen:", "libraries.Eigen");
  return text;
}

/// All but who is cited.
std::string paragraph(const statistics::Comparison& comparison) {
  const auto problems = statistics::problems_of(comparison);
  auto text = setup(comparison, problems) + tuning(problems) + statistics(comparison, problems) + machine(comparison);
  text.pop_back();  // the last space
  return text;
}

/// "The optimizers are adam (…) and sgd (…). The problems are … "; `named` writes one of them.
std::string sources(const std::vector<Reference>& references,
                    const std::function<std::string(const Reference&)>& named) {
  std::string text;
  for (const std::string kind : {"optimizer", "schedule", "problem"}) {
    Texts all;
    for (const auto& r : references)
      if (r.kind == kind) all.push_back(named(r));
    if (!all.empty())
      text += fmt::format(" {}{}: {}.", std::string(1, static_cast<char>(std::toupper(kind[0]))) + kind.substr(1),
                          all.size() == 1 ? "" : "s", enumerated(all));
  }
  return text;
}

}  // namespace

std::string version_of(const statistics::Comparison& comparison) {
  const auto versions = info(comparison, "program.version");
  return versions.empty() ? "unknown" : enumerated(versions);
}

std::string methods_text(const statistics::Comparison& comparison, const std::vector<Reference>& references) {
  return fmt::format("All runs were made with Slalom (version {}). ", version_of(comparison)) + paragraph(comparison) +
         sources(
             references,
             [](const Reference& r) { return r.source.empty() ? r.name : fmt::format("{} ({})", r.name, r.source); }) +
         "\n";
}

std::string methods_latex(const statistics::Comparison& comparison, const std::vector<Reference>& references) {
  return fmt::format("All runs were made with Slalom~\\cite{{slalom}} (version {}). ", latex(version_of(comparison))) +
         latex(paragraph(comparison)) +
         sources(references,
                 [](const Reference& r) {
                   const auto cited = keys(r);
                   return latex(r.name) + (cited.empty() ? "" : fmt::format("~\\cite{{{}}}", fmt::join(cited, ",")));
                 }) +
         "\n";
}

}  // namespace slalom::latex
