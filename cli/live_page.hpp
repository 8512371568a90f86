// The page of results that are still being written.
#pragma once

#include "statistics/report_options.hpp"

#include <sys/types.h>

#include <filesystem>

namespace slalom::cli {

/// A process of its own, with a low priority, that writes the page of this folder every few seconds as long as
/// this object lives.
class LivePage {
 public:
  LivePage(const std::filesystem::path& results, const statistics::ReportOptions& options);
  ~LivePage();
  LivePage(LivePage&& other) noexcept;
  LivePage(const LivePage&) = delete;
  LivePage& operator=(const LivePage&) = delete;
  LivePage& operator=(LivePage&&) = delete;

 private:
  pid_t process_ = -1;
};

/// What that process does: it writes the page whenever the results have grown, and ends with the process that started
/// it.
void keep_page_live(const std::filesystem::path& results, const statistics::ReportOptions& options);

}  // namespace slalom::cli
