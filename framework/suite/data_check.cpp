#include "suite/data_check.hpp"

#include "loader/inner.hpp"
#include "loader/text.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <slalom/csv.hpp>
#include <slalom/data_place.hpp>
#include <slalom/svmlight.hpp>

namespace slalom::host {

namespace {

/// Files may hold any bytes.
std::string printable(std::string text) {
  while (const auto bad = find_forbidden(text)) text[*bad] = '?';
  return text;
}

/// Of the problem or of that inside.
std::string data_name(const Json& settings) {
  for (const auto& value : settings)
    if (value.is_object()) return data_name(value);
  const auto name = settings.find("data");
  return name != settings.end() && name->is_string() ? name->get<std::string>() : "";
}

bool reads_tables(const ProblemEntry& problem) {
  const auto* data = find(problem.settings, "data");
  return data != nullptr && data->meaning.find("NAME.csv") != std::string::npos;
}

}  // namespace

void DataCheck::add(const Plan& plan, const Registry& registry) {
  for (const auto& c : plan.cases) {
    const auto nested = nested_problems(registry, c.problem.name, c.problem.settings);
    if (nested.back() == nullptr || !reads_tables(*nested.back())) continue;
    if (const auto name = data_name(c.problem.settings); !name.empty() && known_.insert(name).second) check(name);
  }
}

void DataCheck::check(const std::string& name) try {
  const auto location = find_data(folders_, name), csv = data_file(location, ".csv"), svm = data_file(location, ".svm");
  if (std::filesystem::is_directory(location) || (csv.empty() && svm.empty())) return;
  const auto table = csv.empty() ? read_svmlight(svm) : read_csv(csv);
  if (!table.notes.empty())
    notes_.push_back(printable(fmt::format("{}: {}", table.path, fmt::join(table.notes, "; "))));
} catch (const std::exception& error) {
  mistakes_.push_back(printable(error.what()));
}

}  // namespace slalom::host
