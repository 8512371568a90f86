#include "suite/data_names.hpp"

#include "suite/data_files.hpp"
#include "suite/values.hpp"

#include <fmt/ranges.h>
#include <slalom/data_path.hpp>

#include <set>

namespace slalom::suite {

namespace {

namespace fs = std::filesystem;

/// "data set: NAME.csv, .svm, .npy or .npz" names four kinds of files.
bool suits(const fs::directory_entry& entry, const std::string& wanted) {
  std::error_code unreadable;
  if (entry.is_directory(unreadable)) return wanted.find("folder NAME") != std::string::npos;
  const auto ending = entry.path().extension().string();
  return std::ranges::count(data_endings, ending) > 0 && wanted.find(ending) != std::string::npos;
}

bool says_which(const std::string& wanted) { return wanted.find("NAME") != std::string::npos; }

std::vector<std::string> names_in(const std::vector<std::string>& search_paths, const std::string& folders,
                                  const std::string& wanted) {
  std::set<std::string> names;
  for (const auto& location : search_paths) {
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(location, unreadable)) {
      if (says_which(wanted) && !suits(entry, wanted)) continue;
      auto name = entry.path().stem().string();
      std::ranges::replace(name, '-', '_');
      if (!find_data(folders, name).empty()) names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

void check_name(const Node& name, const std::string& owner, const std::string& wanted, const loader::DataSource& data,
                Diagnostics& diagnostics) {
  if (!name.is_scalar() || name.value.is_null()) return;
  const auto& folders = data.folders;
  if (const auto location = name.text.empty() ? "" : find_data(folders, name.text); !location.empty()) try {
      check_data_files(location, data.limit);
      const auto files = files_found(location);
      const auto suitable = [&](const auto& entry) { return suits(entry, wanted); };
      if (says_which(wanted) && std::ranges::none_of(files, suitable))
        diagnostics.add(name.location, fmt::format("{}: {}: {}expected {}", owner, files.front().path().string(),
                                                   files.front().is_directory() ? "it is a folder; " : "", wanted));
      return;
    } catch (const std::runtime_error& error) {
      return diagnostics.add(name.location, fmt::format("{}: {}", owner, error.what()));
    }
  std::vector<std::string> search_paths;
  for (const auto& location : data_paths(folders, name.text))
    search_paths.push_back(fs::path(location).parent_path().string());
  diagnostics.add(name.location,
                  fmt::format("{}: there is no data set '{}' in {}{}", owner, name.text, fmt::join(search_paths, ", "),
                              hint(name.text, names_in(search_paths, folders, wanted))));
}

}  // namespace

void check_data(const Node& value, const std::string& owner, const std::string& wanted,
                const loader::DataSource& folders, Diagnostics& diagnostics) {
  if (!value.is_list()) return check_name(value, owner, wanted, folders, diagnostics);
  for (const auto& name : value.children) check_name(name, owner, wanted, folders, diagnostics);
}

}  // namespace slalom::suite
