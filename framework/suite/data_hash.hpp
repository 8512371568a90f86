// The content of data files is part of what determines a run.
#pragma once

#include "plugin/setting.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace slalom::host {

class DataHashes {
 public:
  explicit DataHashes(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Of the files that a problem's setting `data` names: FOLDER/NAME with any ending, or all files in the folder
  /// FOLDER/NAME. Empty where there is no such setting, or no such file.
  std::string of(const Json& settings);

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string> known_;  // by name
};

}  // namespace slalom::host
