#include "export/export_folder.hpp"

#include "process/output_file.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <fstream>

namespace slalom::report {

namespace fs = std::filesystem;

void prepare_folder(const fs::path& out, const std::string& format, const std::vector<std::string>& names) {
  const auto list = out / ".slalom-export";  // the format, and what was written, a line each
  fs::create_directories(out);
  std::ifstream earlier(list);
  std::string earlier_format, name;
  std::getline(earlier, earlier_format);
  if (earlier_format != format && !fs::is_empty(out))
    throw host::StoreError(
        fmt::format("{} is not empty{}: write to a folder of its own", out.string(),
                    earlier_format.empty() ? "" : fmt::format(" but holds format {}", earlier_format)));
  while (std::getline(earlier, name))
    if (!name.empty() && fs::path(name) == fs::path(name).filename() && name != "." && name != "..")
      fs::remove_all(out / name);
  host::OutputFile file(list);
  file << format + "\n";
  for (const auto& now : names) file << now + "\n";
  file.close();
}

}  // namespace slalom::report
