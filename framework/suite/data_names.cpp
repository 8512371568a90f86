#include "suite/data_names.hpp"

#include "suite/values.hpp"

#include <fmt/ranges.h>
#include <slalom/data_place.hpp>

#include <set>

namespace slalom::host {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const std::vector<std::string>& places, const std::string& folders) {
  std::set<std::string> names;
  for (const auto& place : places) {
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(place, unreadable)) {
      auto name = entry.path().stem().string();
      std::ranges::replace(name, '-', '_');
      if (!find_data(folders, name).empty()) names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

void check_name(const Node& name, const std::string& owner, const std::string& folders, Findings& findings) {
  if (!name.is_scalar() || !name.value.is_string()) return;
  if (!name.text.empty() && !find_data(folders, name.text).empty()) return;
  std::vector<std::string> places;
  for (const auto& place : places_of_data(folders, name.text)) places.push_back(fs::path(place).parent_path().string());
  findings.add(name.place, fmt::format("{}: there is no data set '{}' in {}{}", owner, name.text,
                                       fmt::join(places, ", "), hint(name.text, names_in(places, folders))));
}

}  // namespace

void check_data(const Node& value, const std::string& owner, const std::string& folders, Findings& findings) {
  if (!value.is_list()) return check_name(value, owner, folders, findings);
  for (const auto& name : value.children) check_name(name, owner, folders, findings);
}

}  // namespace slalom::host
