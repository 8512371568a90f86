// A results file with any bytes in one of its fields, and checksums that match: read, or refused as damaged.
#include "store/store.hpp"
#include "store/validation.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>

using namespace slalom;

namespace {

namespace fs = std::filesystem;

constexpr std::array fields{
    "plans SET suite",      "plans SET experiments", "plans SET provenance",     "cases SET definition",
    "cases SET case_index", "plan_runs SET run",     "plan_runs SET case_index", "facts SET minimizers",
    "facts SET metrics",    "facts SET window",      "facts SET landscape",      "facts SET dimension",
    "runs SET run",         "runs SET status",       "runs SET reason",          "runs SET trace",
    "runs SET metrics",     "runs SET trajectory",   "runs SET final_w",         "runs SET steps",
    "targets SET target",   "targets SET step",      "kept SET numbers",         "kept SET question"};

const suite::RunId id = suite::parse_run_id("00ff10203040506070809aabbccddeef");

/// A folder with one run in it.
fs::path make_folder() {
  auto name = (fs::temp_directory_path() / "slalom-fuzz-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) std::abort();
  store::Store store(name, store::Store::Mode::write);
  suite::Plan plan;
  plan.suite = "s";
  plan.experiments = {{"a", "b"}};
  suite::Case c;
  c.problem.name = "p";
  c.optimizer.name = "o";
  c.budget.steps = 10;
  c.targets = {0.1};
  plan.cases = {c};
  plan.runs = {{0, 1, id}};
  store.put_plan(plan, {{"command", "x"}});
  run::ProblemInfo info;
  info.dimension = 2;
  info.cached = {{0.5}};
  store.put_info(run::problem_key(c), info);
  run::RunRecord record;
  record.id = id;
  record.seed = 1;
  record.points = {{.step = 0, .loss = 1.0}, {.step = 10, .loss = 0.5}};
  record.targets = {{.target = 0.1}};
  store.put(record);
  return name;
}

void spoil(const fs::path& file, const char* field, const std::uint8_t* data, std::size_t size) {
  sqlite3* database = nullptr;
  sqlite3_open(file.c_str(), &database);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, ("UPDATE " + std::string(field) + " = ?").c_str(), -1, &statement, nullptr);
  // As a text or as bytes: SQLite makes numbers of texts in columns of numbers.
  if (size > 0 && data[0] % 2 == 0)
    sqlite3_bind_text(statement, 1, reinterpret_cast<const char*>(data), static_cast<int>(size), SQLITE_STATIC);
  else
    sqlite3_bind_blob(statement, 1, data, static_cast<int>(size), SQLITE_STATIC);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  sqlite3_close(database);
  try {
    store::set_checksums(store::sql::Database(file, file.string(), SQLITE_OPEN_READWRITE));
  } catch (const std::exception&) {  // some values no row can have
  }
}

void read_all(const fs::path& folder) {
  const store::Store store(folder, store::Store::Mode::read);
  const auto attempt = [](auto read) {
    try {
      read();
    } catch (const store::StoreError&) {
    }
  };
  attempt([&] { (void)store.plans(); });
  attempt([&] { (void)store.provenance(); });
  attempt([&] { (void)store.done(); });
  attempt([&] { (void)store.info("p"); });
  attempt([&] { (void)store.find(id); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const fs::path sound = make_folder();
  static const fs::path spoilt = sound / "spoilt";
  fs::create_directory(spoilt);
  fs::copy_file(sound / "results.sqlite", spoilt / "results.sqlite", fs::copy_options::overwrite_existing);
  spoil(spoilt / "results.sqlite", fields.at(data[0] % fields.size()), data + 1, size - 1);
  try {
    read_all(spoilt);
  } catch (const store::StoreError&) {  // refused when it is opened
  }
  return 0;
}
