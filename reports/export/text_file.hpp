// A text file that says when it could not be written.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

namespace slalom::report {

class TextFile {
 public:
  /// Throws host::StoreError if the file cannot be made.
  explicit TextFile(std::filesystem::path path);

  void write(std::string_view text) { out_ << text; }

  /// Throws host::StoreError if anything could not be written.
  void close();

 private:
  std::filesystem::path path_;
  std::ofstream out_;
};

}  // namespace slalom::report
