// What happens around the program: it is killed or interrupted, the disk is full, files change under its feet.
#include "faults/suite.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"
#include "worker/control_group.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

namespace slalom::test {
namespace {

using run::RunRecord;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Some tenths of a second's work.
const std::string long_suite =
    "suite: s\nseeds: 30\nbudget: {steps: 30000}\nrecord: {points: 10, trajectory: true}\n"
    "problems: [two_wells, {problem: quadratic, dimension: 3, condition: 10}]\n"
    "optimizers: [sgd, {optimizer: momentum, learning_rate: 0.01}, adam]\n";
constexpr std::size_t long_runs = 180;

std::map<suite::RunId, RunRecord> all_records(const fs::path& folder) {
  std::map<suite::RunId, RunRecord> all;
  std::error_code missing;
  if (fs::file_size(folder / "r/results.sqlite", missing) == 0 || missing) return all;
  const auto store = results(folder);
  for (const auto& id : store.done()) all[id] = store.find(id).value();
  return all;
}

/// What the long suite gives when nothing disturbs it.
const std::map<suite::RunId, RunRecord>& undisturbed_long() {
  static const auto records = [] {
    const TemporaryFolder folder;
    EXPECT_EQ(run_suite(folder.path(), long_suite, {"--in-process", "--quiet"}).code, 0);
    return all_records(folder.path());
  }();
  return records;
}

void expect_whole(const fs::path& folder) {
  const auto now = all_records(folder);
  ASSERT_EQ(now.size(), long_runs);
  for (const auto& [id, before] : undisturbed_long()) EXPECT_THAT(run::differences(before, now.at(id)), IsEmpty());
}

/// The program on the long suite, in FOLDER/r.
std::vector<std::string> long_command(const fs::path& folder) {
  write(folder / "s.yaml", long_suite);
  return {program(), "run", "s.yaml", "--out", "r", "--quiet"};
}

int moments() { return std::getenv("SLALOM_LONG_TESTS") == nullptr ? 6 : 100; }

void sleep_up_to(std::chrono::microseconds most, std::mt19937& random) {
  std::this_thread::sleep_for(most * std::uniform_real_distribution<>(0, 1)(random));
}

TEST(Killed, AtRandomMomentsItGoesOnWithoutLossOrRepetition) {
  std::mt19937 random(1);
  const TemporaryFolder folder;
  const auto words = long_command(folder.path());
  std::map<suite::RunId, RunRecord> kept;
  int finished = 0;
  for (int i = 0; i < moments(); ++i) {
    {
      Process process(words, folder.path());
      sleep_up_to(std::chrono::milliseconds(250), random);
      process.signal(SIGKILL);
      process.wait();
    }
    while (!processes_in(folder.path()).empty())  // its workers die with it
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto now = all_records(folder.path());
    for (const auto& [id, before] : kept) {
      ASSERT_TRUE(now.contains(id));
      EXPECT_EQ(now.at(id).cpu_seconds, before.cpu_seconds) << "it was run a second time";
    }
    kept = now;
    if (kept.size() < long_runs) continue;
    ++finished;
    expect_whole(folder.path());
    kept.clear();
    fs::remove_all(folder.path() / "r");
  }
  EXPECT_EQ(Process(words, folder.path()).wait().code, 0);
  expect_whole(folder.path());
  RecordProperty("finished", finished);
}

TEST(Killed, AWorkerAtRandomMomentsIsReplacedAndNobodyBlamed) {
  std::mt19937 random(2);
  for (int i = 0; i < moments(); ++i) {
    const TemporaryFolder folder;
    Process process(long_command(folder.path()), folder.path());
    sleep_up_to(std::chrono::milliseconds(300), random);
    for (const auto pid : processes_in(folder.path()))
      if (pid != process.pid()) kill(pid, SIGKILL);
    const auto ended = process.wait();
    EXPECT_EQ(ended.code, 0) << ended.err;
    expect_whole(folder.path());
  }
}

TEST(Killed, AReaderOfTablesIsReplacedAndNoPluginBlamed) {
  const TemporaryFolder folder;
  Process process(long_command(folder.path()), folder.path());
  const auto reads = [](pid_t pid) {
    return read_file(fmt::format("/proc/{}/cmdline", pid)).find("read-tables") != std::string::npos;
  };
  std::vector<pid_t> readers;
  while (readers.empty()) {
    std::ranges::copy_if(processes_in(folder.path()), std::back_inserter(readers), reads);
    ASSERT_TRUE(all_records(folder.path()).empty()) << "it runs already";
  }
  ASSERT_EQ(kill(readers.front(), SIGKILL), 0);
  const auto ended = process.wait();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, Not(HasSubstr("was not loaded")));
  expect_whole(folder.path());
}

TEST(Killed, NothingIsLeftOfWhatPluginsStarted) {
  const auto suite =
      "suite: s\nseeds: 1\nbudget: {steps: 40}\nproblems: [two_wells]\noptimizers: [waits_with_children]\n";
  if (worker::ControlGroup::make() == nullptr) GTEST_SKIP() << worker::control_groups_text();
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", suite);
  Process process({program(), "run", "s.yaml", "--out", "r", "--sandbox", "off", "--plugin-path",
                   test::build_folder() + "/tests/faults"},
                  folder.path());
  const auto soon = [](const auto& holds) {
    for (int i = 0; i < 1000 && !holds(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return holds();
  };
  ASSERT_TRUE(soon([&] { return fs::exists(folder.path() / "started"); }));
  process.signal(SIGKILL);
  process.wait();
  EXPECT_TRUE(soon([&] { return processes_in(folder.path()).empty(); }));
}

TEST(MachineWithoutControlGroups, IsSaidToBeOneAndLimitsTheHeap) {
  if (geteuid() != 0) GTEST_SKIP() << "needs the rights to hide them";
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", suite_with("takes_90_mb, takes_110_mb"));
  const auto without = [&](const std::string& words) {
    return command({"unshare", "--mount", "sh", "-c",
                    "mount -t tmpfs none /sys/fs/cgroup && exec " + program().string() + " " + words +
                        " --plugin-path " + test::build_folder() + "/tests/faults"},
                   folder.path());
  };
  EXPECT_THAT(without("doctor").out,
              HasSubstr("limits        of single processes: no control groups can be made here"));
  const auto ended = without("run s.yaml --out r --memory 100");
  EXPECT_EQ(ended.code, 3) << ended.err;
  EXPECT_EQ(results(folder.path()).provenance().at(0).at("limits"),
            "of single processes: no control groups can be made here");
  for (const auto& record : records_of(folder.path(), "takes_90_mb")) EXPECT_EQ(record.reason, "budget used up");
  for (const auto& record : records_of(folder.path(), "takes_110_mb"))
    EXPECT_EQ(record.reason, "out of memory: more than 100 MB");
  expect_other_runs_unaffected(folder.path());
}

class Interrupted : public testing::TestWithParam<int> {};

TEST_P(Interrupted, KeepsWhatIsFinishedAndSaysHowToGoOn) {
  const TemporaryFolder folder;
  const auto words = long_command(folder.path());
  auto with_endless_runs = long_suite;
  with_endless_runs.insert(with_endless_runs.rfind(']'), ", hangs");
  write(folder.path() / "s.yaml", with_endless_runs);
  auto more_words = words;
  more_words.insert(more_words.end(), {"--plugin-path", test::build_folder() + "/tests/faults"});
  Process process(more_words, folder.path());
  while (all_records(folder.path()).empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  process.signal(GetParam());
  const auto ended = process.wait();
  EXPECT_EQ(ended.code, 130);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("interrupted after "), HasSubstr("to continue: slalom run s.yaml --out r")));
  EXPECT_THAT(processes_in(folder.path()), IsEmpty());
  write(folder.path() / "s.yaml", long_suite);
  EXPECT_EQ(Process(words, folder.path()).wait().code, 0);
  expect_whole(folder.path());
}

INSTANTIATE_TEST_SUITE_P(Signals, Interrupted, testing::Values(SIGINT, SIGTERM, SIGHUP),
                         [](const auto& test) { return std::string("SIG") + sigabbrev_np(test.param); });

/// A small disk of its own, where the system lets us mount one.
class SmallDisk {
 public:
  explicit SmallDisk(const fs::path& place) : place_(place) {
    fs::create_directories(place);
    mounted_ = mount("slalom", place.c_str(), "tmpfs", 0, "size=160k") == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(place_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  void remount(unsigned long flags, const char* options) const {
    ASSERT_EQ(mount("slalom", place_.c_str(), "tmpfs", MS_REMOUNT | flags, options), 0);
  }

 private:
  fs::path place_;
  bool mounted_;
};

TEST(FullDisk, IsToldAndTheRestIsRunWhenThereIsRoom) {
  const TemporaryFolder folder;
  const SmallDisk disk(folder.path() / "r");
  if (!disk.mounted()) GTEST_SKIP() << "only root may mount the small disk that this test fills";
  const auto words = long_command(folder.path());
  const auto ended = Process(words, folder.path()).wait();
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("r/results.sqlite"), HasSubstr("disk is full")));
  EXPECT_LT(all_records(folder.path()).size(), long_runs);
  disk.remount(0, "size=100m");
  EXPECT_EQ(Process(words, folder.path()).wait().code, 0);
  expect_whole(folder.path());
}

/// Whatever is written, and wherever the disk ends: the exit code says so, and what is there is whole.
TEST(FullDisk, AtAnySizeLeavesWholeFilesOnly) {
  const TemporaryFolder folder;
  const SmallDisk disk(folder.path() / "r");
  if (!disk.mounted()) GTEST_SKIP() << "only root may mount the small disk that this test fills";
  write(folder.path() / "s.yaml", suite_with(""));
  ASSERT_EQ(slalom({"run", "s.yaml", "--out", "whole"}, folder.path()).code, 0);
  const std::size_t step = std::getenv("SLALOM_LONG_TESTS") == nullptr ? 512 : 64, most = 2048;
  std::size_t full = 0;
  for (const auto& [words, last] :
       {std::pair<std::vector<std::string>, const char*>{{"run", "s.yaml", "--out", "r/o"}, "report.md"},
        {{"report", "whole", "--out", "r/o"}, "report.md"},
        {{"export", "whole", "--format", "csv", "--out", "r/o"}, "targets.csv"},
        {{"export", "whole", "--format", "json", "--out", "r/o"}, "results.json"},
        {{"schema", "r/schema.json"}, "../schema.json"}})
    for (std::size_t size = 64; size <= most; size += step) {
      fs::remove_all(folder.path() / "r/o");
      fs::remove(folder.path() / "r/schema.json");
      disk.remount(0, fmt::format("size={}k", size).c_str());
      const auto ended = slalom(words, folder.path());
      EXPECT_TRUE(ended.code == 0 || ended.code == 4) << words[0] << " " << size << ": " << ended.code << ended.err;
      EXPECT_EQ(fs::exists(folder.path() / "r/o" / last) || fs::exists(folder.path() / "r/schema.json"),
                ended.code == 0)
          << words[0] << " " << size << ": " << ended.err;
      if (ended.code == 0) continue;
      ++full;
      EXPECT_THAT(ended.err,
                  AllOf(HasSubstr("r/"), testing::ContainsRegex("disk is full|No space left|disk full|disk I/O error")))
          << words[0] << size;
      for (const auto& left : fs::recursive_directory_iterator(folder.path() / "r"))
        EXPECT_FALSE(left.is_regular_file() && left.path().filename().string().starts_with(".")) << left.path();
    }
  EXPECT_GT(full, 5U);
}

TEST(ReadOnlyFolder, IsTold) {
  const TemporaryFolder folder;
  const auto words = long_command(folder.path());
  const SmallDisk disk(folder.path() / "r");
  if (disk.mounted())
    disk.remount(MS_RDONLY, "");
  else if (geteuid() != 0)
    fs::permissions(folder.path() / "r", fs::perms::owner_read | fs::perms::owner_exec);
  else
    GTEST_SKIP() << "root may write everywhere, and may mount nothing here";
  const auto ended = Process(words, folder.path()).wait();
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.err, HasSubstr("r/results.lock: "));
  std::error_code mounted;
  fs::permissions(folder.path() / "r", fs::perms::owner_all, mounted);
}

TEST(SecondRun, InTheSameFolderIsToldWhoWritesThere) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", suite_with("hangs"));
  const std::vector<std::string> words{
      program(), "run", "s.yaml", "--out", "r", "--plugin-path", test::build_folder() + "/tests/faults"};
  Process first(words, folder.path());
  while (all_records(folder.path()).empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const auto second = Process(words, folder.path()).wait();
  EXPECT_EQ(second.code, 4);
  EXPECT_THAT(second.err, AllOf(HasSubstr("another slalom run is writing to r"), HasSubstr("(process ")));
  first.signal(SIGTERM);
  EXPECT_EQ(first.wait().code, 130);
}

/// Somebody who may write to the folder of results makes slalom write where only the user may.
TEST(LinksInFolders, AreNotFollowed) {
  const TemporaryFolder folder;
  const auto precious = folder.path() / "precious";
  write(precious, "precious");
  const auto plant = [&](const fs::path& link) {
    fs::create_directories((folder.path() / link).parent_path());
    fs::create_symlink(precious, folder.path() / link);
  };
  for (const auto* name : {"results.lock", "results.sqlite", "results.sqlite-wal", "results.sqlite-journal"}) {
    plant(fs::path("r") / name);
    const auto ended = run_suite(folder.path(), suite_with(""));
    EXPECT_EQ(ended.code, 4) << name;
    EXPECT_THAT(
        ended.err,
        HasSubstr(fmt::format("r/{} is a symbolic link, and slalom writes only to files of its own: remove it", name)));
    EXPECT_EQ(read(precious), "precious");
    fs::remove_all(folder.path() / "r");
  }
  fs::create_directory(folder.path() / "r");
  fs::create_hard_link(precious, folder.path() / "r/results.lock");
  EXPECT_THAT(run_suite(folder.path(), suite_with("")).err, HasSubstr("r/results.lock has another name elsewhere"));
  fs::remove_all(folder.path() / "r");

  ASSERT_EQ(run_suite(folder.path(), suite_with("")).code, 0);
  plant("csv/runs.csv");
  plant("json/results.json");
  plant("report/report.md");
  plant("manifest/report.manifest");
  EXPECT_EQ(slalom({"export", "r", "--format", "csv", "--out", "csv"}, folder.path()).code, 4);
  EXPECT_EQ(slalom({"export", "r", "--format", "json", "--out", "json"}, folder.path()).code, 4);
  EXPECT_EQ(slalom({"report", "r", "--out", "report"}, folder.path()).code, 4);
  EXPECT_EQ(slalom({"report", "r", "--out", "manifest"}, folder.path()).code, 0);
  EXPECT_EQ(read(precious), "precious");

  // A path that the user typed may be one.
  plant("schema.json");
  EXPECT_EQ(slalom({"schema", "schema.json"}, folder.path()).code, 0);
  EXPECT_TRUE(fs::is_symlink(folder.path() / "schema.json"));
  EXPECT_THAT(read(precious), HasSubstr("$schema"));
  EXPECT_EQ(slalom({"schema", "/dev/stdout"}, folder.path()).out, read(precious));
}

TEST(KernelWithoutLandlock, IsToldOncePerRun) {
  const TemporaryFolder folder;
  write(folder.path() / "s.yaml", suite_with(""));
  const auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> words{
        "env",     "LD_PRELOAD=" + test::build_folder() + "/tests/faults/preload/no_landlock.so",
        program(), "run",
        "s.yaml",  "--out",
        "r",       "--fresh"};
    words.insert(words.end(), more.begin(), more.end());
    return command(words, folder.path());
  };
  const std::string warning = "slalom: warning: this kernel has no Landlock";
  const auto with = run({});
  EXPECT_EQ(with.code, 0) << with.err;
  EXPECT_THAT(with.err, HasSubstr(warning));
  EXPECT_EQ(with.err.find(warning), with.err.rfind(warning));
  EXPECT_THAT(run({"--sandbox", "off"}).err, Not(HasSubstr("Landlock")));
  EXPECT_THAT(run({"--in-process"}).err, Not(HasSubstr("Landlock")));
  EXPECT_EQ(run({"--sandbox", "require"}).code, 2);
}

