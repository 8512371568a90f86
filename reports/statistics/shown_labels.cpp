#include "statistics/shown_labels.hpp"

#include "statistics/numbers.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

namespace slalom::statistics {

void show_labels(std::vector<suite::Plan>& plans) {
  constexpr std::size_t longest = 180;  // leaves room for the number
  std::map<std::string, std::string> shown;
  std::set<std::string> taken;
  for (const auto& plan : plans)  // those that can be shown as they are keep their names
    for (const auto& c : plan.cases)
      if (clean_text(c.optimizer.label) == c.optimizer.label) taken.insert(c.optimizer.label);
  for (auto& plan : plans)
    for (auto& c : plan.cases) {
      auto& label = c.optimizer.label;
      const auto [known, is_new] = shown.try_emplace(label, label);
      if (is_new && clean_text(label) != label) {
        known->second = clean_text(label);
        for (int number = 2; !taken.insert(known->second).second; ++number)
          known->second = fmt::format("{} #{}", clean_text(label, longest), number);
      }
      label = known->second;
    }
}

}  // namespace slalom::statistics
