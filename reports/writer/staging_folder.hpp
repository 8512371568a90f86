// Where a report is made before it takes the old one's place.
#pragma once

#include <filesystem>

namespace slalom::writer {

/// A new folder inside of `out`, with the empty folders of a report, removed with all that is still in it. Those that
/// processes of this machine left when they were killed are removed too.
class StagingFolder {
 public:
  explicit StagingFolder(const std::filesystem::path& out);
  ~StagingFolder();
  StagingFolder(const StagingFolder&) = delete;
  StagingFolder& operator=(const StagingFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Removes staging folders in `out` whose process no longer runs.
void remove_abandoned_staging_folders(const std::filesystem::path& out);

}  // namespace slalom::writer
