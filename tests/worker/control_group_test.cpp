// Control groups: where they are, what stands in their files, and, where this process can make some, what they do.
#include "worker/control_group.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

namespace slalom::worker {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::StartsWith;

// As proc(5) and cgroups(7) have these lines.
const std::string old_mounts =
    "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
    "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:7 - cgroup cgroup rw,memory\n"
    "39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids\n";

TEST(GroupPaths, OfVersionOneAreTwo) {
  EXPECT_EQ(find_group_paths(old_mounts, "9:name=systemd:/\n8:pids:/\n4:memory:/jobs/7\n0::/\n"),
            (GroupPaths{1, "/sys/fs/cgroup/memory/jobs/7", "/sys/fs/cgroup/pids/"}));
  EXPECT_EQ(find_group_paths(old_mounts, "9:name=systemd:/\n"), GroupPaths());
  EXPECT_EQ(find_group_paths("", "4:memory:/\n"), GroupPaths());
}

TEST(GroupPaths, InAContainerAreSeenBelowItsRoot) {
  const std::string mounts = "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n";
  EXPECT_EQ(find_group_paths(mounts, "4:memory:/docker/abc\n").memory, "/sys/fs/cgroup/memory");
  EXPECT_EQ(find_group_paths(mounts, "4:memory:/docker/abc/x\n").memory, "/sys/fs/cgroup/memory/x");
  EXPECT_EQ(find_group_paths(mounts, "4:memory:/docker/abcd\n"), GroupPaths());
}

// Version 2 by a folder with the names and contents of its files: what the kernel does with them is not tested so.

class VersionTwo : public testing::Test {
 protected:
  VersionTwo() {
    fs::create_directory(root_);
    put("cgroup.controllers", "cpuset cpu io memory pids\n");
    put("cgroup.subtree_control", "memory pids\n");
  }
  void put(const fs::path& file, const std::string& text) const { std::ofstream(root_ / file) << text; }

  test::TemporaryFolder folder_;
  fs::path root_ = folder_.path() / "unified";
  GroupPaths paths_{2, root_, root_};
};

TEST_F(VersionTwo, IsTakenWhereItHasMemory) {
  const auto mounts = old_mounts + "41 31 0:38 / " + folder_.path().string() + " rw - cgroup2 cgroup2 rw\n";
  EXPECT_EQ(find_group_paths(mounts, "4:memory:/\n0::/unified\n"), paths_);
  put("cgroup.controllers", "cpuset cpu pids\n");
  EXPECT_EQ(find_group_paths(mounts, "4:memory:/\n0::/unified\n").version, 1);
}

TEST_F(VersionTwo, GroupsAreFolders) {
  const auto group = ControlGroup::make(paths_);
  ASSERT_NE(group, nullptr);
  ASSERT_THAT(group->folders(), ElementsAre(group->memory()));
  EXPECT_EQ(group->memory().parent_path(), root_);
  EXPECT_THAT(group->memory().filename().string(), StartsWith("slalom-"));
  group->limit_processes(1100);
  EXPECT_EQ(test::read_file(group->memory() / "pids.max"), "1100");
  EXPECT_FALSE(group->out_of_memory());
  std::ofstream(group->memory() / "memory.events") << "low 0\nhigh 0\nmax 3\noom 1\noom_kill 0\n";
  EXPECT_FALSE(group->out_of_memory());
  std::ofstream(group->memory() / "memory.events") << "low 0\nhigh 0\nmax 3\noom 1\noom_kill 2\n";
  EXPECT_TRUE(group->out_of_memory());
  join(group->folders());
  EXPECT_EQ(test::read_file(group->memory() / "cgroup.procs"), "0");
  group->kill();
  EXPECT_EQ(test::read_file(group->memory() / "cgroup.kill"), "1");
  fs::remove_all(group->memory());  // the files of the kernel's are gone with their folder
}

TEST_F(VersionTwo, MemoryIsCountedWithoutFilesButWithWhatIsShared) {
  put("memory.max", "max");
  put("memory.swap.max", "max");
  put("memory.current", "5000\n");
  put("memory.stat", "anon 1000\nfile 3000\nkernel 1000\nshmem 700\n");
  GroupMemory memory(root_);
  EXPECT_EQ(memory.used(), 5000U);
  EXPECT_EQ(memory.held(), 2700U);
  EXPECT_TRUE(memory.limit(123));
  EXPECT_THAT(test::read_file(root_ / "memory.max"), StartsWith("123"));
  EXPECT_THAT(test::read_file(root_ / "memory.swap.max"), StartsWith("0"));
  memory.fix_limit();
  EXPECT_FALSE(memory.limit(456));
}

TEST_F(VersionTwo, GroupsOfProcessesThatAreNoMoreAreRemoved) {
  const auto group = ControlGroup::make(paths_);
  const pid_t gone = fork();
  if (gone == 0) _exit(0);
  waitpid(gone, nullptr, 0);
  auto name = group->memory().filename().string();
  const auto own = "-" + std::to_string(getpid()) + "-";
  name.replace(name.find(own), own.size(), "-" + std::to_string(gone) + "-");
  fs::create_directory(root_ / name);
  fs::create_directory(root_ / "other-1-2-3");
  remove_stale_groups(paths_);
  EXPECT_FALSE(fs::exists(root_ / name));
  EXPECT_TRUE(fs::exists(group->memory()));
  EXPECT_TRUE(fs::exists(root_ / "other-1-2-3"));
}

TEST(ControlGroup, EndsWhatIsInItAndSaysWhetherMemoryWasUsedUp) {
  auto group = ControlGroup::make();
  if (group == nullptr) GTEST_SKIP() << control_groups_text();
  constexpr std::size_t limit = 50U << 20U;
  const auto folders = group->folders();
  const auto start = [&](auto does) {
    const pid_t child = fork();
    if (child != 0) return child;
    join(folders);
    does();
    for (;;) pause();
  };
  const auto status_of = [](pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  };
  const auto hungry = start([&] {
    GroupMemory(group->memory()).limit(limit);
    std::vector<char> taken(limit + limit / 10, 1);
    _exit(taken.back() == 1 ? 0 : 1);
  });
  EXPECT_EQ(status_of(hungry), SIGKILL);
  EXPECT_TRUE(group->out_of_memory());
  const auto waiting = start([] { setsid(); });
  usleep(20'000);
  group.reset();
  EXPECT_EQ(status_of(waiting), SIGKILL);
  for (const auto& folder : folders) EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace slalom::worker
