#include "charts/draw.hpp"

#include "process/memory_file.hpp"
#include "process/output_file.hpp"
#include "process/start.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <map>
#include <system_error>

namespace slalom::charts {

namespace {

constexpr std::size_t max_complaint = 500;

/// Without a shell: the script is gnuplot's standard input, the picture its standard output. Empty if all went well.
std::string complaint_of_gnuplot(const Chart& chart, const std::filesystem::path& picture) {
  const process::MemoryFile script("no memory for a script", chart.script), errors("no memory for errors");
  const auto out = process::open_new(picture);
  const auto child = process::start({.program = "gnuplot",
                                     .words = {"gnuplot", "-d"},  // without a user's own settings
                                     .descriptors = {{script.get(), 0}, {out.get(), 1}, {errors.get(), 2}}},
                                    "gnuplot cannot be started");
  const int status = process::wait_for(child);
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGTERM))
    throw Interrupted("interrupted while a chart was drawn");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return "";
  const auto said = errors.first(max_complaint);
  return said.empty() ? "gnuplot was ended before it had done so" : said;
}

/// gnuplot ends well although the disk is full.
bool is_whole(const std::filesystem::path& picture) {
  std::ifstream in(picture, std::ios::binary | std::ios::ate);
  const auto size = std::min<std::streamoff>(in.tellg(), 100);
  if (size <= 0) return false;
  std::string end(static_cast<std::size_t>(size), '\0');
  in.seekg(-size, std::ios::end);
  in.read(end.data(), size);
  static const std::map<std::string, std::string> endings{
      {".svg", "</svg>"}, {".png", "IEND"}, {".pdf", "%%EOF"}, {".eps", "%%EOF"}, {".tex", "\\end{tikzpicture}"}};
  const auto kind = picture.extension();
  if (kind == ".gif") return end.back() == ';';
  return end.find(endings.at(kind)) != std::string::npos;
}

bool have_gnuplot() { return process::output_of({"gnuplot", "--version"}).code == 0; }

}  // namespace

std::vector<std::string> draw(const std::vector<Chart>& charts, const std::filesystem::path& folder) {
  if (!have_gnuplot()) throw GnuplotMissing("gnuplot was not found");
  std::vector<std::string> complaints(charts.size());
  std::atomic<bool> interrupted = false;
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < charts.size(); ++i) {
    try {
      complaints[i] = complaint_of_gnuplot(charts[i], folder / charts[i].file);
      if (complaints[i].empty() && !is_whole(folder / charts[i].file))
        complaints[i] = "it was cut off; is the disk full?";
    } catch (const Interrupted&) {
      interrupted = true;
    } catch (const std::exception& e) {
      complaints[i] = e.what();
    }
    std::error_code ignored;
    if (!complaints[i].empty()) std::filesystem::remove(folder / charts[i].file, ignored);
  }

  if (interrupted) throw Interrupted("interrupted while charts were drawn");
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < charts.size(); ++i)
    if (!complaints[i].empty())
      sentences.push_back(fmt::format("{} could not be drawn: {}", charts[i].file, complaints[i]));
  return sentences;
}

}  // namespace slalom::charts
