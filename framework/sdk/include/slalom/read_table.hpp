// Tables of numbers from files of several formats, read strictly: what is not as it should be is an error, never a
// guess.
#pragma once

#include <slalom/csv.hpp>
#include <slalom/data_place.hpp>
#include <slalom/npz.hpp>
#include <slalom/svmlight.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// What a setting `data` can name, for its description.
inline constexpr const char* table_formats = "NAME.csv, NAME.svm (LIBSVM's format), NAME.npy or NAME.npz (NumPy)";

/// Reads PLACE.csv, .svm, .npy or .npz, whichever is there; the last column is what is to be predicted. At least two
/// columns and two rows. Throws std::runtime_error.
inline DataTable read_table_at(const std::string& place) {
  using Reader = DataTable (*)(const std::string&);
  const std::pair<const char*, Reader> formats[] = {
      {".csv", read_csv}, {".svm", read_svmlight}, {".npy", read_npy}, {".npz", read_npz}};
  for (const auto& [ending, read] : formats) {
    const auto path = place + ending;
    if (!std::filesystem::exists(path)) continue;
    auto table = read(path);
    if (table.columns < 2 || table.rows() < 2)
      throw std::runtime_error(path + ": at least two columns and two rows are needed");
    return table;
  }
  throw std::runtime_error(place + ": there is no such table; wanted is " + table_formats);
}

/// The table of this name in the first of the folders that has it. Throws std::runtime_error.
inline DataTable read_table(const std::string& folders, const std::string& name) {
  return read_table_at(place_of_data(folders, name, table_formats));
}

}  // namespace slalom
