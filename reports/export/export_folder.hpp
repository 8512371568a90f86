// Which files in a folder are those of an export.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::exports {

/// Makes `out`, and notes in `export.manifest` there that these files are slalom's. Throws process::FileError if one of
/// them is there already and no export wrote it.
void claim_files(const std::filesystem::path& out, const std::vector<std::string>& names);

/// Makes `out` ready for an export of this format that will write `names` there: what an earlier one wrote is removed,
/// so that the two do not mix. Throws store::StoreError if the folder holds other files only, or another format, and
/// process::FileError if a file of these names is there that no export wrote.
void prepare_folder(const std::filesystem::path& out, const std::string& format, const std::vector<std::string>& names);

}  // namespace slalom::exports
