#include "worker/exit_description.hpp"

#include "worker/worker.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <cctype>
#include <csignal>
#include <cstring>

namespace slalom::worker {

namespace {

std::string signal_name(int number) {
  const char* description = sigdescr_np(number);
  const char* name = sigabbrev_np(number);
  if (description == nullptr || name == nullptr) return fmt::format("signal {}", number);
  std::string words = description;
  words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return fmt::format("{} (SIG{})", words, name);
}

}  // namespace

std::string exit_description(int status) {
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    return signal_name(number) + (number == SIGKILL ? ", perhaps because memory ran out," : "");
  }
  switch (WEXITSTATUS(status)) {
    case worker_cannot_send:
      return "a plugin closed descriptors that are not its own";
    case worker_broken:
      return "the worker could not continue";
    case worker_over_memory:
      return "the worker took too much memory";
    default:
      return fmt::format("a plugin ended the process with exit code {}", WEXITSTATUS(status));
  }
}

std::string progress_text(const ProgressTable& table, std::size_t slot, bool loaded) {
  if (!loaded) return "while its plugins were loaded";
  if (table.opening() != 0) return "while the problem was opened";
  const auto progress = table.progress(slot).load();
  if (progress == 0) return "before the run began";
  return progress == 1 ? "before the first step" : fmt::format("in step {}", progress - 1);
}

}  // namespace slalom::worker
