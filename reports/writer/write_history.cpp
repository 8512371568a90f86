#include "writer/write_history.hpp"

#include "charts/draw.hpp"
#include "charts/history_chart.hpp"
#include "export/export_folder.hpp"
#include "markdown/escape.hpp"
#include "markdown/table_text.hpp"
#include "process/output_file.hpp"
#include "statistics/numbers.hpp"
#include "view/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace slalom::writer {

namespace {

namespace fs = std::filesystem;

std::string name_of(const statistics::HistoryEntry& entry) { return fs::path(entry.results).filename().string(); }

std::string folder(const statistics::History& history, std::size_t entry) {
  return fmt::format("{} ({})", entry + 1, name_of(history.entries[entry]));
}

view::Table series_table(const statistics::History& history) {
  view::Table table(
      {{"Problem", view::Kind::text},
       {"Optimizer", view::Kind::label},
       {"Folders"},
       {"First median"},
       {"Last median"},
       {fmt::format("Changed in folder, at level {}", statistics::short_number(history.alpha)), view::Kind::text},
       {"After / before"},
       {"p"},
       {"Every seed as in the last since", view::Kind::text}});
  for (const auto& s : history.series)
    table.add({s.experiment.empty() ? s.problem : fmt::format("{}, {}", s.experiment, s.problem), s.optimizer,
               std::to_string(s.values.size()), statistics::short_number(s.values.front().median),
               statistics::short_number(s.values.back().median),
               s.changed ? folder(history, s.entries[s.changed_at]) : "–",
               s.changed ? statistics::short_number(s.ratio, 3) : "–", statistics::short_number(s.p, 2),
               folder(history, s.entries[s.same_since])});
  return table;
}

view::Table entries_table(const statistics::History& history) {
  view::Table table(
      {{"Folder"}, {"Results", view::Kind::text}, {"Suite", view::Kind::text}, {"Started", view::Kind::text}});
  for (std::size_t i = 0; i < history.entries.size(); ++i) {
    const auto& e = history.entries[i];
    table.add({std::to_string(i + 1), statistics::clean_text(e.results), e.suite, e.started});
  }
  return table;
}

std::string answer(const statistics::History& history) {
  const auto changed =
      static_cast<std::size_t>(std::ranges::count_if(history.series, &statistics::HistorySeries::changed));
  return fmt::format("{} of {} of an optimizer and a problem changed over {} (level {}).", changed,
                     statistics::counted(history.series.size(), "pair"),
                     statistics::counted(history.entries.size(), "folder"), statistics::short_number(history.alpha));
}

constexpr auto method =
    "Folders are in the order of the times at which they were started, each point is the median over the seeds of a "
    "folder, "
    "with quartiles. A change is where Pettitt's test (1979) finds the largest difference between what comes before "
    "and "
    "after; p is by permutation of the folders, and corrected for the number of pairs by Holm's method. The test looks "
    "for "
    "one change; folders count as independent, which repeated runs of the same seeds are not where nothing changed: "
    "then "
    "all of their results are the same, and the last column says since when.";

}  // namespace

std::vector<std::string> write_history(const statistics::History& history, const fs::path& out) {
  exports::prepare_folder(out, "history", {"history.md", "history.json", "charts"});
  fs::create_directories(out / "charts");
  std::vector<charts::Chart> charts;
  const auto drawn = std::min(max_history_charts, history.series.size());
  for (std::size_t i = 0; i < drawn; ++i)
    charts.push_back({fmt::format("history-{}.svg", i + 1), charts::history_script(history.series[i])});
  std::vector<std::string> complaints;
  try {
    complaints = charts::draw(charts, out / "charts");
  } catch (const charts::GnuplotMissing& missing) {
    complaints.push_back(fmt::format("the history has no charts, because {}", missing.what()));
  }
  std::string text =
      fmt::format("# History\n\n{}\n\n{}\n", answer(history), markdown::escape_markdown(series_table(history)));
  for (std::size_t i = 0; i < drawn; ++i)
    if (const auto& s = history.series[i]; fs::exists(out / "charts" / charts[i].file))
      text += fmt::format("![{} on {}](charts/{})\n\n", markdown::escape_markdown(s.optimizer),
                          markdown::escape_markdown(s.problem), charts[i].file);
  if (drawn < history.series.size())
    text += fmt::format("Charts of the first {} of {} pairs.\n\n", drawn, history.series.size());
  text += fmt::format("## Folders\n\n{}\n## Method\n\n{}\n", markdown::escape_markdown(entries_table(history)), method);
  for (const auto& [name, content] :
       {std::pair{"history.md", text},
        {"history.json", statistics::to_json(history).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"}}) {
    process::write_file(out / name, content);
  }
  return complaints;
}

}  // namespace slalom::writer
