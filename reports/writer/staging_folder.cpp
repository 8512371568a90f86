#include "writer/staging_folder.hpp"

#include "process/output_file.hpp"
#include "writer/publish.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <string>

namespace slalom::writer {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = ".report-";

std::string host_name() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

/// Of a folder ".report-PID-HOST", or ".report-PID" as earlier versions named it.
bool is_abandoned(const std::string& folder) {
  if (!folder.starts_with(prefix)) return false;
  pid_t process = 0;
  const char* const last = folder.data() + folder.size();
  const auto [end, error] = std::from_chars(folder.data() + prefix.size(), last, process);
  if (error != std::errc() || process <= 0) return false;
  const bool here = end == last || std::string(end, last) == "-" + host_name();
  return here && kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

void remove_abandoned_staging_folders(const fs::path& out) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(out, ignored))
    if (is_abandoned(entry.path().filename().string())) fs::remove_all(entry.path(), ignored);
}

StagingFolder::StagingFolder(const fs::path& out) : path_(out / fmt::format("{}{}-{}", prefix, getpid(), host_name())) {
  remove_abandoned_staging_folders(out);
  fs::create_directories(out);
  fs::remove_all(path_);
  if (!fs::create_directory(path_)) throw process::FileError(fmt::format("cannot make {}: it exists", path_.string()));
  for (const auto* folder : report_folders) fs::create_directory(path_ / folder);
}

StagingFolder::~StagingFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace slalom::writer
