#include "check/process_checks.hpp"

#include "loader/heap.hpp"

#include <cfenv>
#include <chrono>
#include <clocale>
#include <thread>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace slalom::check {

namespace {

namespace fs = std::filesystem;

std::size_t count_threads() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/task"), fs::directory_iterator()));
}

std::map<std::string, std::string> open_files() {
  std::map<std::string, std::string> files;
  std::error_code gone;  // the descriptor that reads the folder
  for (const auto& file : fs::directory_iterator("/proc/self/fd"))
    if (const auto target = fs::read_symlink(file, gone); !gone) files[file.path().filename()] = target;
  return files;
}

/// Flushing, rounding and traps, without the flags that operations leave.
unsigned float_control() {
#if defined(__SSE__)
  constexpr unsigned flags = 0x3F;
  return _mm_getcsr() & ~flags;
#else
  return 0;
#endif
}

std::string locale() { return std::setlocale(LC_ALL, nullptr); }

std::array<void*, NSIG> signal_handlers() {
  std::array<void*, NSIG> handlers{};
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0)
      handlers.at(static_cast<std::size_t>(number)) = reinterpret_cast<void*>(action.sa_handler);
  }
  return handlers;
}

}  // namespace

ThreadsBefore::ThreadsBefore() : count_(count_threads()) {}

void ThreadsBefore::require_same() const {
  using namespace std::chrono_literals;
  for (int wait = 0; wait < 100 && count_threads() > count_; ++wait)
    std::this_thread::sleep_for(10ms);  // they may be ending
  if (const auto now = count_threads(); now > count_)
    fail("{} of its threads still run after it was destroyed", now - count_);
}

FilesBefore::FilesBefore() : files_(open_files()) {}

void FilesBefore::require_same() const {
  const auto now = open_files();
  for (const auto& [descriptor, target] : now)
    if (!files_.contains(descriptor)) fail("it leaves {} open", target);
  for (const auto& [descriptor, target] : files_) {
    if (!now.contains(descriptor)) fail("it closed file descriptor {}, which is not its own", descriptor);
    if (now.at(descriptor) != target)
      fail("file descriptor {}, which is not its own, refers to another file now", descriptor);
  }
}

ProcessBefore::ProcessBefore()
    : rounding_(std::fegetround()),
      float_control_(float_control()),
      folder_(fs::current_path()),
      locale_(locale()),
      signal_handlers_(signal_handlers()) {}

void ProcessBefore::require_same() const {
  if (std::fegetround() != rounding_) fail("it changes the rounding mode");
  if (float_control() != float_control_) fail("it changes the floating-point mode");
  if (fs::current_path() != folder_) fail("it changes the working directory");
  if (locale() != locale_) fail("it changes the locale");
  if (signal_handlers() != signal_handlers_) fail("it changes the handler of a signal");
}

std::size_t allocations() {
  const auto use = loader::heap_use();
  if (!use) throw CheckRemark("allocations cannot be counted in this build");
  return use->allocations;
}

}  // namespace slalom::check
