#include "store/store.hpp"

#include "process/own_file.hpp"
#include "store/folder_lock.hpp"
#include "store/plan_rows.hpp"
#include "store/problem_info_rows.hpp"
#include "store/record_rows.hpp"
#include "store/schema.hpp"
#include "store/validation.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace slalom::store {

namespace {

bool is_there(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "results.sqlite"; }

void create(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw StoreError(fmt::format("{}: {}", folder.string(), error.message()));
}

void check_there(const std::filesystem::path& folder) {
  const auto file = file_in(folder);
  std::error_code missing;
  const auto size = std::filesystem::file_size(file, missing);
  if (missing) throw StoreError(fmt::format("no results in {}: there is no {}", folder.string(), file.string()));
  if (size == 0) throw StoreError(fmt::format("no results in {}: {} is empty", folder.string(), file.string()));
}

/// SQLite writes an index of its log beside the file even to read. Where it cannot, and there is no log, the file is
/// read as it lies there.
std::string reading_uri(const std::filesystem::path& file) {
  const bool plain = access(file.parent_path().c_str(), W_OK) != 0 && !is_there(file.string() + "-wal");
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string())
    uri += (c == '%' || c == '?' || c == '#') ? fmt::format("%{:02x}", static_cast<unsigned>(c)) : std::string(1, c);
  return uri + (plain ? "?immutable=1" : "");
}

/// What `rows` reads; a value that makes no sense is an error of the store.
template <class Read>
auto read_from(const sql::Database& database, Read rows) {
  try {
    return rows(database);
  } catch (const StoreError&) {
    throw;
  } catch (const std::exception& error) {
    throw StoreError(fmt::format("{} is damaged: {}", database.file().string(), error.what()));
  }
}

bool is_empty(const sql::Database& database) {
  return sql::number(database, "SELECT count(*) FROM sqlite_schema") == 0;
}

std::int64_t format_of(const sql::Database& database) { return sql::number(database, "PRAGMA user_version"); }

/// Throws unless it is a results file that this program can read.
void check_format(const sql::Database& database) {
  if (sql::number(database, "PRAGMA application_id") != application_id)
    throw StoreError(fmt::format("{} is not a results file of slalom", database.file().string()));
  read_from(database, check_tables);
  const auto version = format_of(database);
  if (version < 1)
    throw StoreError(fmt::format("{} is damaged: it says that it is of format {}", database.file().string(), version));
  if (version > format_version)
    throw StoreError(fmt::format("{} was written by a newer slalom (format {}; this one reads up to {}): use that one",
                                 database.file().string(), version, format_version));
  read_from(database, check_structure);
}

/// Brings tables of an older format to this one. To be called in a transaction.
void migrate(sql::Database& database) {
  for (auto format = format_of(database); format < format_version; ++format)
    database.execute(migrations.at(static_cast<std::size_t>(format - 1)));
  set_checksums(database);  // earlier formats have none: what they hold is taken as it is
  database.execute(fmt::format("PRAGMA user_version = {}", format_version).c_str());
}

struct Opened {
  std::unique_ptr<sql::Database> database;
  Damage damage;
};

