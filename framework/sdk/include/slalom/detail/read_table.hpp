// How tables are read: what <slalom/read_table.hpp> declares.
#pragma once

#include <slalom/csv.hpp>
#include <slalom/data_path.hpp>
#include <slalom/npz.hpp>
#include <slalom/read_table.hpp>
#include <slalom/svmlight.hpp>

#include <stdexcept>
#include <utility>

namespace [[gnu::visibility("hidden")]] slalom {

namespace detail {

inline bool last_column_varies(const DataTable& table) {
  const auto last = table.columns - 1;
  for (std::size_t i = 1; i < table.rows(); ++i)
    if (table.row(i)[last] != table.row(0)[last]) return true;
  return false;
}

}  // namespace detail

SLALOM_INLINE DataTable read_table_at(const std::string& place, std::uint64_t limit) {
  using Reader = DataTable (*)(const std::string&, std::uint64_t);
  const std::pair<const char*, Reader> formats[] = {
      {".csv", read_csv}, {".svm", read_svmlight}, {".npy", read_npy}, {".npz", read_npz}};
  for (const auto& [ending, read] : formats) {
    const auto path = data_file(place, ending);
    if (path.empty()) continue;
    auto table = read(path, limit);
    if (table.columns < 2 || table.rows() < 2)
      throw std::runtime_error(path + ": at least two columns and two rows are needed");
    if (!detail::last_column_varies(table))
      throw std::runtime_error(path + ": the last column is the same in all rows: there is nothing to predict");
    return table;
  }
  throw std::runtime_error(place + ": there is no such table; expected " + table_formats);
}

SLALOM_INLINE DataTable read_table(const DataFolders& folders, const std::string& name) {
  return read_table_at(require_data(folders.text, name, table_formats), folders.limit);
}

}  // namespace slalom
