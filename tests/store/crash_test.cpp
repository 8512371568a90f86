// What was committed survives the death of its writer; and there is one writer at a time.
#include "store/store.hpp"

#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace slalom::test {
namespace {

using store::Store;
using store::StoreError;
using testing::AllOf;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::ThrowsMessage;

run::RunRecord make_long_record(std::uint32_t number) {
  run::RunRecord r;
  for (std::size_t i = 0; i < 4; ++i) r.id.bytes.at(3 - i) = static_cast<std::uint8_t>(number >> (8 * i));
  r.status = run::Status::finished;
  r.trajectory.assign(1000, number);
  return r;
}

/// A child process that runs `body` until it is killed.
template <class Body>
class Child {
 public:
  explicit Child(Body body) : pid_(fork()) {
    if (pid_ == 0) {
      body();
      _exit(1);
    }
  }
  ~Child() { kill_and_wait(); }
  void kill_and_wait() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    pid_ = -1;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
};

/// A pipe on which a child says how far it is.
class Progress {
 public:
  Progress() {
    if (pipe(ends_.data()) != 0) throw std::runtime_error("no pipe");
  }
  ~Progress() {
    close(ends_[0]);
    close(ends_[1]);
  }
  void say(std::uint32_t number) const {
    if (write(ends_[1], &number, sizeof number) != sizeof number) _exit(2);
  }
  std::uint32_t hear() const {
    std::uint32_t number = 0;
    EXPECT_EQ(read(ends_[0], &number, sizeof number), static_cast<ssize_t>(sizeof number));
    return number;
  }

 private:
  std::array<int, 2> ends_{};
};

TEST(Crash, CommittedRunsSurviveAKillInTheMiddleOfWriting) {
  const TemporaryFolder folder;
  const Progress progress;
  std::uint32_t committed = 0;
  {
    Child child([&] {
      Store store(folder.path(), Store::Mode::write);
      for (std::uint32_t number = 1;; ++number) {
        store.put(make_long_record(number));
        if (number % 10 != 0) continue;
        store.commit();
        progress.say(number);
      }
    });
    while (committed < 500) committed = progress.hear();
    child.kill_and_wait();
  }
  Store store(folder.path(), Store::Mode::write);
  const auto done = store.done();
  ASSERT_GE(done.size(), committed);
  EXPECT_EQ(done.size() % 10, 0U) << "a transaction is whole or not there";
  for (std::uint32_t number = 1; number <= done.size(); ++number) {
    EXPECT_EQ(done[number - 1], make_long_record(number).id);
    EXPECT_THAT(store.find(done[number - 1]).value().trajectory, ElementsAreArray(make_long_record(number).trajectory));
  }
}

TEST(Crash, WhatWasNotCommittedIsGone) {
  const TemporaryFolder folder;
  const Progress progress;
  {
    Child child([&] {
      Store store(folder.path(), Store::Mode::write);
      store.put(make_long_record(1));
      progress.say(1);
      pause();
    });
    progress.hear();
  }
  EXPECT_EQ(Store(folder.path(), Store::Mode::read).done().size(), 0U);
}

TEST(TwoWriters, TheSecondIsToldWhoWritesAndMayTryAgainLater) {
  const TemporaryFolder folder;
  const Progress progress;
  Child writer([&] {
    const Store store(folder.path(), Store::Mode::write);
    progress.say(1);
    pause();
  });
  progress.hear();
  EXPECT_THAT([&] { const Store store(folder.path(), Store::Mode::write); },
              ThrowsMessage<StoreError>(AllOf(HasSubstr("another slalom run is writing to " + folder.path().string()),
                                              HasSubstr("process " + std::to_string(writer.pid())))));
  writer.kill_and_wait();
  EXPECT_NO_THROW(Store(folder.path(), Store::Mode::write));
}

}  // namespace
}  // namespace slalom::test
