#include "session/provenance.hpp"

#include "suite/plugins_of_case.hpp"

#include <Eigen/src/Core/util/Macros.h>  // its version alone
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/utsname.h>
#include <boost/version.hpp>

#include <ctime>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>
#include <thread>

// Set by CMakeLists.txt when the build is configured.
#ifndef SLALOM_VERSION
#error "SLALOM_VERSION is missing"
#endif

namespace slalom::session {

namespace {

/// The value of the first line "key : value" of a file, or "unknown".
std::string value_in(const char* file, const std::string& key, char separator) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto at = line.find(separator);
    if (!line.starts_with(key) || at == std::string::npos) continue;
    auto value = line.substr(at + 1);
    std::erase(value, '"');
    return value.substr(std::min(value.find_first_not_of(' '), value.size()));
  }
  return "unknown";
}

/// What the processor offers of the instruction sets that change how sums are rounded.
std::string instructions() {
  std::istringstream offered(value_in("/proc/cpuinfo", "flags", ':'));
  std::string known;
  for (std::string name; offered >> name;)
    if (name.starts_with("avx") || name.starts_with("fma") || name.starts_with("sse4"))
      known += (known.empty() ? "" : " ") + name;
  return known.empty() ? "unknown" : known;
}

Json machine() {
  utsname system{};
  uname(&system);
  return {{"host", system.nodename},
          {"processor", value_in("/proc/cpuinfo", "model name", ':')},
          {"instructions", instructions()},
          {"processors", std::thread::hardware_concurrency()},
          {"system", fmt::format("{}, {} {} {}", value_in("/etc/os-release", "PRETTY_NAME", '='), system.sysname,
                                 system.release, system.machine)}};
}

Json libraries() {
  return {{"Eigen", fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
          {"Boost", fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)},
          {"SQLite", sqlite3_libversion()}};
}

/// The files of the plugins that the plan uses; of libraries each optimizer that was chosen from them.
Json plugin_files(const suite::Plan& plan, const loader::Registry& registry) {
  std::map<std::string, Json> files;
  for (const auto& c : plan.cases)
    suite::for_each_plugin(c, registry, [&](const suite::PluginUse&, const auto* entry) {
      if (entry == nullptr) return;
      const auto& file = *entry->file;
      auto name = file.spelled.empty() ? file.path.filename().string() : file.spelled;
      if (!file.selector.empty()) name += fmt::format(" ({})", file.selector);
      auto& kept = files[name];
      kept = {{"path", std::filesystem::absolute(file.path).lexically_normal().string()},
              {"hash", file.hash},
              {"version", file.version}};
      if (!file.selector.empty())
        kept.update({{"library", file.spelled}, {"selector", file.selector}, {"folder", file.folder.string()}});
    });
  return files;
}

}  // namespace

std::string version_text() {
  return fmt::format("slalom {} (commit {}, {})", SLALOM_VERSION, SLALOM_COMMIT, SLALOM_COMPILER);
}

std::string processor_text() {
  return fmt::format("{} ({})", value_in("/proc/cpuinfo", "model name", ':'), instructions());
}

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::ostringstream text;
  text << std::put_time(&utc, "%F %T UTC");
  return text.str();
}

Json provenance(const std::string& command, const suite::Plan& plan, const loader::Registry& registry,
                const std::string& level, const std::string& sandbox) {
  Json program{
      {"version", SLALOM_VERSION}, {"commit", SLALOM_COMMIT}, {"compiler", SLALOM_COMPILER}, {"flags", SLALOM_FLAGS}};
  if (!level.empty()) program["level"] = level;
  return {{"command", command},       {"program", program}, {"machine", machine()},
          {"libraries", libraries()}, {"sandbox", sandbox}, {"plugins", plugin_files(plan, registry)}};
}

}  // namespace slalom::session
