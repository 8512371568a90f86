// The content of data files is part of what determines a run.
#pragma once

#include "loader/setting.hpp"

#include <map>
#include <string>

namespace slalom::suite {

class DataHashes {
 public:
  explicit DataHashes(std::string folders) : folders_(std::move(folders)) {}

  /// Takes the ending off the name of a file where the name alone means the same file: both are the same runs.
  void shorten_name(Json& settings) const;

  /// Of the files that a problem's setting `data` names: NAME with any ending, or all files in the folder NAME, in the
  /// first of the folders that has it. Empty where there is no such setting, or no such file.
  std::string of(const Json& settings);

 private:
  std::string folders_;
  std::map<std::string, std::string> known_;  // by name
};

}  // namespace slalom::suite
