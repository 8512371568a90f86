// The mistakes found in a suite while it is read.
#pragma once

#include "suite/suite.hpp"

namespace slalom::suite {

/// Where something stands in the file, counted from 1; line 0: the file as a whole.
struct SourceLocation {
  int line = 0, column = 0;
};

class Diagnostics {
 public:
  explicit Diagnostics(std::filesystem::path file) : file_(std::move(file)) {}

  /// A message that echoes much of the file is cut short.
  void add(SourceLocation location, std::string message) {
    add({file_, location.line, location.column, std::move(message)});
  }
  /// That a suite names a plugin that is not there.
  void add_unknown_plugin(SourceLocation location, std::string message) {
    add({file_, location.line, location.column, std::move(message), true});
  }

  bool empty() const { return all_.empty(); }
  /// In the order of places, each once.
  DiagnosticList sorted() const;

 private:
  void add(Diagnostic diagnostic);

  std::filesystem::path file_;
  DiagnosticList all_;
};

}  // namespace slalom::suite
