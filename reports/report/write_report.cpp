#include "report/write_report.hpp"

#include "html/render_html.hpp"
#include "markdown/render.hpp"
#include "statistics/compare.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iomanip>

namespace slalom::report {

namespace {

namespace fs = std::filesystem;

/// `text` is anything that a stream takes: numbers go there without a copy as text.
template <class Text>
void write(const fs::path& file, const Text& text) {
  std::ofstream out(file, std::ios::binary);
  out << std::setw(1) << text << std::flush;  // JSON takes the width as its indentation
  if (!out) throw std::runtime_error("could not write " + file.string());
}

/// A new folder inside of `out`, removed with all that is still in it.
class Workshop {
 public:
  explicit Workshop(const fs::path& out) : folder(out / fmt::format(".report-{}", getpid())) {
    fs::remove_all(folder);
    fs::create_directories(folder / "charts");
  }
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  const fs::path folder;
};

/// Puts the new report in the old one's place.
void publish(const fs::path& from, const fs::path& to) {
  if (fs::exists(to / "charts")) fs::rename(to / "charts", from / "old charts");
  fs::rename(from / "charts", to / "charts");
  for (const auto* file : {"report.json", "report.html", "report.md"}) fs::rename(from / file, to / file);
}

}  // namespace

Written write_report(const std::vector<fs::path>& results, const fs::path& out, const fs::path& templates) {
  const auto comparison = compare(results);
  const Workshop workshop(out);
  Written written{.folder = out, .notes = comparison.notes, .warnings = {}};
  write(workshop.folder / "report.md",
        render_markdown(comparison, workshop.folder / "charts", templates, written.warnings));
  write(workshop.folder / "report.html", render_html(comparison, workshop.folder / "charts", templates));
  write(workshop.folder / "report.json", to_json(comparison));
  publish(workshop.folder, out);
  return written;
}

}  // namespace slalom::report
