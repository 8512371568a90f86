#include "statistics/compare.hpp"

#include <algorithm>

namespace slalom::statistics {

namespace {

namespace fs = std::filesystem;

/// A folder's last name where that tells it from the others, else as it was given.
std::string name_among(const fs::path& folder, const std::vector<fs::path>& all) {
  const auto last = [](const fs::path& f) { return fs::weakly_canonical(f).filename(); };
  const auto cliques = std::ranges::count_if(all, [&](const auto& other) { return last(other) == last(folder); });
  return cliques == 1 ? last(folder).string() : folder.string();
}

}  // namespace

Source source_of(const store::Store& store) {
  return {.name = "",
          .plans = store.plans(),
          .provenance = store.provenance(),
          .record = [&store](const suite::RunId& id) { return store.find(id); },
          .info = [&store](const suite::Case& c) { return store.info(run::problem_key(c)); }};
}

Comparison compare(const std::vector<fs::path>& results, const ReportOptions& options) {
  std::vector<store::Store> stores;
  std::vector<Source> sources;
  stores.reserve(results.size());
  sources.reserve(results.size());
  for (const auto& folder : results) stores.emplace_back(folder, store::Store::Mode::read);
  for (const auto& store : stores) sources.push_back(source_of(store));
  if (sources.size() > 1)
    for (std::size_t i = 0; i < sources.size(); ++i) sources[i].name = name_among(results[i], results);
  auto comparison = compare(sources, options);
  for (std::size_t i = 0; i < stores.size(); ++i)
    if (const auto damage = store::to_text(stores[i].damage(), results[i]); !damage.empty())
      comparison.notes.push_back(damage + ".");
  return comparison;
}

}  // namespace slalom::statistics
