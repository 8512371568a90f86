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

void check_data_files(const std::string& location, std::uint64_t limit) {
  if (fs::is_directory(location)) {
    double bytes = 0;
    for (const auto& file : data_files(location)) bytes += static_cast<double>(fs::file_size(file));
    return check_data_limit(location, "what is in this folder", bytes, limit);
  }
  if (fs::exists(location)) return static_cast<void>(size_of_data(location, limit));
  for (const auto* ending : data_endings)
    if (fs::exists(location + ending)) size_of_data(location + ending, limit);
}

}  // namespace slalom::suite
