// Files that slalom writes: whole or not at all, and never through a link that somebody has put in their place.
#pragma once

#include "process/descriptor.hpp"

#include <array>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string_view>

namespace slalom::process {

/// A file could not be read or written (exit code 4). The message names it and says why.
struct FileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws FileError: "cannot write FILE: " and the message of errno.
[[noreturn]] void throw_unwritten(const std::filesystem::path& file);

/// A new file in place of what is there under this name, be it a link. Throws FileError.
Descriptor open_new(const std::filesystem::path& file);

/// Puts characters into a file, in large parts.
class FileBuffer : public std::streambuf {
 public:
  explicit FileBuffer(int file);

  int sync() override;
  int error() const { return error_; }  ///< errno of what could not be written; 0: all could

 private:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  bool send(std::string_view text);

  int file_;
  int error_ = 0;
  std::array<char, 1 << 14> buffer_;
};

/// A file that is written beside its place, and put there by close(); without it, or after an error, nothing is left.
class OutputFile : public std::ostream {
 public:
  /// Throws FileError if it cannot be made.
  explicit OutputFile(std::filesystem::path file);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws FileError if anything could not be written.
  void close();

 private:
  std::filesystem::path file_, beside_;
  Descriptor out_;
  FileBuffer buffer_;
};

/// Throws FileError.
void write_file(const std::filesystem::path& file, std::string_view text);

/// The same for a name that the user has typed, which may be that of a link or a device, such as /dev/stdout.
void write_named_file(const std::filesystem::path& file, std::string_view text);

}  // namespace slalom::process