TEST(SpoiledStore, IsToldAndLeftAlone) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_suite(folder.path(), suite_with("")).code, 0);
  const auto file = folder.path() / "r/results.sqlite";
  const auto whole = read(file);
  auto newer = whole;
  newer.at(63) = 99;  // PRAGMA user_version, big-endian at byte 60
  auto scribbled = whole;
  std::fill(scribbled.begin() + 100, scribbled.begin() + 3000, 'x');
  for (const auto& [content, message] : {std::pair{whole.substr(0, whole.size() / 2), "damaged"},
                                         {std::string(5000, 'x'), "damaged"},
                                         {scribbled, "damaged"},
                                         {newer, "was written by a newer slalom (format 99"}}) {
    write(file, content);
    const auto ended = run_suite(folder.path(), suite_with(""));
    EXPECT_EQ(ended.code, 4) << message;
    EXPECT_THAT(ended.err, AllOf(HasSubstr("r/results.sqlite"), HasSubstr(message)));
    EXPECT_TRUE(read(file) == content) << message;
  }
}

TEST(Clock, MayJump) {
  const TemporaryFolder folder;
  auto words = long_command(folder.path());
  words.insert(words.begin(), {"env", "LD_PRELOAD=" + test::build_folder() + "/tests/faults/preload/clock_jumps.so"});
  words.insert(words.end(), {"--timeout", "100"});
  const auto ended = Process(words, folder.path()).wait();
  EXPECT_EQ(ended.code, 0) << ended.err;
  expect_whole(folder.path());
}

