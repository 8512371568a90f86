#include "suite/data_files.hpp"

#include <slalom/data_path.hpp>

#include <algorithm>

namespace slalom::suite {

namespace fs = std::filesystem;

std::vector<fs::path> data_files(const fs::path& location) {
  const bool is_folder = fs::is_directory(location);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(is_folder ? location : location.parent_path()))
    if ((is_folder || entry.path() == location || entry.path().stem() == location.filename()) &&
        entry.is_regular_file())
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<fs::directory_entry> files_found(const std::string& location) {
  if (fs::exists(location)) return {fs::directory_entry(location)};
  std::vector<fs::directory_entry> files;
  for (const auto* ending : data_endings)
    if (fs::exists(location + ending)) files.emplace_back(location + ending);
  return files;
}

void check_data_files(const std::string& location, std::uint64_t limit) {
  if (fs::is_directory(location)) {
    double bytes = 0;
    for (const auto& file : data_files(location)) bytes += static_cast<double>(fs::file_size(file));
    return check_data_limit(location, "what is in this folder", bytes, limit);
  }
  for (const auto& file : files_found(location)) size_of_data(file.path().string(), limit);
}

}  // namespace slalom::suite
