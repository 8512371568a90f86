// What a report says, as one value: computed once from stored runs, written as report.json, read by every renderer.
// Renderers compute nothing, so that Markdown, pages and other tools cannot disagree.
#pragma once

#include "statistics/problem_comparison.hpp"
#include "statistics/ranking_result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace slalom::statistics {

struct ExperimentComparison {
  std::string suite, name, about;
  std::string question;                ///< that the experiment answers; empty if the suite gives none
  std::vector<std::string> headlines;  ///< one or two sentences: the answer to what the experiment is about
  std::vector<ProblemComparison> problems;
  Ranking ranking;
  IncompleteRanking incomplete;
  EffortRanking effort;
  BaselineSummary baseline;
  std::vector<std::string> conclusions;  ///< sentences
};

struct Fact {
  std::string name, value;
  bool operator==(const Fact&) const = default;
};

/// A suite that was run, and how.
struct SuiteSource {
  std::string name, about, text;
  std::string results;  ///< the folder's name, where there are several
  std::string command;  ///< repeats it; several in their order, one a line
  std::vector<Fact> provenance;
};

struct Comparison {
  std::string title;
  std::vector<std::string> notes;    ///< sentences: what a reader must know before the numbers
  std::vector<std::string> threats;  ///< sentences: what may make the comparison wrong or hard to generalize
  std::vector<SuiteSource> suites;
  std::size_t cases = 0;
  RunCounts runs;
  double alpha = 0.05;  ///< level of the tests
  std::vector<ExperimentComparison> experiments;
  Ranking ranking;
};

/// Pairs of an optimizer and a problem whose runs are not even planned, since the optimizer is not tuned yet.
std::size_t pairs_not_tuned(const Comparison& comparison);

/// Those of all experiments that have results.
std::vector<const ProblemComparison*> problems_of(const Comparison& comparison);

/// report.json. Numbers that are not finite are null: infinite where the count of Quartiles is above 0, else unknown.
Json to_json(const Comparison& comparison);

}  // namespace slalom::statistics
