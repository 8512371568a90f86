// The journal that a store keeps, by the file system that it lies on.
#include "store/store.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

namespace slalom::test {
namespace {

using store::Store;

constexpr store::FileSystem ext4 = 0xef53, nfs = 0x6969;

/// What the file's header says: 2 for WAL, 1 for a rollback journal (byte 18, "file format write version").
int write_version(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 20> header{};
  in.read(header.data(), header.size());
  return header.at(18);
}

void put_a_run(Store& store, std::uint8_t number) {
  run::RunRecord record;
  record.id.bytes[0] = number;
  record.status = run::Status::finished;
  store.put(record);
  store.commit();
}

TEST(Journal, IsARollbackJournalWhereSeveralHostsSeeTheFile) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "results.sqlite";
  const auto wal = file.string() + "-wal";
  {
    Store store(folder.path(), Store::Mode::write, ext4);
    put_a_run(store, 1);
    EXPECT_TRUE(std::filesystem::exists(wal));
  }
  EXPECT_EQ(write_version(file), 2);
  {
    Store store(folder.path(), Store::Mode::write, nfs);  // it was copied there
    put_a_run(store, 2);
    EXPECT_FALSE(std::filesystem::exists(wal));
    EXPECT_EQ(Store(folder.path(), Store::Mode::read).done().size(), 2U) << "readers are welcome";
  }
  EXPECT_EQ(write_version(file), 1);
  Store store(folder.path(), Store::Mode::write, ext4);
  put_a_run(store, 3);
  EXPECT_TRUE(std::filesystem::exists(wal));
  EXPECT_EQ(store.done().size(), 3U);
}

TEST(FileSystem, OnesOfClustersAreShared) {
  for (const store::FileSystem shared : {0x6969U, 0xff534d42U, 0x0bd00bd0U, 0x47504653U, 0x19830326U, 0x65735546U})
    EXPECT_TRUE(store::is_shared_between_hosts(shared)) << std::hex << shared;
  for (const store::FileSystem local :
       {ext4, 0x58465342U, 0x9123683eU, 0x01021994U, 0x794c7630U})  // XFS, btrfs, tmpfs, overlayfs
    EXPECT_FALSE(store::is_shared_between_hosts(local)) << std::hex << local;
  const TemporaryFolder folder;
  EXPECT_NE(store::file_system_of(folder.path()), 0U);
  EXPECT_THROW(store::file_system_of(folder.path() / "nowhere"), store::StoreError);
}

}  // namespace
}  // namespace slalom::test
