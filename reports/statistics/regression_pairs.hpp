// The runs of two results that belong together, and how much worse the second of each pair is.
#pragma once

#include "statistics/regression.hpp"

#include <map>
#include <set>

namespace slalom::statistics {

/// What a case is called, and the how-manieth of that name it is.
struct CaseName {
  std::string suite = {}, experiment = {}, problem = {}, optimizer = {};
  std::size_t occurrence = 0;
  auto operator<=>(const CaseName&) const = default;
};

struct LoadedCase {
  ProblemRuns runs;                 ///< with one case
  std::set<std::uint64_t> planned;  ///< seeds
};

struct LoadedCases {
  std::vector<CaseName> order;
  std::map<CaseName, LoadedCase> cases;
};

/// All reported cases. `name_suites`: false where both results have one suite, which is then the same one.
LoadedCases load_cases(const Source& source, bool name_suites);

/// What one case gave before and after.
struct CasePairs {
  Seeds seeds;
  std::vector<double> ratios;  ///< B / A by seed: above 1 is worse, infinite where only B diverged, or A's is 0
  std::vector<int> lost;       ///< by seed: 1 where B alone has no finite value, −1 where A alone has none; or empty
  std::size_t lost_in_both = 0;  ///< further seeds
  bool all_diverged = false;     ///< every run, on both sides
  bool same_runs = false;        ///< all pairs are equal at every recorded point, and in what is compared
  bool without_chance = false;   ///< on both sides
};

CasePairs pair_quality(const ProblemRuns& a, const ProblemRuns& b, const std::string& metric);

/// By CPU seconds per step. Of runs that are too short to be timed there are no pairs.
CasePairs pair_time(const ProblemRuns& a, const ProblemRuns& b);

}  // namespace slalom::statistics
