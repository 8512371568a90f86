// Where the files lie that a setting `data` names.
#pragma once

#include <slalom/ext/data_limit.h>
#include <slalom/data_limit.hpp>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

/// Where data sets are looked for, and how large they may be.
struct DataFolders {
  std::string text;  ///< the folders, with colons between them
  std::uint64_t limit = default_data_limit;

  DataFolders(std::string folders = "", std::uint64_t bytes = default_data_limit)
      : text(std::move(folders)), limit(bytes) {}
  DataFolders(const char* folders) : text(folders) {}
  DataFolders(const std::filesystem::path& folder) : text(folder.string()) {}
};

/// What the host says to a plugin: `data_folders(this->context().host)`.
inline DataFolders data_folders(const slalom_host* host) {
  DataFolders folders(host->data_folder);
  if (host->extension == nullptr) return folders;
  if (const void* offered = host->extension(host->self, SLALOM_DATA_LIMIT))
    folders.limit = static_cast<const slalom_data_limit*>(offered)->bytes;
  return folders;
}

/// Where data sets called NAME may lie: in each of the folders, which are separated by colons, and last where Debian's
/// packages have theirs, with hyphens for underscores. A NAME that begins with / is a path of its own.
inline std::vector<std::string> data_paths(const std::string& folders, const std::string& name) {
  if (name.starts_with('/')) return {name};
  std::vector<std::string> places;
  for (std::size_t first = 0; first < folders.size();) {
    const auto end = std::min(folders.find(':', first), folders.size());
    places.push_back((std::filesystem::path(folders.substr(first, end - first)) / name).string());
    first = end + 1;
  }
  auto package = name;
  std::ranges::replace(package, '_', '-');
  places.push_back("/usr/share/datasets/" + package);
  return places;
}

/// What the files of data sets end in; of several with one name, the first is taken.
inline constexpr const char* data_endings[] = {".csv", ".svm", ".npy", ".npz", ".txt"};

/// The first of those places where there is a folder, or a file that is named with or without its ending; empty if
/// there is none.
inline std::string find_data(const std::string& folders, const std::string& name) {
  std::error_code unreadable;  // no place, then
  for (const auto& place : data_paths(folders, name)) {
    if (std::filesystem::exists(place, unreadable)) return place;
    for (const auto* ending : data_endings)
      if (std::filesystem::exists(place + ending, unreadable)) return place;
  }
  return "";
}

/// What is at such a place with this ending, which the name may have already; empty if there is nothing.
inline std::string data_file(const std::string& place, const std::string& ending) {
  std::error_code unreadable;
  for (const auto& path : {place, place + ending})
    if (path.ends_with(ending) && std::filesystem::exists(path, unreadable)) return path;
  return "";
}

/// The same, but throws std::runtime_error that says where it was looked for, and what is wanted.
inline std::string require_data(const std::string& folders, const std::string& name, const std::string& wanted) {
  auto place = find_data(folders, name);
  if (!place.empty()) return place;
  std::string message = "data " + name + ": there is no such data set; expected " + wanted + "; looked for";
  const char* separator = " ";
  for (const auto& looked : data_paths(folders, name)) {
    message += separator + looked;
    separator = ", ";
  }
  throw std::runtime_error(message);
}

}  // namespace slalom
