#include "statistics/compare.hpp"
#include "store/store.hpp"

namespace slalom::report {

Comparison compare(const std::vector<std::filesystem::path>& results) {
  std::vector<host::Store> stores;
  std::vector<Source> sources;
  for (const auto& folder : results) stores.emplace_back(folder, host::Store::Mode::read);
  for (const auto& store : stores)
    sources.push_back({.plans = store.plans(),
                       .provenance = store.provenance(),
                       .record = [&store](const host::RunId& id) { return store.find(id); },
                       .facts = [&store](const host::Case& c) { return store.facts(host::facts_key(c)); }});
  return compare(sources);
}

}  // namespace slalom::report
