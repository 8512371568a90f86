// Files that are written whole or not at all, and never through a link.
#include "process/output_file.hpp"

#include "process/own_file.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

namespace slalom::test {
namespace {

namespace fs = std::filesystem;
using process::FileError;
using process::OutputFile;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

class WrittenFile : public testing::Test {
 protected:
  TemporaryFolder folder;
  fs::path file = folder.path() / "file", other = folder.path() / "other";

  void SetUp() override { std::ofstream(other) << "precious"; }
  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder.path()), {}); }
};

TEST_F(WrittenFile, IsThereWhenItIsWhole) {
  {
    OutputFile out(file);
    out << "one " << 2 << std::string(100'000, 'x');
    out.close();
    EXPECT_EQ(read_file(file), "one 2" + std::string(100'000, 'x'));
    OutputFile again(file);
    again << "half";
  }
  EXPECT_EQ(read_file(file), "one 2" + std::string(100'000, 'x')) << "without close() it stays as it was";
  EXPECT_EQ(files(), 2);
  struct stat about {};
  stat(file.c_str(), &about);
  const auto mask = umask(0);
  umask(mask);
  EXPECT_EQ(about.st_mode & 0777U, 0666U & ~mask);
}

TEST_F(WrittenFile, TakesThePlaceOfALinkAndLeavesItsTarget) {
  fs::create_symlink(other, file);
  process::write_file(file, "new");
  EXPECT_EQ(read_file(file), "new");
  EXPECT_FALSE(fs::is_symlink(file));
  fs::remove(file);
  fs::create_hard_link(other, file);
  process::write_file(file, "new");
  EXPECT_EQ(read_file(file), "new");
  EXPECT_EQ(read_file(other), "precious");
}

TEST_F(WrittenFile, DoesNotReplaceWhatIsNoFile) {
  fs::create_directory(file);
  EXPECT_THAT([&] { OutputFile out(file); },
              ThrowsMessage<FileError>("cannot write " + file.string() + ": Is a directory"));
  fs::remove(file);
  ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
  EXPECT_THAT([&] { OutputFile out(file); }, ThrowsMessage<FileError>(HasSubstr(file.string())));
  EXPECT_TRUE(fs::is_fifo(file));
  EXPECT_THAT([&] { OutputFile out(folder.path() / "nowhere/file"); },
              ThrowsMessage<FileError>(HasSubstr("nowhere/file: No such file or directory")));
}

/// Which is what a full disk is to a program.
TEST_F(WrittenFile, SaysThatThereIsNoRoomAndKeepsWhatWasThere) {
  process::write_file(file, "old");
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit little{10'000, limit.rlim_max};
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &little);
  for (const std::size_t size : {10'001, 100'000})
    EXPECT_THAT([&] { process::write_file(file, std::string(size, 'x')); },
                ThrowsMessage<FileError>("cannot write " + file.string() + ": File too large"));
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(read_file(file), "old");
  EXPECT_EQ(files(), 2);
}

TEST_F(WrittenFile, MayGoWhereAUserSays) {
  fs::create_symlink(other, file);
  process::write_named_file(file, "new");
  EXPECT_TRUE(fs::is_symlink(file));
  EXPECT_EQ(read_file(other), "new");
  process::write_named_file("/dev/null", "new");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  process::write_named_file(folder.path() / "fresh", "new");
  EXPECT_EQ(read_file(folder.path() / "fresh"), "new");
}

TEST_F(WrittenFile, OfItsOwnIsARegularFileWithOneName) {
  const auto refused = [&](const char* why) {
    EXPECT_THAT([&] { process::open_own_file(file); },
                ThrowsMessage<FileError>(AllOf(HasSubstr(file.string()), HasSubstr(why))));
    EXPECT_THROW(process::check_own_file(file), FileError);
    fs::remove(file);
  };
  fs::create_symlink(other, file);
  refused("is a symbolic link");
  fs::create_symlink(folder.path() / "nothing", file);
  refused("is a symbolic link");
  fs::create_hard_link(other, file);
  refused("has another name elsewhere");
  fs::create_directory(file);
  refused("is not a regular file");
  ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
  refused("is not a regular file");
  EXPECT_EQ(read_file(other), "precious");
  EXPECT_FALSE(fs::exists(folder.path() / "nothing"));
  process::check_own_file(file);
  EXPECT_GE(process::open_own_file(file).get(), 0);
  EXPECT_GE(process::open_own_file(file).get(), 0) << "that is there now";
}

TEST_F(WrittenFile, OfAnotherUserInASharedFolderIsRefused) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can make files of others";
  const auto shared = folder.path() / "shared", lock = shared / "lock";
  fs::create_directory(shared);
  std::ofstream(lock) << "";
  ASSERT_EQ(chown(lock.c_str(), 12345, 12345), 0);
  EXPECT_GE(process::open_own_file(lock).get(), 0) << "the folder is one that only few write to";
  ASSERT_EQ(chmod(shared.c_str(), 01777), 0);
  EXPECT_THAT([&] { process::open_own_file(lock); }, ThrowsMessage<FileError>(HasSubstr("belongs to another user")));
}

}  // namespace
}  // namespace slalom::test
