// A plan grows where its seeds do not suffice, as a rule decides by the stored results.
#pragma once

#include "store/store.hpp"

#include <functional>
#include <span>

namespace slalom::tune {

/// Seeds that are added to a case.
struct CaseSeeds {
  std::size_t case_index = 0;
  std::vector<std::uint64_t> seeds;
};

/// When a comparison has enough seeds.
struct SeedRule {
  std::uint64_t max_seeds = 0;  ///< per case
  /// Which seeds to add to a plan whose runs are all stored; none: it has enough.
  std::function<std::vector<CaseSeeds>(const suite::Plan& plan, const store::Store& store)> more_seeds;
};

/// Adds seeds to a plan as requested: to the runs of a case, or, where its settings are tuned, to those that are
/// reported after that.
void add_seeds(suite::Plan& requested, std::span<const CaseSeeds> more);

}  // namespace slalom::tune
