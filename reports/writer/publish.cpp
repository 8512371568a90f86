#include "writer/publish.hpp"

#include "process/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace slalom::writer {

namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;  // "report.md", "charts/1-1-loss-steps.svg"

constexpr auto manifest = "report.manifest";

std::string content(const fs::path& file) {
  if (!fs::is_regular_file(fs::symlink_status(file))) return "";
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Whether a report may have a file of this name: what a manifest says is not trusted.
bool is_name(const std::string& name) {
  if (std::ranges::find(report_files, name) != report_files.end()) return true;
  const auto slash = name.find('/');
  if (slash == std::string::npos || name.find('/', slash + 1) != std::string::npos) return false;
  const auto folder = name.substr(0, slash);
  return (folder == "charts" && name.ends_with(".svg")) || (folder == "problems" && name.ends_with(".md"));
}

Names of_manifest(const std::string& text) {
  Names names;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    if (auto name = text.substr(from, end - from); is_name(name)) names.insert(std::move(name));
    from = end + 1;
  }
  return names;
}

/// Of a report that was written before there were manifests: its files, and the charts that it shows.
Names of_earlier_report(const fs::path& out) {
  if (content(out / "report.json").find("\"report_format\":") == std::string::npos) return {};
  Names names(report_files.begin(), report_files.end());
  const auto text = content(out / "report.md");
  const std::string chart = "(charts/";
  for (auto at = text.find(chart); at != std::string::npos; at = text.find(chart, at + 1))
    if (auto name = text.substr(at + 1, text.find(')', at) - at - 1); is_name(name)) names.insert(std::move(name));
  return names;
}

/// What slalom wrote there.
Names written_in(const fs::path& out) {
  const auto text = content(out / manifest);
  return text.empty() ? of_earlier_report(out) : of_manifest(text);
}

Names names_in(const fs::path& staging) {
  Names names(report_files.begin(), report_files.end());
  for (const auto* folder : report_folders)
    for (const auto& file : fs::directory_iterator(staging / folder))
      names.insert(fmt::format("{}/{}", folder, file.path().filename().string()));
  return names;
}

void check_replaceable(const fs::path& out, const Names& now, const Names& earlier) {
  const auto refuse = [](const fs::path& file, const char* what) {
    throw process::FileError(
        fmt::format("{} {}: move it away, or write the report to another folder with --out", file.string(), what));
  };
  for (const auto* name : report_folders) {
    const auto folder = fs::symlink_status(out / name);
    if (fs::exists(folder) && !fs::is_directory(folder)) refuse(out / name, "is not a folder");
  }
  for (const auto& name : now) {
    const auto there = fs::symlink_status(out / name);
    if (fs::exists(there) && !(earlier.contains(name) && fs::is_regular_file(there)))
      refuse(out / name, "was not written by slalom");
  }
}

void put_manifest(const fs::path& out, const Names& names) {
  process::OutputFile file(out / manifest);
  for (const auto& name : names) file << name << '\n';
  file.close();
}

}  // namespace

void check_replaceable(const fs::path& out) {
  check_replaceable(out, Names(report_files.begin(), report_files.end()), written_in(out));
}

void publish_page(const fs::path& from, const fs::path& to) {
  const std::string page = "report.html";
  auto names = written_in(to);
  check_replaceable(to, {page}, names);
  if (names.insert(page).second) put_manifest(to, names);
  fs::rename(from / page, to / page);
}

bool is_whole(const fs::path& out) {
  const auto names = of_manifest(content(out / manifest));
  return !names.empty() && std::ranges::all_of(names, [&](const auto& name) { return fs::exists(out / name); });
}

std::vector<fs::path> publish(const fs::path& from, const fs::path& to) {
  const auto earlier = written_in(to), now = names_in(from);
  check_replaceable(to, now, earlier);
  auto both = earlier;
  both.insert(now.begin(), now.end());
  put_manifest(to, both);  // should this process be killed, the next report knows the files of both
  fs::create_directories(to / "charts");
  for (const auto& name : now)
    if (name.find('/') != std::string::npos) {
      fs::create_directories((to / name).parent_path());
      fs::rename(from / name, to / name);
    }
  for (const auto& name : earlier)
    if (!now.contains(name)) fs::remove(to / name);
  for (const auto* file : report_files) fs::rename(from / file, to / file);
  put_manifest(to, now);
  std::vector<fs::path> foreign;
  for (const auto* folder : report_folders) {
    if (!fs::exists(to / folder)) continue;
    for (const auto& entry : fs::directory_iterator(to / folder))
      if (!now.contains(fmt::format("{}/{}", folder, entry.path().filename().string())))
        foreign.push_back(entry.path());
  }
  if (fs::exists(to / "problems") && fs::is_empty(to / "problems")) fs::remove(to / "problems");
  std::ranges::sort(foreign);
  return foreign;
}

}  // namespace slalom::writer
