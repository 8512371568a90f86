// What a store says of files and folders that it cannot use, and that it leaves them as they are.
#include "store/store.hpp"

#include "support/sql.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace slalom::test {
namespace {

using host::Store;
using host::StoreError;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;
namespace fs = std::filesystem;

fs::path results_in(const TemporaryFolder& folder) { return folder.path() / "results.sqlite"; }

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

/// A results file with some hundred runs.
void fill(const TemporaryFolder& folder) {
  Store store(folder.path(), Store::Mode::write);
  for (std::uint8_t i = 0; i < 200; ++i) {
    host::RunRecord record;
    record.id.bytes[0] = i;
    record.status = host::Status::finished;
    record.points.resize(20);
    store.put(record);
  }
}

template <class Message>
void expect_refused(const TemporaryFolder& folder, const Message& message) {
  const auto before = content(results_in(folder));
  for (const auto mode : {Store::Mode::read, Store::Mode::write})
    EXPECT_THAT([&] { const Store store(folder.path(), mode); }, ThrowsMessage<StoreError>(message));
  EXPECT_TRUE(content(results_in(folder)) == before) << "the file was changed";
}

TEST(DamagedStore, FileThatIsNoDatabase) {
  const TemporaryFolder folder;
  overwrite(results_in(folder), "run,seed\n" + std::string(5000, 'x'));
  expect_refused(folder, AllOf(HasSubstr(results_in(folder).string()), HasSubstr("damaged")));
}

TEST(DamagedStore, TruncatedFile) {
  const TemporaryFolder folder;
  fill(folder);
  const auto whole = content(results_in(folder));
  overwrite(results_in(folder), whole.substr(0, whole.size() / 2));
  expect_refused(folder, AllOf(HasSubstr(results_in(folder).string()), HasSubstr("damaged")));
}

TEST(DamagedStore, OverwrittenPagesAreNoticedWhenTheyAreRead) {
  const TemporaryFolder folder;
  fill(folder);
  auto bytes = content(results_in(folder));
  std::fill(bytes.begin() + 4096, bytes.end(), '\xa5');
  overwrite(results_in(folder), bytes);
  const Store store(folder.path(), Store::Mode::read);
  EXPECT_THAT([&] { store.done(); }, ThrowsMessage<StoreError>(HasSubstr("damaged")));
  EXPECT_THAT([&] { store.plans(); }, ThrowsMessage<StoreError>(HasSubstr("damaged")));
  EXPECT_TRUE(content(results_in(folder)) == bytes);
}

TEST(DamagedStore, ValuesThatMakeNoSense) {
  const TemporaryFolder folder;
  fill(folder);
  sql(results_in(folder),
      "UPDATE runs SET status = 'cheerful'; INSERT INTO plans VALUES (1, 's', '', '', '[', '{}', '[]')");
  const Store store(folder.path(), Store::Mode::read);
  EXPECT_THAT([&] { store.find({}); }, ThrowsMessage<StoreError>(HasSubstr("cheerful")));
  EXPECT_THAT([&] { store.plans(); }, ThrowsMessage<StoreError>(HasSubstr("damaged")));
}

TEST(DamagedStore, DatabaseOfAnotherProgram) {
  const TemporaryFolder folder;
  sql(results_in(folder), "CREATE TABLE songs(name TEXT)");
  expect_refused(folder, HasSubstr("no results file of slalom"));
}

TEST(DamagedStore, FileOfANewerSlalom) {
  const TemporaryFolder folder;
  fill(folder);
  sql(results_in(folder), "PRAGMA user_version = 99");
  expect_refused(folder, AllOf(HasSubstr("newer slalom"), HasSubstr("format 99"), HasSubstr("up to 4")));
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
