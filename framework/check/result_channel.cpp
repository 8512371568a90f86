#include "check/result_channel.hpp"

#include "check/guarded_page.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

namespace slalom::check {

namespace {

void explain_fault(int signal, siginfo_t* info, void*) {  // only what a signal handler may do
  if (const char* meaning = GuardedPage::meaning_of_access(info->si_addr); info->si_code > 0 && meaning != nullptr) {
    constexpr const char* word = "fault ";
    [[maybe_unused]] auto written = write(findings_descriptor, word, std::strlen(word));
    written = write(findings_descriptor, meaning, std::strlen(meaning));
    written = write(findings_descriptor, "\n", 1);
  }
  raise(signal);  // which now does what it does by default
}

}  // namespace

void say(std::string line) {
  std::ranges::replace(line, '\n', ' ');
  write_line(line + '\n');
}

void write_line(std::string_view line) {
  while (!line.empty()) {
    const auto written = write(findings_descriptor, line.data(), line.size());
    if (written <= 0) return;
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

void explain_faults() {
  static std::array<std::byte, std::size_t{1} << 16U> memory;  // the stack may be what is used up
  stack_t stack{};
  stack.ss_sp = memory.data();
  stack.ss_size = memory.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_sigaction = explain_fault;
  action.sa_flags = static_cast<int>(SA_SIGINFO | SA_ONSTACK | SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGBUS}) sigaction(signal, &action, nullptr);
}

}  // namespace slalom::check
