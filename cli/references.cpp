#include "references.hpp"

#include "plugins.hpp"
#include "stored_plugins.hpp"
#include "suite/plugins_of_case.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <map>
#include <set>

namespace slalom::cli {

using namespace std::string_literals;

namespace {

class Found {
 public:
  template <class Entry>
  void add(const suite::PluginUse& use, const Entry* entry) {
    if (entry == nullptr)
      missing_.insert(use.name);
    else
      all_[{use.kind, entry->name}] = {use.kind, entry->name, entry->title, entry->source};
  }

  std::vector<latex::Reference> take() const {
    if (!missing_.empty())
      std::cerr << fmt::format("slalom: no sources of {}: their plugins are not there; {}\n", fmt::join(missing_, ", "),
                               elsewhere);
    std::vector<latex::Reference> list;
    for (const auto& [key, reference] : all_) list.push_back(reference);
    return list;
  }

 private:
  std::map<std::pair<std::string, std::string>, latex::Reference> all_;
  std::set<std::string> missing_;
};

}  // namespace

std::vector<latex::Reference> references(const Given& given, const store::Store& store) {
  auto plugins = load_plugins(given);
  try {
    load_sources(plugins, stored_sources(store));
  } catch (const std::runtime_error& no_python) {
    std::cerr << "slalom: " << no_python.what() << "\n";
  }
  const auto& registry = plugins.registry;
  Found found;
  for (const auto& plan : store.plans())
    for (const auto& c : plan.cases)
      suite::for_each_plugin(c, registry, [&](const suite::PluginUse& use, const auto* entry) {
        if (use.kind != "schedule"s || use.name != "constant") found.add(use, entry);
      });
  return found.take();
}

}  // namespace slalom::cli