/// The same program under `env` with other dispositions of signals.
Ended run_under(const fs::path& folder, std::vector<std::string> words, const std::string& suite) {
  write(folder / "s.yaml", suite);
  for (const auto& word : {program().string(), std::string("run"), std::string("s.yaml"), std::string("--out"),
                           std::string("r"), std::string("--plugin-path"), test::build_folder() + "/tests/faults"})
    words.push_back(word);
  return command(words, folder);
}

TEST(InheritedSignals, ChangeNothing) {
  const TemporaryFolder folder;
  const auto ended =
      run_under(folder.path(), {"env", "--ignore-signal=CHLD,SEGV,XFSZ", "--block-signal=CHLD,SEGV,TERM,USR1"},
                suite_with("segfault, prints"));
  EXPECT_EQ(ended.code, 3) << ended.err;
  expect_other_runs_unaffected(folder.path());
  for (const auto& record : records_of(folder.path(), "segfault"))
    EXPECT_EQ(record.reason, "segmentation fault (SIGSEGV) in step 7");
  EXPECT_TRUE(fs::exists(folder.path() / "r/report.html"));
  const auto checked = command(
      {"env", "--ignore-signal=CHLD", program(), "check", test::build_folder() + "/plugins/sgd.so"}, folder.path());
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

TEST(FileSizeLimit, IsToldAsAFullDiskIs) {
  const TemporaryFolder folder;
  const auto ended = run_under(folder.path(), {"sh", "-c", "ulimit -f 100; exec \"$@\"", "sh"}, long_suite);
  EXPECT_EQ(ended.code, 4) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("r/results.sqlite"));
}

