// Changed bits are noticed: a run whose row does not match its checksum counts as missing, and can be put again.
#include "store/sql.hpp"
#include "store/store.hpp"
#include "support/read_file.hpp"
#include "support/runs.hpp"
#include "support/sql.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <xxhash.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

namespace slalom::test {
namespace {

using run::RunRecord;
using store::Store;
using store::StoreError;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

/// Results of real runs: two problems, two optimizers, two seeds.
class Checksums : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<suite::Case> cases;
    for (const auto* problem : {"quadratic", "rosenbrock"})
      for (const auto* optimizer : {"sgd", "adam"}) {
        cases.push_back(make_case(problem, {}, optimizer, {}, 1e-3));
        cases.back().budget.steps = 20;
        cases.back().targets = {10, 0.1};
        cases.back().recording.trajectory = true;
      }
    plan = plan_of(cases, {1, 2});
    Store store(folder.path(), Store::Mode::write);
    store.put_plan(plan, {{"command", "by hand"}});
    run::execute(plan, plan.runs, registry(), options(),
                 {.problem_info = [&](const auto& key, const auto& info) { store.put_info(key, info); },
                  .record = [&](const RunRecord& record) { store.put(record); }});
  }

  std::filesystem::path file() const { return folder.path() / "results.sqlite"; }
  Store open(Store::Mode mode = Store::Mode::read) const { return {folder.path(), mode}; }
  const suite::RunId& id() const { return plan.runs.front().id; }
  void change(const std::string& table, const std::string& assignment, const std::string& where = "") const {
    sql(file(), fmt::format("UPDATE {} SET {} {}", table, assignment, where));
  }
  std::string where_run() const { return fmt::format("WHERE run = '{}'", id().text()); }

  TemporaryFolder folder;
  suite::Plan plan;
};

TEST_F(Checksums, AreThoseOfWhatWasPut) {
  const auto store = open();
  EXPECT_EQ(store.damage().count(), 0U);
  EXPECT_THAT(store.damage().problems, IsEmpty());
  EXPECT_THAT(store.done(), SizeIs(8));
}

/// The rows of a query as docs/store.md says that they are hashed.
std::string hashed(const std::filesystem::path& file, const std::string& query) {
  std::string bytes;
  const auto add = [&](std::uint64_t number) {
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(number >> (8 * i));
  };
  sqlite3* database = nullptr;
  sqlite3_stmt* row = nullptr;
  sqlite3_open(file.c_str(), &database);
  EXPECT_EQ(sqlite3_prepare_v2(database, query.c_str(), -1, &row, nullptr), SQLITE_OK) << query;
  while (sqlite3_step(row) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(row); ++i) {
      const auto kind = sqlite3_column_type(row, i);
      if (kind == SQLITE_NULL) {
        add('n');
      } else if (kind == SQLITE_INTEGER) {
        add(256 * 8 + 'i');
        add(static_cast<std::uint64_t>(sqlite3_column_int64(row, i)));
      } else if (kind == SQLITE_FLOAT) {
        add(256 * 8 + 'r');
        add(std::bit_cast<std::uint64_t>(sqlite3_column_double(row, i)));
      } else {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(row, i));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, i));
        add(256 * size + (kind == SQLITE_TEXT ? 't' : 'b'));
        if (size > 0) bytes.append(data, size);
      }
    }
  sqlite3_finalize(row);
  sqlite3_close(database);
  return bytes;
}

