// Programs that are started, and what they print.
#include "process/start.hpp"

#include "process/memory_file.hpp"
#include "process/orphans.hpp"
#include "process/pipe.hpp"
#include "support/error_of.hpp"

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/wait.h>

#include <csignal>

namespace slalom::process {
namespace {

using testing::HasSubstr;

CommandOutput shell(const std::string& script, StandardError errors = StandardError::included) {
  return output_of({"sh", "-c", script}, errors);
}

TEST(Output, IsAllThatAProgramPrints) {
  EXPECT_EQ(shell("echo out; echo err >&2").text, "out\nerr\n");
  EXPECT_EQ(shell("echo out; echo err >&2", StandardError::discarded).text, "out\n");
  EXPECT_EQ(shell("head -c 300000 /dev/zero").text.size(), 300'000) << "more than a pipe holds";
  EXPECT_EQ(output_of({"printf", "%s|", "two words", "$HOME", ""}).text, "two words|$HOME||") << "without a shell";
}

TEST(Output, TellsHowAProgramEnded) {
  EXPECT_EQ(shell("true").code, 0);
  EXPECT_EQ(shell("exit 3").code, 3);
  EXPECT_EQ(shell("kill -TERM $$").code, 128 + SIGTERM);
  const auto missing = output_of({"no-such-program"});
  EXPECT_EQ(missing.code, 127);
  EXPECT_THAT(missing.text, HasSubstr("cannot start no-such-program: No such file or directory"));
  EXPECT_EQ(output_of({"/etc/passwd"}).code, 126);
}

TEST(Start, GivesAProcessTheDescriptorsThatAreNamed) {
  const MemoryFile input("no input", "three\nlines\nhere\n"), output("no output");
  const auto child = start({.program = "sh",
                            .words = {"sh", "-c", "wc -l; echo more >&7"},
                            .descriptors = {{input.get(), 0}, {output.get(), 1}, {null_device, 2}, {null_device, 7}}},
                           "no shell");
  EXPECT_EQ(wait_for(child), 0);
  EXPECT_EQ(output.first(100), "3\n");
}

TEST(Start, GivesASessionOfItsOwnOnRequest) {
  for (const bool own : {false, true}) {
    auto pipe = make_pipe("no pipe");
    const auto child = start(
        {.program = "cat", .words = {"cat"}, .descriptors = {{pipe.read.get(), 0}}, .own_session = own}, "no cat");
    EXPECT_EQ(getsid(child) == child, own);
    pipe.write = Descriptor();
    wait_for(child);
  }
}

TEST(Start, SaysWhatCannotBeStarted) {
  EXPECT_EQ(test::error_of([] { start({.program = "/no/such", .words = {"such"}}, "no worker"); }),
            "no worker: No such file or directory");
}

TEST(Start, TellsTheEndOfAProcess) {
  auto pipe = make_pipe("no pipe");
  const auto child = start({.program = "cat", .words = {"cat"}, .descriptors = {{pipe.read.get(), 0}}}, "no cat");
  const auto life = open_process(child);
  pollfd ended{life.get(), POLLIN, 0};
  EXPECT_EQ(poll(&ended, 1, 0), 0);
  pipe.write = Descriptor();
  EXPECT_EQ(poll(&ended, 1, 10'000), 1);
  wait_for(child);
}

TEST(Orphans, EndButForChildrenToKeep) {
  adopt_orphans();
  auto pipe = make_pipe("no pipe");
  const ProcessSpec cat{.program = "cat", .words = {"cat"}, .descriptors = {{pipe.read.get(), 0}}};
  const auto kept = start(cat, "no cat"), orphan = start(cat, "no cat");
  keep_child(kept);
  EXPECT_EQ(kill_orphans(), 1);
  EXPECT_EQ(kill(kept, 0), 0);
  EXPECT_NE(kill(orphan, 0), 0);
  pipe.write = Descriptor();
  EXPECT_EQ(wait_for(kept), 0);
}

TEST(MemoryFile, GivesItsBeginningAndItsEnd) {
  const MemoryFile file("no memory", "0123456789");
  EXPECT_EQ(file.first(4), "0123");
  EXPECT_EQ(file.last(4), "6789");
  EXPECT_EQ(file.first(99), "0123456789");
  EXPECT_EQ(file.last(99), "0123456789");
  EXPECT_EQ(MemoryFile("no memory").last(5), "");
}

TEST(MemoryFile, CanBeOfOneSizeForEver) {
  const MemoryFile file("no memory");
  file.fix_size(100, "no size");
  EXPECT_EQ(file.first(1000).size(), 100);
  EXPECT_NE(ftruncate(file.get(), 10), 0);
  EXPECT_NE(ftruncate(file.get(), 1000), 0);
}

}  // namespace
}  // namespace slalom::process
