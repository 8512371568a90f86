// Where the files lie that a setting `data` names.
#pragma once

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace [[gnu::visibility("hidden")]] slalom {

/// Where data sets called NAME may lie: in each of the folders, which are separated by colons, and last where Debian's
/// packages have theirs, with hyphens for underscores. A NAME that begins with / is a path of its own.
inline std::vector<std::string> places_of_data(const std::string& folders, const std::string& name) {
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
  for (const auto& place : places_of_data(folders, name)) {
    if (std::filesystem::exists(place, unreadable)) return place;
    for (const auto* ending : data_endings)
      if (std::filesystem::exists(place + ending, unreadable)) return place;
  }
  return "";
}

/// The file at such a place that has this ending, which the name may have already; empty if there is none.
inline std::string data_file(const std::string& place, const std::string& ending) {
  std::error_code unreadable;
  for (const auto& path : {place, place + ending})
    if (path.ends_with(ending) && std::filesystem::is_regular_file(path, unreadable)) return path;
  return "";
}

/// The same, but throws std::runtime_error that says where it was looked for, and what is wanted.
inline std::string place_of_data(const std::string& folders, const std::string& name, const std::string& wanted) {
  auto place = find_data(folders, name);
  if (!place.empty()) return place;
  std::string message = "data " + name + ": there is no such data set; wanted is " + wanted + "; looked for";
  const char* separator = " ";
  for (const auto& looked : places_of_data(folders, name)) {
    message += separator + looked;
    separator = ", ";
  }
  throw std::runtime_error(message);
}

}  // namespace slalom
