#include "statistics/compare.hpp"

namespace slalom::report {

Source source_of(const host::Store& store) {
  return {.plans = store.plans(),
          .provenance = store.provenance(),
          .record = [&store](const host::RunId& id) { return store.find(id); },
          .facts = [&store](const host::Case& c) { return store.facts(host::facts_key(c)); }};
}

Comparison compare(const std::vector<std::filesystem::path>& results) {
  std::vector<host::Store> stores;
  std::vector<Source> sources;
  for (const auto& folder : results) stores.emplace_back(folder, host::Store::Mode::read);
  for (const auto& store : stores) sources.push_back(source_of(store));
  return compare(sources);
}

}  // namespace slalom::report
