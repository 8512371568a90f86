#include "check/check_file.hpp"

#include "check/child_process.hpp"
#include "check/part.hpp"
#include "check/result_channel.hpp"
#include "loader/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace slalom::check {

namespace {

using Verdict = CheckResult::Verdict;

constexpr const char* exit_without_error = "it ended the process with exit code 0";

struct Subject {
  std::string kind, name;
};

class Checker {
 public:
  Checker(const std::filesystem::path& file, const CheckOptions& options,
          const std::function<void(const CheckResult&)>& take)
      : file_(file.string()), options_(options), take_(take) {}

  /// What the file offers, or why it cannot be used.
  std::optional<std::string> look(std::vector<Subject>& subjects) {
    ChildProcess process(command({file_}), findings_descriptor, options_.sandbox);
    CheckResult tables{.subject = "file " + file_, .check = "tables"};
    bool loaded = false;
    while (const auto line = process.line(deadline())) {
      const auto [word, rest] = split(*line);
      if (word == "unusable") return rest;
      loaded = true;
      if (word == "ok" || word == "fail") note(tables, word, rest);
      if (word == "entry") subjects.push_back({split(rest).first, split(rest).second});
    }
    const auto wrong = how_it_ended(process);
    if (!loaded) return "while it was loaded " + wrong.value_or(exit_without_error);
    return wrong ? std::optional("while it was unloaded " + *wrong) : std::nullopt;
  }

  void check(const Subject& subject) {
    const auto names = check_names(subject.kind);
    ChildProcess process(command({file_, subject.kind, subject.name, "0"}), findings_descriptor, options_.sandbox);
    CheckResult result{.subject = subject.kind + " " + subject.name};
    std::string doing, fault;
    std::size_t next = 0;
    for (auto until = deadline(); next < names.size();) {
      const auto line = process.line(until);
      if (!line) break;
      const auto [word, rest] = split(*line);
      if (word == "doing") doing = rest;
      if (word == "fault") fault = "; " + rest;
      if (word == "doing" || word == "fault") continue;
      until = deadline();
      doing.clear();
      if (word == "begin") continue;
      result.check = names[next++];
      if (word == "useless") result.left_out = names.size() - std::exchange(next, names.size());
      note(result, word, rest);
    }
    const auto wrong = how_it_ended(process);
    const bool complete = next == names.size();
    if (process.left_behind() > 0) {
      auto left = result;
      left.check = "processes";
      left.left_out = 0;
      note(left, "fail",
           fmt::format("{} of the processes that it started were still running at its end", process.left_behind()));
    }
    if (complete && !wrong) return;
    result.check = complete ? "unloading" : names[next];
    result.printed = loader::clean_lines(process.printed());
    result.command = command_outside_sandbox({file_, subject.kind, subject.name, std::to_string(complete ? 0 : next)});
    // What cannot survive one check rarely survives the next: one crash is reported once.
    result.left_out = complete ? 0 : names.size() - next - 1;
    note(result, "fail", wrong.value_or(exit_without_error) + (doing.empty() ? "" : " (" + doing + ")") + fault);
  }

 private:
  ChildProcess::Clock::time_point deadline() const { return ChildProcess::Clock::now() + options_.timeout; }

  std::optional<std::string> how_it_ended(ChildProcess& process) const {
    // An end that takes long is none: it is given as much time as a check.
    if (!process.timed_out()) (void)process.line(deadline());
    auto wrong = process.end(options_.timeout);
    if (process.timed_out()) return fmt::format("it did not end within {} s", options_.timeout.count());
    return wrong;
  }

  static std::pair<std::string, std::string> split(const std::string& line) {
    const auto space = line.find(' ');
    return {line.substr(0, space), space == std::string::npos ? "" : loader::clean_line(line.substr(space + 1))};
  }

  void note(CheckResult& result, const std::string& word, const std::string& reason) const {
    result.verdict = word == "ok" ? Verdict::ok : word == "warning" ? Verdict::warning : Verdict::fail;
    result.reason = reason;
    take_(result);
  }

  std::vector<std::string> command(const std::vector<std::string>& arguments) const {
    auto words = options_.part_command;
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
  }
  /// To be typed by the user: the folder of a sandbox is gone by then.
  std::vector<std::string> command_outside_sandbox(const std::vector<std::string>& arguments) const {
    auto words = command(arguments);
    words.at(options_.part_command.size() - 1) = "free";
    return words;
  }

  std::string file_;
  const CheckOptions& options_;
  const std::function<void(const CheckResult&)>& take_;
};

}  // namespace

std::optional<std::string> check_file(const std::filesystem::path& file, const CheckOptions& options,
                                      const std::function<void(const CheckResult&)>& take) {
  Checker checker(file, options, take);
  std::vector<Subject> subjects;
  if (auto unusable = checker.look(subjects)) return unusable;
  for (const auto& subject : subjects) checker.check(subject);
  return std::nullopt;
}

}  // namespace slalom::check
