#include "statistics/styles.hpp"

#include <algorithm>
#include <set>

namespace slalom::statistics {

Styles::Styles(const std::vector<Source>& sources) {
  // Who meets whom: the families of one experiment share its charts.
  std::vector<std::string> order;
  std::map<std::string, std::set<std::string>> meets;
  for (const auto& source : sources)
    for (const auto& plan : source.plans) {
      std::map<std::size_t, std::set<std::string>> experiments;
      for (const auto& c : plan.cases) {
        if (meets.try_emplace(c.optimizer.family).second) order.push_back(c.optimizer.family);
        experiments[c.experiment].insert(c.optimizer.family);
      }
      for (const auto& [_, families] : experiments)
        for (const auto& family : families) meets[family].insert(families.begin(), families.end());
    }
  // Those that meet most choose first.
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto& a, const auto& b) { return meets[a].size() > meets[b].size(); });

  for (const auto& family : order) {
    std::vector<std::size_t> taken(palette_size, 0);
    for (const auto& other : meets[family])
      if (const auto known = families_.find(other); known != families_.end()) ++taken[known->second.color];
    const auto color = std::min_element(taken.begin(), taken.end()) - taken.begin();
    families_[family] = {.color = static_cast<std::size_t>(color), .dash = taken[static_cast<std::size_t>(color)]};
  }
}

Style Styles::of(const std::string& family, std::size_t variant) const {
  Style style = families_.at(family);
  style.dash += variant;
  return style;
}

}  // namespace slalom::statistics
