// A folder of an export that makes several files or folders in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::report {

/// Makes `out` ready for an export of this format that will write `names` there: what an earlier one wrote is removed,
/// so that the two do not mix. Throws host::StoreError if the folder holds anything else, or another format.
void prepare_folder(const std::filesystem::path& out, const std::string& format, const std::vector<std::string>& names);

}  // namespace slalom::report
