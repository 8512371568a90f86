#include "tune/seed_rule.hpp"

#include "suite/search.hpp"

namespace slalom::tune {

void add_seeds(suite::Plan& requested, std::span<const CaseSeeds> more) {
  for (const auto& [index, seeds] : more) {
    if (const auto& trial = requested.cases.at(index).trial) {
      auto& reported = requested.studies.at(trial->study).reported_seeds;
      reported.insert(reported.end(), seeds.begin(), seeds.end());
    } else {
      suite::add_runs(requested, index, seeds);
    }
  }
}

}  // namespace slalom::tune
