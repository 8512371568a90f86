// Why a worker ended, in words.
#pragma once

#include "worker/progress_table.hpp"

#include <string>

namespace slalom::worker {

/// Of a worker with this status as of waitpid(): "segmentation fault (SIGSEGV)".
std::string exit_description(int status);

/// Of one that lives and can send nothing any more.
inline constexpr const char* disconnected_description =
    "a plugin closed descriptors that are not its own, or replaced the process by another";

/// "in step 17", "while the problem was opened", …
std::string progress_text(const ProgressTable& table, std::size_t slot, bool loaded);

}  // namespace slalom::worker
