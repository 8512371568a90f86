#include "session/missing_runs.hpp"

#include "store/store.hpp"

#include <algorithm>
#include <set>

namespace slalom::session {

std::vector<suite::Run> missing_runs(const suite::Plan& plan, std::span<const suite::RunId> done,
                                     const std::function<bool(const suite::Plan&, const suite::Case&)>& selects) {
  std::vector<suite::Run> missing;
  std::set<suite::RunId> seen;
  for (const auto& run : plan.runs)
    if (!std::ranges::binary_search(done, run.id) && (!selects || selects(plan, plan.cases.at(run.case_index))) &&
        seen.insert(run.id).second)
      missing.push_back(run);
  return missing;
}

std::size_t count_runs(const suite::Plan& plan) { return missing_runs(plan, {}).size(); }

std::uint64_t count_done(const std::filesystem::path& folder) {
  if (!exists(folder / "results.sqlite")) return 0;
  const store::Store store(folder, store::Store::Mode::read);
  const auto done = store.done();
  std::uint64_t count = 0;
  for (const auto& plan : store.plans()) count += count_runs(plan) - missing_runs(plan, done).size();
  return count;
}

}  // namespace slalom::session
