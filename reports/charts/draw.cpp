#include "charts/draw.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <system_error>

namespace slalom::report {

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

/// A file in memory, closed with its owner. Unlike a pipe it cannot fill up, nor break when the reader ends early.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("slalom", MFD_CLOEXEC)) {
    if (descriptor_ < 0) fail("memfd_create");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }

  void write(std::string_view text) const {
    while (!text.empty()) {
      const auto written = ::write(descriptor_, text.data(), text.size());
      if (written < 0) fail("write");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    lseek(descriptor_, 0, SEEK_SET);
  }

  /// The first characters of what was written to it.
  std::string start() const {
    std::array<char, 500> buffer{};
    const auto size = pread(descriptor_, buffer.data(), buffer.size(), 0);
    return {buffer.data(), static_cast<std::size_t>(size < 0 ? 0 : size)};
  }

 private:
  int descriptor_;
};

struct Actions {
  posix_spawn_file_actions_t c{};
  Actions() { posix_spawn_file_actions_init(&c); }
  ~Actions() { posix_spawn_file_actions_destroy(&c); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
};

/// Without a shell: the script is gnuplot's standard input, the picture its standard output. Empty if all went well.
std::string complaint_of_gnuplot(const Chart& chart, const std::filesystem::path& picture) {
  MemoryFile script, errors;
  script.write(chart.script);
  Actions actions;
  posix_spawn_file_actions_adddup2(&actions.c, script.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions.c, STDOUT_FILENO, picture.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&actions.c, errors.descriptor(), STDERR_FILENO);

  std::string program = "gnuplot", no_user_settings = "-d";
  const std::array<char*, 3> arguments{program.data(), no_user_settings.data(), nullptr};
  pid_t child = 0;
  if (const int error = posix_spawnp(&child, "gnuplot", &actions.c, nullptr, arguments.data(), environ); error != 0)
    return std::generic_category().message(error);
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail("waitpid");
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGTERM))
    throw Interrupted("interrupted while a chart was drawn");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return "";
  const auto said = errors.start();
  return said.empty() ? "gnuplot was ended before it had done so" : said;
}

/// gnuplot ends well although the disk is full.
bool is_whole(const std::filesystem::path& picture) {
  std::ifstream in(picture, std::ios::binary | std::ios::ate);
  const auto size = std::min<std::streamoff>(in.tellg(), 100);
  if (size <= 0) return false;
  std::string end(static_cast<std::size_t>(size), '\0');
  in.seekg(-size, std::ios::end);
  in.read(end.data(), size);
  const auto kind = picture.extension();
  return end.find(kind == ".svg" ? "</svg>" : kind == ".png" ? "IEND" : "%%EOF") != std::string::npos;
}

bool have_gnuplot() {
  Actions actions;
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions.c, stream, "/dev/null", O_RDWR, 0);
  std::string program = "gnuplot", version = "--version";
  const std::array<char*, 3> arguments{program.data(), version.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, "gnuplot", &actions.c, nullptr, arguments.data(), environ) != 0) return false;
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail("waitpid");
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::vector<std::string> draw(const std::vector<Chart>& charts, const std::filesystem::path& folder) {
  if (!have_gnuplot()) throw GnuplotMissing("gnuplot was not found");
  std::vector<std::string> complaints(charts.size());
  std::atomic<bool> interrupted = false;
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < charts.size(); ++i) {
    try {
      complaints[i] = complaint_of_gnuplot(charts[i], folder / charts[i].file);
      if (complaints[i].empty() && !is_whole(folder / charts[i].file))
        complaints[i] = "it was cut off; is the disk full?";
    } catch (const Interrupted&) {
      interrupted = true;
    } catch (const std::exception& e) {
      complaints[i] = e.what();
    }
    std::error_code ignored;
    if (!complaints[i].empty()) std::filesystem::remove(folder / charts[i].file, ignored);
  }

  if (interrupted) throw Interrupted("interrupted while charts were drawn");
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < charts.size(); ++i)
    if (!complaints[i].empty())
      sentences.push_back(fmt::format("{} could not be drawn: {}", charts[i].file, complaints[i]));
  return sentences;
}

}  // namespace slalom::report