Opened open_to_read(const std::filesystem::path& folder) {
  check_there(folder);
  auto database = std::make_unique<sql::Database>(file_in(folder), reading_uri(file_in(folder)),
                                                  SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  check_format(*database);
  if (format_of(*database) < format_version) {
    database = database->in_memory();  // readers change no file
    migrate(*database);
  }
  auto damage = read_from(*database, check_contents);
  return {std::move(database), std::move(damage)};
}

/// In WAL mode a commit costs no wait for the disk, and readers go on meanwhile. It needs memory that all who have the
/// file open share, which several hosts do not have: there a rollback journal takes its place.
const char* journal_on(FileSystem file_system) {
  return is_shared_between_hosts(file_system) ? "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"
                                              : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
}

Opened open_to_write(const std::filesystem::path& folder, FileSystem file_system) {
  const auto file = file_in(folder);
  for (const auto* ending : {"", "-wal", "-shm", "-journal"}) process::check_own_file(file.string() + ending);
  auto database = std::make_unique<sql::Database>(file, file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (is_empty(*database)) {
    // Before WAL mode, so that a reader finds an empty file or the whole.
    const auto marks = fmt::format("PRAGMA application_id = {}; PRAGMA user_version = 1;", application_id);
    database->execute(fmt::format("BEGIN IMMEDIATE; {} {}", first_format, marks).c_str());
    migrate(*database);
    database->execute("COMMIT");
  }
  check_format(*database);
  const bool is_older = format_of(*database) < format_version;
  if (is_older) {
    database->execute("BEGIN IMMEDIATE");
    migrate(*database);
  }
  auto damage = read_from(*database, check_contents);
  if (is_older) database->execute("COMMIT");
  database->execute(journal_on(file_system));  // with either, the file is whole after a crash
  return {std::move(database), std::move(damage)};
}

}  // namespace

std::string to_text(const Damage& damage, const std::filesystem::path& folder) {
  if (damage.count() == 0 && damage.problems.empty()) return "";
  const auto counted = [](std::size_t count, const char* noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  const auto what = damage.count() > 0
                        ? counted(damage.count(), "run") + " of " + folder.string()
                        : "the data of " + counted(damage.problems.size(), "problem") + " in " + folder.string();
  const bool one = damage.count() == 1;
  return fmt::format("{} {} damaged and {} as missing: 'slalom verify {}' says which", what, one ? "is" : "are",
                     one ? "counts" : "count", folder.string());
}

struct Store::Data {
  std::unique_ptr<FolderLock> lock;  // freed last
  std::unique_ptr<sql::Database> database;
  RecordRows records;

  Damage damage;

  Data(std::unique_ptr<FolderLock> held, Opened opened)
      : lock(std::move(held)),
        database(std::move(opened.database)),
        records(*database),
        damage(std::move(opened.damage)) {}

  bool in_transaction() const { return sqlite3_get_autocommit(database->handle()) == 0; }
  void begin() const {
    if (!in_transaction()) database->execute("BEGIN IMMEDIATE");
  }

  template <class Read>
  auto read(Read rows) {
    return read_from(*database, rows);
  }
};

Store::Store(const std::filesystem::path& folder, Mode mode, std::optional<FileSystem> file_system) {
  if (mode == Mode::read) {
    data_ = std::make_unique<Data>(nullptr, open_to_read(folder));
  } else {
    create(folder);
    auto lock = std::make_unique<FolderLock>(folder);
    data_ = std::make_unique<Data>(std::move(lock),
                                   open_to_write(folder, file_system ? *file_system : file_system_of(folder)));
  }
}

Store::~Store() {
  if (data_) try {
      commit();
    } catch (const StoreError&) {  // who must know calls commit()
    }
}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

void Store::commit() {
  if (data_->in_transaction()) data_->database->execute("COMMIT");
}

void Store::roll_back() {
  if (data_->in_transaction()) data_->database->execute("ROLLBACK");
}

void Store::put_plan(const suite::Plan& plan, const Json& provenance) {
  data_->begin();
  put_rows(*data_->database, plan, provenance);
}

void Store::put_provenance(const std::string& suite, const Json& provenance) {
  data_->begin();
  put_provenance_row(*data_->database, suite, provenance);
}

void Store::put_info(const std::string& key, const run::ProblemInfo& info) {
  data_->begin();
  put_rows(*data_->database, key, info);
  data_->damage.problems.erase(key);
  std::erase_if(data_->damage.of_problems, [&](const auto& run) { return run.second == key; });
}

void Store::put(const run::RunRecord& record) {
  data_->begin();
  data_->records.put(record);
  data_->damage.runs.erase(record.id);
}

const Damage& Store::damage() const { return data_->damage; }

std::vector<suite::RunId> Store::done() const {
  auto ids = data_->read([](auto& database) { return done_from_rows(database); });
  std::erase_if(ids, [&](const suite::RunId& id) { return data_->damage.contains(id); });
  return ids;
}

std::vector<suite::Plan> Store::plans() const {
  return data_->read([](auto& database) { return plans_from_rows(database); });
}

std::vector<Json> Store::provenance() const {
  return data_->read([](auto& database) { return provenance_from_rows(database); });
}

std::optional<run::ProblemInfo> Store::info(const std::string& key) const {
  return data_->read([&](auto& database) { return info_from_rows(database, key); });
}

std::optional<run::RunRecord> Store::find(const suite::RunId& id) const {
  if (data_->damage.contains(id)) return std::nullopt;
  return data_->read([&](auto&) { return data_->records.find(id); });
}

std::size_t Store::count() const {
  return data_->read([](auto& database) { return count_of_rows(database); });
}

std::vector<suite::RunId> Store::unused() const {
  return data_->read([](auto& database) { return unused_from_rows(database); });
}

void Store::remove(const std::vector<suite::RunId>& runs) {
  data_->begin();
  for (const auto& run : runs) remove_rows(*data_->database, run);
  commit();
  data_->database->execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace slalom::store