// Files that whoever runs the tests left open do not count.
TEST(FewResources, Suffice) {
  for (const auto* limit : {"ulimit -n 16", "ulimit -s 128", "ulimit -v 200000"}) {
    const TemporaryFolder folder;
    const auto script = "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; " + std::string(limit) + "; exec \"$@\"";
    const auto ended = run_under(folder.path(), {"sh", "-c", script, "sh"}, suite_with(""));
    EXPECT_EQ(ended.code, 0) << limit << ": " << ended.err;
    expect_other_runs_unaffected(folder.path());
  }
}

class ReplacedPlugin : public testing::TestWithParam<bool> {};

TEST_P(ReplacedPlugin, IsNotRunUnderTheOldName) {
  const bool in_place = GetParam();
  const TemporaryFolder folder;
  const auto plugin = folder.path() / "plugins/faults.so", other = folder.path() / "other.so";
  fs::create_directory(folder.path() / "plugins");
  fs::copy_file(test::build_folder() + "/tests/faults/faults.so", plugin);
  fs::copy_file(test::build_folder() + "/tests/faults/faults.so", other);
  std::ofstream(other, std::ios::app) << "and something behind it";
  write(folder.path() / "s.yaml", suite_with("hangs"));
  Process process({program(), "run", "s.yaml", "--out", "r", "--plugin-path", "plugins", "--timeout", "1"},
                  folder.path());
  while (all_records(folder.path()).empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (in_place)
    fs::copy_file(other, plugin, fs::copy_options::overwrite_existing);
  else
    fs::rename(other, plugin);
  const auto ended = process.wait();
  EXPECT_EQ(ended.code, 3) << ended.err;
  expect_other_runs_unaffected(folder.path());
  std::size_t replaced = 0;
  for (const auto& record : records_of(folder.path(), "hangs"))
    if (record.reason.find("plugins/faults.so was replaced while this command ran") != std::string::npos) ++replaced;
  EXPECT_GT(replaced, 0U);
}

INSTANTIATE_TEST_SUITE_P(Ways, ReplacedPlugin, testing::Bool(),
                         [](const auto& test) { return std::string(test.param ? "InPlace" : "ByRename"); });

}  // namespace
}  // namespace slalom::test
