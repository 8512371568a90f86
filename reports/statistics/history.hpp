// How results changed from folder to folder, as of a nightly job.
#pragma once

#include "statistics/report_options.hpp"
#include "statistics/source.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace slalom::statistics {

/// Results of one suite, by the time at which they were started.
struct HistoryEntry {
  std::string results;  ///< the folder
  std::string suite, started;
};

/// One optimizer on one problem over time.
struct HistorySeries {
  std::string suite, experiment, problem, optimizer;
  std::string score;  ///< what the values are: "steps", "final loss"
  Style style;
  std::vector<std::size_t> entries;  ///< indices of the folders that have it, in their order
  std::vector<Quartiles> values;     ///< of its scores over seeds
  std::size_t same_since = 0;        ///< place in `entries` from which on all seeds gave the same as in the last
  std::size_t changed_at = 0;        ///< place in `entries`: the first after the change (Pettitt's test)
  double ratio = unknown;            ///< median of the medians from there on, to that of those before
  double p = unknown;                ///< by permutation, corrected for the number of series (Holm)
  bool changed = false;              ///< p is below the level
};

struct History {
  double alpha = default_alpha;
  std::vector<HistoryEntry> entries;  ///< by time
  std::vector<HistorySeries> series;  ///< those that changed first, then as in the suites
};

/// From stored results, each folder by itself. Scores are those that ranks go by (statistics/problem.hpp), over all
/// seeds that a folder has. Throws store::StoreError if one cannot be read.
History history(const std::vector<std::filesystem::path>& results, double alpha);

/// What a history needs of one suite in one folder.
struct Snapshot {
  struct Row {
    std::string experiment, problem, optimizer, score;
    Style style;
    std::vector<double> scores;  ///< by seed
  };
  HistoryEntry entry;
  std::vector<Row> rows;
};

std::vector<Snapshot> snapshots(const std::string& results, const Comparison& comparison);

History history(std::vector<Snapshot> snapshots, double alpha);

Json to_json(const History& history);

}  // namespace slalom::statistics
