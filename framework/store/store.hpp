// Results on disk: one SQLite file a results folder. Nothing else in the project writes SQL.
#pragma once

#include "run/record.hpp"
#include "store/file_system.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace slalom::store {

/// The store could not be read or written (exit code 4). The message names the file and says what to do.
struct StoreError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Runs that count as not stored, since rows do not match their checksums.
struct Damage {
  std::set<suite::RunId> runs = {};                      ///< whose own rows do not
  std::set<std::string> problems = {};                   ///< keys of problems whose rows do not
  std::map<suite::RunId, std::string> of_problems = {};  ///< the other runs of these problems, and the problem's key

  std::size_t count() const { return runs.size() + of_problems.size(); }
  bool contains(const suite::RunId& id) const { return runs.contains(id) || of_problems.contains(id); }
};

/// In one line, for who reads the folder; empty if nothing is damaged.
std::string to_text(const Damage& damage, const std::filesystem::path& folder);

class Store {
 public:
  enum class Mode { read, write };

  /// Opens FOLDER/results.sqlite, and reads and checks all of it. Mode::write creates folder and file and, until
  /// destroyed, keeps other writers out; readers are welcome meanwhile. A file of an earlier format is migrated in
  /// place by writers; readers migrate a copy in memory. A file that is damaged, of a newer slalom or of another
  /// program is not touched. `file_system`: the folder's, if it is not to be asked for.
  Store(const std::filesystem::path& folder, Mode mode, std::optional<FileSystem> file_system = std::nullopt);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Remembers a suite's plan, replacing what was stored of the suite of that name, and where it was run.
  void put_plan(const suite::Plan& plan, const Json& provenance);
  /// Of a suite whose plan is stored.
  void put_provenance(const std::string& suite, const Json& provenance);
  void put_info(const std::string& key, const run::ProblemInfo& info);
  /// Stores a run, in place of what was stored of that identity.
  void put(const run::RunRecord& record);
  /// What was put before is on disk from here on, whatever becomes of this process. Called by the destructor too.
  void commit();
  /// Takes back what was put since the last commit.
  void roll_back();

  /// As it was found when the store was opened, without what has been put again.
  const Damage& damage() const;

  /// Identities of the runs that need not be run again, stored and not failed (skipped ones count); sorted.
  std::vector<suite::RunId> done() const;

  /// The stored plans, with runs, in the order in which they were first put; and each one's provenance.
  std::vector<suite::Plan> plans() const;
  std::vector<Json> provenance() const;

  std::optional<run::ProblemInfo> info(const std::string& key) const;
  std::optional<run::RunRecord> find(const suite::RunId& id) const;

  /// Stored runs, failed ones included.
  std::size_t count() const;
  /// Stored runs that no stored plan asks for.
  std::vector<suite::RunId> unused() const;
  /// Removes runs, at once, and gives their disk space back.
  void remove(const std::vector<suite::RunId>& runs);

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace slalom::store