TEST_F(Checksums, AreThoseThatTheDocumentationDescribes) {
  const auto stored = [&](const std::string& query) {
    return store::sql::number(store::sql::Database(file(), file().string(), SQLITE_OPEN_READONLY), query.c_str());
  };
  const auto expect = [&](const std::string& table, const std::string& where, const std::string& bytes) {
    EXPECT_EQ(stored(fmt::format("SELECT checksum FROM {} {}", table, where)),
              static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size())))
        << table;
  };
  expect("runs", where_run(),
         hashed(file(),
                "SELECT run, seed, status, reason, output, steps, evaluations, examples, cpu_seconds, "
                "clock_ended, minimizer, distance, variance_measured, variance_theory, final_w, trace, "
                "metrics, trajectory, optimizer_share, state_bytes, chance FROM runs " +
                    where_run()) +
             hashed(file(), "SELECT position, target, reached, step, evaluations, examples, cpu_seconds FROM targets " +
                                where_run() + " ORDER BY position"));
  const auto key = fmt::format("WHERE key = '{}'", run::problem_key(plan.cases.front()));
  expect("facts", key,
         hashed(file(),
                "SELECT key, dimension, examples, minimum, minimizers, metrics, window, grid, landscape, "
                "minimum_unknown FROM facts " +
                    key) +
             hashed(file(), "SELECT question, numbers FROM kept " + key + " ORDER BY question"));
  expect("plans", "",
         hashed(file(), "SELECT plan, suite, about, text, experiments, provenance, studies FROM plans") +
             hashed(file(), "SELECT case_index, definition FROM cases ORDER BY case_index") +
             hashed(file(), "SELECT case_index, seed, run FROM plan_runs ORDER BY rowid"));
}

/// SQLite stores NaN as NULL and -0.0 as 0.
TEST_F(Checksums, HoldForNumbersThatChangeWhenTheyAreStored) {
  RunRecord record;
  record.id = suite::parse_run_id("00000000000000000000000000000001");
  record.seed = std::numeric_limits<std::uint64_t>::max();
  record.cpu_seconds = -0.0;
  record.distance = 3;
  record.state_bytes = std::nan("");
  record.reason = std::string("NUL ") + '\0' + " \xce";
  record.targets = {{.target = -0.0, .cpu_seconds = 1}, {.target = -1e300}};
  record.final_w = {-0.0, std::nan("")};
  open(Store::Mode::write).put(record);
  const auto store = open();
  EXPECT_EQ(store.damage().count(), 0U);
  ASSERT_TRUE(store.find(record.id).has_value());
  EXPECT_TRUE(std::signbit(store.find(record.id)->final_w[0]));
}

TEST_F(Checksums, NoticeAChangeOfEveryColumnOfARun) {
  const auto whole = read_file(file());
  for (const auto* change_of_run : {"seed = 9",
                                    "status = 'diverged'",
                                    "reason = reason || '.'",
                                    "output = 'x'",
                                    "steps = 21",
                                    "evaluations = 1",
                                    "examples = 99",
                                    "cpu_seconds = cpu_seconds * 2 + 1",
                                    "clock_ended = 1",
                                    "minimizer = -1",
                                    "distance = distance + 1",
                                    "variance_measured = 1",
                                    "variance_theory = 1",
                                    "final_w = zeroblob(length(final_w))",
                                    "trace = zeroblob(length(trace))",
                                    "metrics = x'0000000000000000'",
                                    "trajectory = zeroblob(length(trajectory))",
                                    "optimizer_share = 0.125",
                                    "state_bytes = 1",
                                    "chance = 'unknown'",
                                    "checksum = checksum + 1",
                                    "checksum = 0"}) {
    change("runs", change_of_run, where_run());
    const auto store = open();
    EXPECT_THAT(store.damage().runs, ElementsAre(id())) << change_of_run;
    EXPECT_FALSE(store.find(id()).has_value()) << change_of_run;
    EXPECT_THAT(store.done(), SizeIs(7)) << change_of_run;
    std::ofstream(file(), std::ios::binary) << whole;
  }
}

