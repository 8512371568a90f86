#include "check/check_file.hpp"

#include "check/child_process.hpp"
#include "check/part.hpp"

#include <fmt/format.h>

namespace slalom::host {

namespace {

using Verdict = Finding::Verdict;

constexpr const char* exit_without_error = "it ended the process with exit code 0";

struct Subject {
  std::string kind, name;
};

class Checker {
 public:
  Checker(const std::filesystem::path& file, const CheckOptions& options,
          const std::function<void(const Finding&)>& take)
      : file_(file.string()), options_(options), take_(take) {}

  /// What the file offers, or why it cannot be used.
  std::optional<std::string> look(std::vector<Subject>& subjects) {
    ChildProcess process(command({file_}), findings_descriptor);
    Finding tables{.subject = "file " + file_, .check = "tables", .verdict = Verdict::ok, .reason = "", .printed = ""};
    bool loaded = false;
    while (const auto line = process.line(options_.patience)) {
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
    for (std::size_t next = 0; next < names.size();) next = check_from(subject, names, next);
  }

 private:
  /// Runs checks from `next` on in one process, up to the end or to that which the process did not survive. The number
  /// of the one after it.
  std::size_t check_from(const Subject& subject, const std::vector<CheckName>& names, std::size_t next) {
    ChildProcess process(command({file_, subject.kind, subject.name, std::to_string(next)}), findings_descriptor);
    Finding finding{
        .subject = subject.kind + " " + subject.name, .check = "", .verdict = Verdict::ok, .reason = "", .printed = ""};
    while (next < names.size()) {
      const auto line = process.line(options_.patience);
      if (!line) break;
      const auto [word, rest] = split(*line);
      if (word == "begin") continue;
      finding.check = names[next++].name;
      note(finding, word, rest);
    }
    const auto wrong = how_it_ended(process);
    const bool complete = next == names.size();
    if (complete && !wrong) return next;
    finding.check = complete ? "unloading" : names[next].name;
    finding.printed = process.printed();
    auto reason = wrong.value_or(exit_without_error);
    if (!complete && wrong && names[next].meaning_of_a_crash != nullptr)
      reason += fmt::format("; {}", names[next].meaning_of_a_crash);
    note(finding, "fail", reason);
    return next + 1;
  }

  std::optional<std::string> how_it_ended(ChildProcess& process) const {
    // An end that takes long is none: it is given as much time as a check.
    if (!process.timed_out()) (void)process.line(options_.patience);
    auto wrong = process.end(options_.patience);
    if (process.timed_out()) return fmt::format("it did not end within {} s", options_.patience.count());
    return wrong;
  }

  static std::pair<std::string, std::string> split(const std::string& line) {
    const auto space = line.find(' ');
    return {line.substr(0, space), space == std::string::npos ? "" : line.substr(space + 1)};
  }

  void note(Finding& finding, const std::string& word, const std::string& reason) const {
    finding.verdict = word == "ok" ? Verdict::ok : word == "warning" ? Verdict::warning : Verdict::fail;
    finding.reason = reason;
    take_(finding);
  }

  std::vector<std::string> command(const std::vector<std::string>& arguments) const {
    auto words = options_.part_command;
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
  }

  std::string file_;
  const CheckOptions& options_;
  const std::function<void(const Finding&)>& take_;
};

}  // namespace

std::optional<std::string> check_file(const std::filesystem::path& file, const CheckOptions& options,
                                      const std::function<void(const Finding&)>& take) {
  Checker checker(file, options, take);
  std::vector<Subject> subjects;
  if (auto unusable = checker.look(subjects)) return unusable;
  for (const auto& subject : subjects) checker.check(subject);
  return std::nullopt;
}

std::string try_to_load(const std::filesystem::path& file, const CheckOptions& options) {
  const std::function<void(const Finding&)> ignore = [](const Finding&) {};
  std::vector<Subject> subjects;
  return Checker(file, options, ignore).look(subjects).value_or("");
}

}  // namespace slalom::host
