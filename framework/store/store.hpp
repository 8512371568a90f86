// Results on disk: one SQLite file a results folder. Nothing else in the project writes SQL.
#pragma once

#include "run/record.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <unordered_set>

namespace slalom::host {

/// The store could not be read or written (exit code 4). The message names the file and says what to do.
struct StoreError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Store {
 public:
  enum class Mode { read, write };

  /// Opens DIR/results.sqlite; in Mode::write creates folder and file and keeps a lock until destroyed.
  Store(const std::filesystem::path& folder, Mode mode);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Remembers a suite's plan (replacing what was stored of the suite of that name) and where it was run.
  void put_plan(const Plan& plan, const Json& provenance);
  void put_facts(const std::string& key, const ProblemFacts& facts);
  /// Stores a finished run, or a failed one (replaced when it is tried again). Durable after the next commit().
  void put(const RunRecord& record);
  /// put() gathers in one transaction; this ends it. Called by the destructor too.
  void commit();

  /// Identities of the runs that need not be run again: stored and not failed.
  std::vector<RunId> done() const;

  /// The stored plans, with runs, in the order in which they were put; and each one's provenance.
  std::vector<Plan> plans() const;
  std::vector<Json> provenance() const;

  std::optional<ProblemFacts> facts(const std::string& key) const;
  std::optional<RunRecord> find(const RunId& id) const;
  /// Every stored record once, in the order of identities, without holding all of them.
  void each(const std::function<void(const RunRecord&)>& take) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace slalom::host