TEST_F(Checksums, NoticeAChangeOfTargets) {
  const auto whole = read_file(file());
  for (const auto* statement :
       {"UPDATE targets SET target = 9", "UPDATE targets SET reached = 1 - reached", "UPDATE targets SET step = 7",
        "UPDATE targets SET evaluations = 7", "UPDATE targets SET examples = 7", "UPDATE targets SET cpu_seconds = 7",
        "UPDATE targets SET position = position + 1", "DELETE FROM targets"}) {
    sql(file(), fmt::format("{} {} AND position = 1", statement, where_run()));
    EXPECT_THAT(open().damage().runs, ElementsAre(id())) << statement;
    std::ofstream(file(), std::ios::binary) << whole;
  }
}

TEST_F(Checksums, DamagedRunIsPutAgain) {
  const auto record = open().find(id()).value();
  change("runs", "steps = steps + 1", where_run());
  {
    auto store = open(Store::Mode::write);
    EXPECT_THAT(store.damage().runs, ElementsAre(id()));
    store.put(record);
    EXPECT_EQ(store.damage().count(), 0U);
    EXPECT_THAT(store.done(), SizeIs(8));
  }
  EXPECT_EQ(open().damage().count(), 0U);
  EXPECT_EQ(open().find(id())->steps, 20U);
}

TEST_F(Checksums, RunsOfADamagedProblemCountAsMissingUntilItIsPutAgain) {
  const auto key = run::problem_key(plan.cases.back());  // of two variables, with a landscape
  const auto info = open().info(key).value();
  const auto& run = plan.runs.back().id;
  for (const auto* change_of_problem : {"dimension = 3", "examples = 2", "minimum = 1", "minimum_unknown = 'x'",
                                        "minimizers = x''", "metrics = '[\"x\"]'", "window = x''", "grid = grid + 1",
                                        "landscape = landscape || x'0000000000000000'", "checksum = 0"}) {
    change("facts", change_of_problem, fmt::format("WHERE key = '{}'", key));
    auto store = open(Store::Mode::write);
    EXPECT_THAT(store.damage().problems, ElementsAre(key)) << change_of_problem;
    EXPECT_EQ(store.damage().count(), 4U);
    EXPECT_FALSE(store.info(key).has_value());
    EXPECT_FALSE(store.find(run).has_value());
    EXPECT_THAT(store.done(), SizeIs(4));
    store.put_info(key, info);
    EXPECT_EQ(store.damage().count(), 0U);
    EXPECT_THAT(store.done(), SizeIs(8));
  }
  sql(file(), fmt::format("INSERT INTO kept VALUES ('{}', 100, x'')", key));
  EXPECT_THAT(open().damage().problems, ElementsAre(key));
}

TEST_F(Checksums, DamagedPlanIsRefused) {
  const auto whole = read_file(file());
  for (const auto* statement :
       {"UPDATE plans SET suite = 'x'", "UPDATE plans SET about = 'x'", "UPDATE plans SET text = text || ' '",
        "UPDATE plans SET experiments = replace(experiments, '\"\"', '\"x\"')",
        "UPDATE plans SET provenance = replace(provenance, 'hand', 'foot')", "UPDATE plans SET checksum = 0",
        "UPDATE cases SET definition = replace(definition, '0.001', '0.002') WHERE case_index = 0",
        "DELETE FROM cases WHERE case_index = 3", "UPDATE plan_runs SET case_index = 1 WHERE case_index = 0",
        "UPDATE plan_runs SET seed = 3 WHERE seed = 2", "DELETE FROM plan_runs WHERE rowid = 8"}) {
    sql(file(), statement);
    for (const auto mode : {Store::Mode::read, Store::Mode::write})
      EXPECT_THAT([&] { open(mode); }, ThrowsMessage<StoreError>(HasSubstr("does not match its checksum")))
          << statement;
    std::ofstream(file(), std::ios::binary) << whole;
  }
}

