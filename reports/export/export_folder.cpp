#include "export/export_folder.hpp"

#include "process/output_file.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>

namespace slalom::exports {

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

Names lines_of(std::istream& in) {
  Names lines;
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

void check_replaceable(const fs::path& out, const std::vector<std::string>& names, const Names& own) {
  for (const auto& name : names)
    if (fs::exists(fs::symlink_status(out / name)) && !own.contains(name))
      throw process::FileError(fmt::format(
          "{} was not written by slalom: move it away, or write to another folder with --out", (out / name).string()));
}

}  // namespace

void claim_files(const fs::path& out, const std::vector<std::string>& names) {
  const auto manifest = out / "export.manifest";
  fs::create_directories(out);
  std::ifstream earlier(manifest);
  auto own = lines_of(earlier);
  check_replaceable(out, names, own);
  const auto known = own.size();
  own.insert(names.begin(), names.end());
  if (own.size() == known) return;
  process::OutputFile file(manifest);
  for (const auto& name : own) file << name << "\n";
  file.close();
}

void prepare_folder(const fs::path& out, const std::string& format, const std::vector<std::string>& names) {
  const auto list = out / ".slalom-export";  // the format, and what was written, a line each
  fs::create_directories(out);
  std::ifstream earlier(list);
  std::string earlier_format;
  std::getline(earlier, earlier_format);
  if (earlier_format != format && !fs::is_empty(out))
    throw store::StoreError(
        fmt::format("{} is not empty{}: write to a folder of its own", out.string(),
                    earlier_format.empty() ? "" : fmt::format(" but holds format {}", earlier_format)));
  const auto own = lines_of(earlier);
  check_replaceable(out, names, own);
  for (const auto& name : own)
    if (!name.empty() && fs::path(name) == fs::path(name).filename() && name != "." && name != "..")
      fs::remove_all(out / name);
  process::OutputFile file(list);
  file << format + "\n";
  for (const auto& now : names) file << now + "\n";
  file.close();
}

}  // namespace slalom::exports
