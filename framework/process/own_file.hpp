// Files that slalom keeps open and changes in place, in folders to which others may write.
#pragma once

#include "process/descriptor.hpp"

#include <filesystem>

namespace slalom::process {

/// Throws FileError if there is something else of this name than a regular file of slalom's own: a link, a device, a
/// file with a second name elsewhere, or, in a folder as /tmp is, a file of somebody else.
void check_own_file(const std::filesystem::path& file);

/// Opens it to read and write, or creates it; what check_own_file() refuses is not touched. Throws FileError.
Descriptor open_own_file(const std::filesystem::path& file);

}  // namespace slalom::process