/// All that a store gives, by what it is.
std::map<std::string, std::string> all_of(const Store& store) {
  std::map<std::string, std::string> all;
  const auto plans = store.plans();
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const auto& plan = plans[i];
    auto& text = all["plan " + plan.suite];
    text = fmt::format("{} {} {}", plan.about, plan.text, store.provenance().at(i).dump());
    for (const auto& e : plan.experiments) text += e.name + e.about + e.question;
    for (const auto& c : plan.cases) {
      text += suite::to_json(c).dump();
      if (const auto info = store.info(run::problem_key(c)))
        all["problem " + run::problem_key(c)] =
            fmt::format("{} {} {} {} {} {} {} {} {} {}", info->dimension, info->examples, info->minimum,
                        info->minimum_unknown, Json(info->minimizers).dump(), Json(info->metrics).dump(),
                        Json(info->window).dump(), info->grid, Json(info->landscape).dump(), Json(info->cached).dump());
    }
    for (const auto& run : plan.runs) text += fmt::format(" {} {} {}", run.case_index, run.seed, run.id.text());
  }
  for (const auto& id : store.done()) {
    const auto r = store.find(id).value();
    auto& text = all["run " + id.text()];
    text =
        fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", r.id.text(), r.seed, static_cast<int>(r.status),
                    r.reason, r.output, r.steps, r.evaluations, r.examples, r.cpu_seconds, r.clock_ended, r.minimizer,
                    r.distance, r.variance.measured, r.optimizer_share, r.state_bytes, static_cast<int>(r.chance));
    for (const auto& p : r.points)
      text += fmt::format(" {} {} {} {} {} {} {}", p.step, p.evaluations, p.examples, p.cpu_seconds, p.loss,
                          p.gradient_norm, p.effective_step);
    for (const auto& t : r.targets)
      text += fmt::format(" {} {} {} {} {} {}", t.target, t.reached, t.step, t.evaluations, t.examples, t.cpu_seconds);
    for (const auto* numbers : {&r.metrics, &r.trajectory, &r.final_w})
      for (const auto x : *numbers) text += fmt::format(" {}", x);
  }
  return all;
}

/// What became of a file in which one bit was flipped.
enum class Noticed { harmless, reported, refused };

Noticed read_flipped(const std::filesystem::path& folder, const std::map<std::string, std::string>& before) try {
  const Store store(folder, Store::Mode::read);
  const auto now = all_of(store);
  if (now == before) return Noticed::harmless;
  EXPECT_GT(store.damage().count() + store.damage().problems.size(), 0U) << "other numbers, silently";
  EXPECT_EQ(now.size() + store.damage().count() + store.damage().problems.size(), before.size());
  for (const auto& [what, text] : now) EXPECT_EQ(text, before.at(what)) << what;
  return Noticed::reported;
} catch (const StoreError&) {
  return Noticed::refused;
}

/// 100 single flips; 1,000 with SLALOM_LONG_TESTS.
TEST_F(Checksums, NoFlippedBitChangesNumbersSilently) {
  sql(file(), "PRAGMA journal_mode = DELETE");
  const auto before = all_of(open());
  const auto whole = read_file(file());
  const TemporaryFolder other;
  std::mt19937_64 random(19);
  std::map<Noticed, int> counts;
  const int flips = std::getenv("SLALOM_LONG_TESTS") == nullptr ? 100 : 1000;
  for (int i = 0; i < flips && !HasFailure(); ++i) {
    auto flipped = whole;
    const auto bit = random() % (8 * whole.size());
    auto& byte = flipped.at(bit / 8);
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (bit % 8)));
    std::ofstream(other.path() / "results.sqlite", std::ios::binary) << flipped;
    SCOPED_TRACE(fmt::format("bit {} of byte {}", bit % 8, bit / 8));
    ++counts[read_flipped(other.path(), before)];
  }
  EXPECT_GT(counts[Noticed::reported], flips / 10) << "most bits are those of runs and problems";
  RecordProperty("harmless", counts[Noticed::harmless]);
  RecordProperty("reported", counts[Noticed::reported]);
  RecordProperty("refused", counts[Noticed::refused]);
}

}  // namespace
}  // namespace slalom::test
