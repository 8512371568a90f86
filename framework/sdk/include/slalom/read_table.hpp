// Tables of numbers from files of several formats, read strictly: what is not as it should be is an error, never a
// guess.
#pragma once

#include <slalom/csv.hpp>
#include <slalom/npy.hpp>
#include <slalom/svmlight.hpp>

#include <filesystem>

namespace [[gnu::visibility("hidden")]] slalom {

/// What a setting `data` can name, for its description.
inline constexpr const char* table_formats = "NAME.csv, NAME.svm (LIBSVM's format) or NAME.npy (NumPy, two dimensions)";

/// A name that begins with / is a path of its own.
inline std::string path_of_data(const std::string& folder, const std::string& name) {
  return (std::filesystem::path(folder) / name).string();
}

/// Reads FOLDER/NAME.csv, .svm or .npy, whichever is there; the last column is what is to be predicted. At least two
/// columns and two rows. Throws std::runtime_error.
inline DataTable read_table(const std::string& folder, const std::string& name) {
  using Reader = DataTable (*)(const std::string&);
  const std::pair<const char*, Reader> formats[] = {{".csv", read_csv}, {".svm", read_svmlight}, {".npy", read_npy}};
  for (const auto& [ending, read] : formats) {
    const auto path = path_of_data(folder, name) + ending;
    if (!std::filesystem::exists(path)) continue;
    auto table = read(path);
    if (table.columns < 2 || table.rows() < 2)
      throw std::runtime_error(path + ": at least two columns and two rows are needed");
    return table;
  }
  throw std::runtime_error(path_of_data(folder, name) + ": there is no such data set; wanted is " + table_formats);
}

}  // namespace slalom
