#include "suite/data_check.hpp"

#include "loader/inner.hpp"
#include "loader/text.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <slalom/read_table.hpp>

namespace slalom::suite {

namespace {

/// Of the problem or of that inside.
std::string data_name(const Json& settings) {
  for (const auto& value : settings)
    if (value.is_object()) return data_name(value);
  const auto name = settings.find("data");
  return name != settings.end() && name->is_string() ? name->get<std::string>() : "";
}

/// What the setting `data` of a problem can name, in its own words; empty if it reads no tables.
std::string wanted_data(const loader::ProblemEntry& problem) {
  const auto* data = find(problem.settings, "data");
  return data != nullptr && data->meaning.find("NAME.csv") != std::string::npos ? data->meaning : "";
}

bool is_folder_of_images(const std::string& folder) {
  for (const auto* file : {"/train-images-idx3-ubyte", "/test_batch.bin"})
    if (std::filesystem::exists(folder + file) || std::filesystem::exists(folder + file + ".gz")) return true;
  return false;
}

}  // namespace

std::set<std::string> missing_data(const Plan& plan, const loader::DataSource& data) {
  std::set<std::string> missing;
  for (const auto& c : plan.cases)
    if (const auto name = data_name(c.problem.settings); !name.empty() && find_data(data.folders, name).empty())
      missing.insert(name);
  return missing;
}

void DataCheck::add(const Plan& plan, const loader::Registry& registry) {
  for (const auto& c : plan.cases) {
    const auto nested = loader::nested_problems(registry, c.problem.name, c.problem.settings);
    if (nested.back() == nullptr) continue;
    const auto wanted = wanted_data(*nested.back()), name = data_name(c.problem.settings);
    if (wanted.empty() || name.empty()) continue;
    const auto location = find_data(data_.folders, name);
    const bool is_folder = std::filesystem::is_directory(location);  // which suits some problems and not others
    if (known_.insert({name, is_folder ? wanted : ""}).second)
      is_folder ? check_folder(location, wanted) : check_table(location);
  }
}

void DataCheck::check_folder(const std::string& folder, const std::string& wanted) {
  if (wanted.find("folder NAME") == std::string::npos || !is_folder_of_images(folder))
    mistakes_.push_back(
        loader::clean_line(fmt::format("{}: this folder has no such files; expected {}", folder, wanted)));
}

void DataCheck::check_table(const std::string& location) try {
  const auto table = read_table_at(location, data_.limit);
  if (!table.notes.empty())
    notes_.push_back(loader::clean_line(fmt::format("{}: {}", table.path, fmt::join(table.notes, "; "))));
} catch (const std::exception& error) {
  mistakes_.push_back(loader::clean_line(error.what()));
}

}  // namespace slalom::suite
