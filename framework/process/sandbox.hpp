// What a process in which plugins run may do: read what it needs, write to a folder of its own, and compute.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::process {

enum class Sandbox { off, on, require };  ///< on: as far as the kernel has it

/// What this kernel has of it: "Landlock ABI 7, seccomp".
struct SandboxSupport {
  int landlock = 0;  ///< ABI; 0: none
  bool seccomp = false;

  bool complete() const { return landlock > 0 && seccomp; }
  std::string text() const;
};
SandboxSupport sandbox_support();

/// "off", or what holds under this setting here: "Landlock ABI 7, seccomp", "none: the kernel has neither Landlock nor
/// seccomp".
std::string sandbox_text(Sandbox sandbox);

/// What may be read for plugin files: they and what lies beside them, and the folders of libraries that they, the
/// program or the environment name.
std::vector<std::filesystem::path> paths_of_plugins(const std::vector<std::filesystem::path>& files);

/// From here on, for this thread and those that it starts: no file is read but these (folders with all that is in them)
/// and the system's own libraries, none is written but in $TMPDIR, which must be a PrivateFolder; no other process is
/// signalled, traced, started or connected to, and no rights of root are left. What the kernel does not have is left
/// out. Throws std::system_error if it refuses what it has.
void enter_sandbox(const std::vector<std::filesystem::path>& read);

}  // namespace slalom::process
