#include "statistics/sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace slalom::statistics {

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  if (names.size() <= 1) return names.empty() ? "" : names.front();
  const bool all = names.size() <= most;
  const auto shown = all ? names.size() - 1 : most - 1;
  const auto first =
      fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  return first + " and " + (all ? names.back() : fmt::format("{} others", names.size() - shown));
}

std::vector<std::string> with_unequal_budgets(std::span<const ProblemComparison* const> problems) {
  std::vector<std::string> labels;
  for (const auto* p : problems)
    if (std::ranges::any_of(p->optimizers, [&](const auto& o) { return o.budget != p->optimizers.front().budget; }))
      labels.push_back(p->label);
  return labels;
}

std::string in_words(Against verdict) {
  static constexpr std::array words{"better", "worse", "equivalent", "not distinguishable"};
  return words.at(static_cast<std::size_t>(verdict));
}

std::string in_words(const Metric& m) {
  if (m.name == "gap") return "gap to the known minimum";
  std::string name = m.name;
  std::ranges::replace(name, '_', ' ');
  return name;
}

}  // namespace slalom::statistics
