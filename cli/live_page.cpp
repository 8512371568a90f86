#include "live_page.hpp"

#include "loader/search_paths.hpp"
#include "process/orphans.hpp"
#include "process/output_file.hpp"
#include "process/start.hpp"
#include "store/store.hpp"
#include "writer/write_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <ctime>
#include <iostream>
#include <string>
#include <thread>
#include <utility>

namespace slalom::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds pause_between{5000}, pause_before_first{250};
constexpr int share_of_time = 9;  // it rests so many times as long as it worked
constexpr int priority = 10;      // below the runs, and yet in time where these take every core

std::string time_of_day() { return fmt::format("{:%H:%M:%S}", fmt::localtime(std::time(nullptr))); }

/// False as long as there is nothing to be shown: the folder, its file or its tables are not there yet.
bool write_page(const std::filesystem::path& results, const statistics::ReportOptions& options,
                const std::filesystem::path& templates) {
  try {
    return writer::write_live_page(results, templates, time_of_day(), options);
  } catch (const store::StoreError&) {
    return false;
  } catch (const process::FileError&) {  // a full disk may have room later
    return false;
  }
}

}  // namespace

LivePage::LivePage(const std::filesystem::path& results, const statistics::ReportOptions& options) {
  try {
    process_ = process::start({.program = loader::running_program,
                               .words = {"slalom", "report", std::filesystem::absolute(results).string(), "--live",
                                         "--alpha", fmt::format("{}", options.alpha)}},
                              "cannot start");
    process::keep_child(process_);
  } catch (const std::system_error&) {  // then there is no live page
  }
}

LivePage::~LivePage() {
  if (process_ < 0) return;
  kill(process_, SIGTERM);
  process::wait_for(process_);
}

LivePage::LivePage(LivePage&& other) noexcept : process_(std::exchange(other.process_, -1)) {}

void keep_page_live(const std::filesystem::path& results, const statistics::ReportOptions& options) {
  const auto parent = getppid();
  setpriority(PRIO_PROCESS, 0, priority);
  const auto templates = loader::find_search_paths({}).templates;
  bool named = false;
  while (getppid() == parent) {
    const auto begin = Clock::now();
    if (write_page(results, options, templates) && !std::exchange(named, true))
      std::cout << "page:   " << (results / "report.html").string() << std::endl;
    std::this_thread::sleep_for(
        std::max<Clock::duration>(named ? pause_between : pause_before_first, share_of_time * (Clock::now() - begin)));
  }
}

}  // namespace slalom::cli
