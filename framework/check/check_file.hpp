// The conformance of a plugin: each of its optimizers, problems and schedules is put to every check of its kind.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace slalom::check {

struct CheckResult {
  enum class Verdict { ok, warning, fail };
  std::string subject;  ///< "optimizer adam"
  std::string check;
  Verdict verdict = Verdict::ok;
  std::string reason;   ///< empty if it is ok
  std::string printed;  ///< by a plugin that crashed
  /// Where the check crashed, hung or ended the process: runs it again, as for a debugger.
  std::vector<std::string> command;
  std::size_t left_out = 0;  ///< checks that were not run after that
};

struct CheckOptions {
  std::vector<std::string> part_command;  ///< starts look_into or check_entry; file, kind, name and number are appended
  std::chrono::seconds timeout{60};       ///< for each check
  bool sandbox = false;                   ///< the part enters one
};

/// Hands over each finding as soon as it is there. If the file cannot be used at all, the reason.
std::optional<std::string> check_file(const std::filesystem::path& file, const CheckOptions& options,
                                      const std::function<void(const CheckResult&)>& take);

}  // namespace slalom::check
