// What a store says of files and folders that it cannot use, and that it leaves them as they are.
#include "process/output_file.hpp"
#include "store/store.hpp"

#include "support/edit.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace slalom::test {
namespace {

using store::Store;
using store::StoreError;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;
namespace fs = std::filesystem;

fs::path results_in(const TemporaryFolder& folder) { return folder.path() / "results.sqlite"; }

void overwrite(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

/// A results file with some hundred runs.
void fill(const TemporaryFolder& folder) {
  Store store(folder.path(), Store::Mode::write);
  for (std::uint8_t i = 0; i < 200; ++i) {
    run::RunRecord record;
    record.id.bytes[0] = i;
    record.status = run::Status::finished;
    record.points.resize(20);
    store.put(record);
  }
}

template <class Message>
void expect_refused(const TemporaryFolder& folder, const Message& message) {
  const auto before = read_file(results_in(folder));
  for (const auto mode : {Store::Mode::read, Store::Mode::write})
    EXPECT_THAT([&] { const Store store(folder.path(), mode); }, ThrowsMessage<StoreError>(message));
  EXPECT_TRUE(read_file(results_in(folder)) == before) << "the file was changed";
}

TEST(DamagedStore, FileThatIsNoDatabase) {
  const TemporaryFolder folder;
  overwrite(results_in(folder), "run,seed\n" + std::string(5000, 'x'));
  expect_refused(folder, AllOf(HasSubstr(results_in(folder).string()), HasSubstr("damaged")));
}

TEST(DamagedStore, TruncatedFile) {
  const TemporaryFolder folder;
  fill(folder);
  const auto whole = read_file(results_in(folder));
  overwrite(results_in(folder), whole.substr(0, whole.size() / 2));
  expect_refused(folder, AllOf(HasSubstr(results_in(folder).string()), HasSubstr("damaged")));
}

TEST(DamagedStore, OverwrittenPagesAreNoticedWhenTheyAreRead) {
  const TemporaryFolder folder;
  fill(folder);
  auto bytes = read_file(results_in(folder));
  std::fill(bytes.begin() + 4096, bytes.end(), '\xa5');
  overwrite(results_in(folder), bytes);
  expect_refused(folder, HasSubstr("damaged"));
  EXPECT_TRUE(read_file(results_in(folder)) == bytes);
}

/// What somebody changed in a whole file, and what is said of it.
struct Forgery {
  std::string statements, message;
};

class ForgedStore : public testing::TestWithParam<Forgery> {};

/// A suite with a search, two runs, and what is known of its problem.
void fill_plan(const TemporaryFolder& folder) {
  Store store(folder.path(), Store::Mode::write);
  suite::Plan plan{.suite = "s", .experiments = {{.name = "e", .about = ""}}};
  plan.cases.reserve(2);
  auto& c = plan.cases.emplace_back();
  c.targets = {1};
  c.recording.trajectory = true;
  c.trial = suite::Trial{};
  plan.cases.push_back(c);
  plan.cases.back().phase = suite::Phase::tuning;
  plan.cases.back().trial->index = 0;
  auto& study = plan.studies.emplace_back();
  study.tuning.on = suite::Criterion::final_loss;
  study.seeds = {1};
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    plan.runs.push_back({.case_index = 0, .seed = seed, .id = suite::identify(c, seed)});
    store.put({.id = plan.runs.back().id,
               .seed = seed,
               .status = run::Status::finished,
               .points = std::vector<run::Point>(2),
               .metrics = {1, 2},
               .targets = {{.target = 1}},
               .trajectory = {1, 2, 3, 4},
               .final_w = {3, 4},
               .minimizer = 0});
  }
  store.put_plan(plan, {{"shards", {{"count", 2}, {"there", {1}}}}});
  store.put_info(run::problem_key(c), {.dimension = 2,
                                       .minimizers = {{0, 0}},
                                       .metrics = {"m"},
                                       .window = {0, 1, 0, 1},
                                       .grid = 2,
                                       .landscape = {1, 2, 3, 4}});
}

TEST_P(ForgedStore, IsRefusedWhenItIsOpened) {
  const TemporaryFolder folder;
  fill_plan(folder);
  ASSERT_EQ(Store(folder.path(), Store::Mode::read).plans().size(), 1U) << "as it was made";
  edit(results_in(folder), GetParam().statements);
  expect_refused(folder, AllOf(HasSubstr("damaged"), HasSubstr(GetParam().message)));
}

std::string in_case(const std::string& key, const std::string& value) {
  return "UPDATE cases SET definition = json_set(definition, '$." + key + "', " + value + ") WHERE case_index = 0";
}

std::string in_study(const std::string& key, const std::string& value) {
  return "UPDATE plans SET studies = json_set(studies, '$[0]." + key + "', " + value + ")";
}

std::string deep() { return "UPDATE plans SET provenance = '" + std::string(300, '[') + std::string(300, ']') + "'"; }

INSTANTIATE_TEST_SUITE_P(
    Of, ForgedStore,
    testing::Values(
        Forgery{in_case("experiment", "7"), "experiment 7 of 1"}, Forgery{in_case("experiment", "-1"), "experiment"},
        Forgery{in_case("trial.study", "5"), "not its own"},
        Forgery{"UPDATE cases SET definition = json_set(definition, '$.trial.study', 5) WHERE case_index = 1",
                "has no cases"},
        Forgery{in_case("trial.rung", "90"), "stage 90 of"}, Forgery{in_case("trial", "json('null')"), "not its own"},
        Forgery{in_case("budget.steps", "-1"), "budget"}, Forgery{in_case("optimizer.settings", "3"), "settings"},
        Forgery{in_case("precision", "'f16'"), "f16"}, Forgery{in_study("reported", "12"), "case 12 of 2"},
        Forgery{in_study("tuning.on", "json('null')"), "criterion"},
        Forgery{in_study("tuning.trials", "9e15"), "trials"}, Forgery{in_study("seeds", "json('[]')"), "no seeds"},
        Forgery{"DELETE FROM cases WHERE case_index = 1", "has no cases"},
        Forgery{"DELETE FROM cases WHERE case_index = 0", "case 0 is missing"},
        Forgery{"UPDATE plan_runs SET case_index = 9", "case 9 of 2"},
        Forgery{"UPDATE plan_runs SET case_index = -1", "case_index"},
        Forgery{"UPDATE plan_runs SET case_index = 4294967296", "case_index"},
        Forgery{"UPDATE plan_runs SET seed = 'x'", "seed"},
        Forgery{"UPDATE plan_runs SET run = 'x'", "'x' is not a run ID"},
        Forgery{"UPDATE plans SET experiments = '['", "parse error"}, Forgery{deep(), "deep"},
        Forgery{"UPDATE plans SET provenance = '{\"machine\":{\"host\":3}}'", "host of machine"},
        Forgery{"UPDATE plans SET provenance = '{\"shards\":{\"count\":0,\"there\":[]}}'", "shards"},
        Forgery{"UPDATE facts SET dimension = 9223372036854775807", "9223372036854775807 dimensions"},
        Forgery{"UPDATE facts SET dimension = 3", "trajectory of 4 numbers in 2 steps"},
        Forgery{"UPDATE facts SET grid = 4294967296, landscape = x''", "landscape"},
        Forgery{"UPDATE facts SET window = x'0000000000000000'", "window"},
        Forgery{"UPDATE facts SET metrics = '[]'", "2 metrics"},
        Forgery{"UPDATE facts SET landscape = x'00'", "part of a number"},
        Forgery{"UPDATE facts SET minimizers = x''", "minimizer 0 of 0"},
        Forgery{"UPDATE runs SET status = 'cheerful'", "cheerful"},
        Forgery{"UPDATE runs SET trace = x''", "no recorded"}, Forgery{"UPDATE runs SET seed = 77", "seed 77"},
        Forgery{"UPDATE runs SET metrics = x'0000000000000000'", "metrics"},
        Forgery{"DELETE FROM targets", "0 targets of 1"}, Forgery{"UPDATE runs SET steps = -5", "count of"},
        Forgery{"UPDATE runs SET steps = 'many'", "steps"}, Forgery{"UPDATE runs SET reason = x'00'", "reason"},
        Forgery{"UPDATE runs SET distance = 'far'", "distance"},
        Forgery{"UPDATE runs SET minimizer = -9", "minimizer -9"},
        Forgery{"UPDATE runs SET clock_ended = 2", "clock_ended"},
        Forgery{"UPDATE runs SET trace = trace || x'00'", "trace"}, Forgery{"UPDATE targets SET step = 'x'", "step"}));

TEST(ForgedTables, AreRefused) {
  for (const auto& [statements, message] :
       {std::pair{"CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM runs; END", "trigger 't'"},
        {"ALTER TABLE runs RENAME TO hidden; CREATE VIEW runs AS SELECT * FROM hidden", "view 'runs'"}}) {
    const TemporaryFolder folder;
    fill_plan(folder);
    sql(results_in(folder), statements);
    expect_refused(folder, AllOf(HasSubstr("damaged"), HasSubstr(message)));
  }
}

TEST(DamagedStore, DatabaseOfAnotherProgram) {
  const TemporaryFolder folder;
  sql(results_in(folder), "CREATE TABLE songs(name TEXT)");
  expect_refused(folder, HasSubstr("not a results file of slalom"));
}

TEST(DamagedStore, FileOfANewerSlalom) {
  const TemporaryFolder folder;
  fill(folder);
  sql(results_in(folder), "PRAGMA user_version = 99");
  expect_refused(folder, AllOf(HasSubstr("newer slalom"), HasSubstr("format 99"), HasSubstr("up to 6")));
}

TEST(DamagedStore, EmptyFileIsAStoreThatWasNeverBegun) {
  const TemporaryFolder folder;
  overwrite(results_in(folder), "");
  EXPECT_THAT([&] { Store(folder.path(), Store::Mode::read); }, ThrowsMessage<StoreError>(HasSubstr("is empty")));
  fill(folder);
  EXPECT_EQ(Store(folder.path(), Store::Mode::read).done().size(), 200U);
}

TEST(DamagedStore, NothingThereToRead) {
  const TemporaryFolder folder;
  EXPECT_THAT([&] { Store(folder.path(), Store::Mode::read); },
              ThrowsMessage<StoreError>(AllOf(HasSubstr("no results in"), HasSubstr(results_in(folder).string()))));
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(DamagedStore, FolderThatCannotBeMade) {
  const TemporaryFolder folder;
  overwrite(folder.path() / "file", "");
  EXPECT_THAT([&] { Store(folder.path() / "file" / "results", Store::Mode::write); },
              ThrowsMessage<StoreError>(HasSubstr("file/results")));
}

/// Runs `body` in a child process without the rights of root; gives its exit code.
template <class Body>
int as_nobody(Body body) {
  const auto child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(90);
    try {
      body();
      _exit(0);
    } catch (const StoreError&) {
      _exit(4);
    } catch (const process::FileError&) {  // the lock's
      _exit(4);
    } catch (...) {
      _exit(91);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ReadOnlyFolder, IsReadAndNotWritten) {
  const TemporaryFolder folder;
  fill(folder);
  fs::remove(folder.path() / "results.lock");
  fs::permissions(results_in(folder), fs::perms::owner_read | fs::perms::others_read);
  fs::permissions(folder.path(),
                  fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
  EXPECT_EQ(as_nobody([&] { const Store store(folder.path(), Store::Mode::write); }), 4);
  EXPECT_EQ(as_nobody([&] {
              if (Store(folder.path(), Store::Mode::read).done().size() != 200) _exit(92);
            }),
            0);
  fs::permissions(folder.path(), fs::perms::owner_all);
}

}  // namespace
}  // namespace slalom::test
