#include "references.hpp"

#include "loader/inner.hpp"
#include "plugins.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <map>
#include <set>

namespace slalom::cli {

namespace {

class Found {
 public:
  template <class Entry>
  void add(const char* kind, const std::string& name, const Entry* entry) {
    if (entry == nullptr)
      missing_.insert(name);
    else
      all_[{kind, entry->name}] = {kind, entry->name, entry->title, entry->source};
  }

  std::vector<report::Reference> take() const {
    if (!missing_.empty())
      std::cerr << fmt::format("slalom: no sources of {}: their plugins are not there; {}\n", fmt::join(missing_, ", "),
                               elsewhere);
    std::vector<report::Reference> list;
    for (const auto& [key, reference] : all_) list.push_back(reference);
    return list;
  }

 private:
  std::map<std::pair<std::string, std::string>, report::Reference> all_;
  std::set<std::string> missing_;
};

}  // namespace

std::vector<report::Reference> references(const Given& given, const host::Store& store) {
  const auto plugins = load_plugins(given);
  const auto& registry = plugins.registry;
  Found found;
  for (const auto& plan : store.plans())
    for (const auto& c : plan.cases) {
      for (const auto* o : nested_optimizers(registry, c.optimizer.name, c.optimizer.settings))
        found.add("optimizer", c.optimizer.name, o);
      for (const auto* p : nested_problems(registry, c.problem.name, c.problem.settings))
        found.add("problem", c.problem.name, p);
      if (const auto& rate = c.optimizer.learning_rate; rate && rate->schedule != "constant")
        found.add("schedule", rate->schedule, registry.schedule(rate->schedule));
    }
  return found.take();
}

}  // namespace slalom::cli
