// Where data sets come from.
#pragma once

#include <slalom/data_limit.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace slalom::loader {

/// Where data sets are looked for, and how large they may be.
struct DataSource {
  std::string folders;                       ///< with colons between them
  std::uint64_t limit = default_data_limit;  ///< bytes

  DataSource(std::string listed = "", std::uint64_t bytes = default_data_limit)
      : folders(std::move(listed)), limit(bytes) {}
  DataSource(const std::filesystem::path& folder) : folders(folder.string()) {}
};

}  // namespace slalom::loader
