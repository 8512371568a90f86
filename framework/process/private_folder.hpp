// The folder in which a process of plugins may write, gone with its owner.
#pragma once

#include <string>
#include <vector>

namespace slalom::process {

class PrivateFolder {
 public:
  /// Where the system's temporary folder takes nothing more, there is none: then nothing can be written.
  PrivateFolder();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  /// The environment of this process, with TMPDIR leading there or not at all; ends with a null pointer. Valid as long
  /// as this is.
  std::vector<char*> environment();

 private:
  std::string path_, variable_;
};

}  // namespace slalom::process
