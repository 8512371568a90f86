#include "store/file_system.hpp"

#include "store/store.hpp"

#include <fmt/format.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace slalom::store {

namespace {

// Most of linux/magic.h have no name in older headers.
constexpr std::array<FileSystem, 17> shared{
    0x6969,      // NFS
    0x517b,      // SMB
    0xff534d42,  // CIFS
    0xfe534d42,  // SMB 2 and 3
    0x0bd00bd0,  // Lustre
    0x47504653,  // GPFS (Spectrum Scale)
    0x00c36400,  // Ceph
    0x19830326,  // BeeGFS
    0x7461636f,  // OCFS2
    0x01161970,  // GFS2
    0xaad7aaea,  // PanFS
    0x20030528,  // OrangeFS
    0x5346414f,  // AFS (OpenAFS)
    0x6b414653,  // AFS (Linux)
    0x73757245,  // Coda
    0x01021997,  // 9P
    0x65735546,  // FUSE: GlusterFS, sshfs, and local ones, which lose only a little speed
};

}  // namespace

FileSystem file_system_of(const std::filesystem::path& folder) {
  struct statfs about {};
  if (statfs(folder.c_str(), &about) != 0)
    throw StoreError(fmt::format("{}: {}", folder.string(), std::strerror(errno)));
  return static_cast<FileSystem>(about.f_type);
}

bool is_shared_between_hosts(FileSystem file_system) { return std::ranges::find(shared, file_system) != shared.end(); }

}  // namespace slalom::store
