#include "writer/write_report.hpp"

#include "html/render_html.hpp"
#include "markdown/render.hpp"
#include "process/output_file.hpp"
#include "statistics/compare.hpp"
#include "writer/fingerprint.hpp"
#include "writer/publish.hpp"
#include "writer/staging_folder.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <fstream>

namespace slalom::writer {

namespace {

namespace fs = std::filesystem;

/// The last line of report.md, which is published last.
std::string mark(const std::string& fingerprint) { return fmt::format("<!-- made of {} -->\n", fingerprint); }

/// Empty without any.
std::string text_of(const statistics::ReportOptions& options) {
  std::string text;
  if (options.alpha != statistics::default_alpha) text += fmt::format(", level {}", options.alpha);
  if (!options.baseline.empty())
    text += fmt::format(", baseline {:016x}", XXH3_64bits(options.baseline.data(), options.baseline.size()));
  return text;
}

std::string last_bytes(const fs::path& file, std::size_t count) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, in.tellg()));
  std::string text(std::min(count, size), '\0');
  in.seekg(static_cast<std::streamoff>(size - text.size()));
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

}  // namespace

bool has_current_report(const fs::path& results, const statistics::ReportOptions& options) {
  if (!is_whole(results)) return false;
  const auto expected = mark(fingerprint(store::Store(results, store::Store::Mode::read)) + text_of(options));
  return last_bytes(results / "report.md", expected.size()) == expected;
}

Written write_report(const std::vector<fs::path>& results, const fs::path& out, const fs::path& templates,
                     const statistics::ReportOptions& options) {
  // Before the runs are read: what is stored meanwhile makes the report an old one.
  std::string made_of;
  for (const auto& folder : results) made_of += fingerprint(store::Store(folder, store::Store::Mode::read));
  made_of += text_of(options);
  check_replaceable(out);
  const auto comparison = statistics::compare(results, options);
  const StagingFolder staging(out);
  Written written{.folder = out, .notes = comparison.notes, .warnings = {}};
  auto markdown = markdown::render_markdown(comparison, staging.path() / "charts", templates, written.warnings);
  if (written.warnings.empty()) markdown.text += mark(made_of);  // else the next run tries again
  process::write_file(staging.path() / "report.md", markdown.text);
  for (const auto& [name, text] : markdown.problems) process::write_file(staging.path() / name, text);
  process::write_file(staging.path() / "report.html",
                      html::render_html(comparison, staging.path() / "charts", templates));
  process::OutputFile json(staging.path() / "report.json");
  json << statistics::to_json(comparison);  // without a copy as text
  json.close();
  for (const auto& foreign : publish(staging.path(), out))
    written.warnings.push_back(fmt::format("{} was not written by slalom and is left", foreign.string()));
  return written;
}

bool write_live_page(const fs::path& results, const fs::path& templates, const std::string& time,
                     const statistics::ReportOptions& options) {
  if (!fs::exists(results / "results.sqlite") || has_current_report(results, options)) return false;
  const auto comparison = statistics::compare(std::vector{results}, options);
  if (comparison.experiments.empty()) return false;
  const StagingFolder staging(results);
  process::write_file(staging.path() / "report.html", html::render_live_html(comparison, templates, time));
  publish_page(staging.path(), results);
  return true;
}

}  // namespace slalom::writer
