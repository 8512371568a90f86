// Tables of numbers from files of several formats, read strictly: what is not as it should be is an error, never a
// guess.
#pragma once

#include <slalom/data_path.hpp>
#include <slalom/data_table.hpp>
#include <slalom/detail/compiled.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

/// What a setting `data` can name, for its description.
inline constexpr const char* table_formats = "NAME.csv, NAME.svm (LIBSVM's format), NAME.npy or NAME.npz (NumPy)";

/// Reads PLACE.csv, .svm, .npy or .npz, whichever is there; the last column is what is to be predicted. At least two
/// columns and two rows, and not the same value in all of the last column. Throws std::runtime_error.
SLALOM_INLINE DataTable read_table_at(const std::string& place, std::uint64_t limit = default_data_limit);

/// The table of this name in the first of the folders that has it. Throws std::runtime_error.
SLALOM_INLINE DataTable read_table(const DataFolders& folders, const std::string& name);

}  // namespace slalom

#ifndef SLALOM_COMPILED
#include <slalom/detail/read_table.hpp>
#endif
