#include "process/sandbox.hpp"

#include "process/descriptor.hpp"
#include "process/library_path.hpp"
#include "process/search_path.hpp"
#include "process/system_error.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <linux/sockios.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace slalom::process {

namespace {

constexpr const char* refused = "cannot enter the sandbox (--sandbox off goes without)";

// Landlock, of which the headers of Debian 12 know the beginning.

constexpr std::uint64_t read_rights =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t rights_on_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                                          LANDLOCK_ACCESS_FS_WRITE_FILE | (1U << 14U) | (1U << 15U);
constexpr std::array<std::uint64_t, 8> last_right{0, 12, 13, 14, 14, 15, 15, 15};  // by ABI; bits up to this one
constexpr std::uint64_t bind_and_connect = 3, abstract_sockets_and_signals = 3;

struct Ruleset {
  std::uint64_t files = 0, network = 0, scoped = 0;
};

int landlock_abi() {
  const auto abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

std::uint64_t all_file_rights(int abi) {
  return (std::uint64_t{2} << last_right[std::min<std::size_t>(static_cast<std::size_t>(abi), 7)]) - 1;
}

void allow(const Descriptor& ruleset, const std::filesystem::path& path, std::uint64_t rights) {
  const Descriptor file(open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat about {};
  if (file.get() < 0 || fstat(file.get(), &about) != 0) return;
  if (!S_ISDIR(about.st_mode)) rights &= rights_on_files;
  const landlock_path_beneath_attr rule{.allowed_access = rights, .parent_fd = file.get()};
  if (syscall(SYS_landlock_add_rule, ruleset.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) throw_errno(refused);
}

void restrict_files(const std::vector<std::filesystem::path>& read) {
  const int abi = landlock_abi();
  if (abi == 0) return;
  const Ruleset handled{.files = all_file_rights(abi),
                        .network = abi >= 4 ? bind_and_connect : 0,
                        .scoped = abi >= 6 ? abstract_sockets_and_signals : 0};
  const std::size_t size = abi >= 6 ? sizeof handled : abi >= 4 ? 16 : 8;
  const Descriptor ruleset(static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, size, 0)));
  if (ruleset.get() < 0) throw_errno(refused);
  for (const char* path :
       {"/usr", "/lib", "/lib64", "/etc", "/opt", "/nix", "/proc/self", "/proc/self/exe", "/sys/devices/system",
        "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"})
    allow(ruleset, path, read_rights & handled.files);
  allow(ruleset, "/dev/null", handled.files & rights_on_files);
  for (const auto& path : read) allow(ruleset, path, read_rights & handled.files);
  constexpr std::uint64_t devices = LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_CHAR;
  if (const char* folder = std::getenv("TMPDIR"); folder != nullptr) allow(ruleset, folder, handled.files & ~devices);
  if (syscall(SYS_landlock_restrict_self, ruleset.get(), 0) != 0) throw_errno(refused);
}

// seccomp. What a run needs is not known, since plugins may use any library; what none needs is.

/// Other processes: watched, changed, or reached by a way around this filter.
constexpr auto others = {SCMP_SYS(ptrace),
                         SCMP_SYS(process_vm_writev),
                         SCMP_SYS(process_madvise),
                         SCMP_SYS(kcmp),
                         SCMP_SYS(pidfd_open),
                         SCMP_SYS(pidfd_getfd),
                         SCMP_SYS(pidfd_send_signal),
                         SCMP_SYS(tkill),
                         SCMP_SYS(io_uring_setup),
                         SCMP_SYS(io_uring_enter),
                         SCMP_SYS(io_uring_register),
                         SCMP_SYS(setpriority),
                         SCMP_SYS(sched_setscheduler),
                         SCMP_SYS(sched_setattr),
                         SCMP_SYS(sched_setparam),
                         SCMP_SYS(ioprio_set),
                         SCMP_SYS(perf_event_open),
                         SCMP_SYS(userfaultfd)};
/// New processes and programs, and ways out of the session.
constexpr auto processes = {SCMP_SYS(fork),     SCMP_SYS(vfork),  SCMP_SYS(execve),
                            SCMP_SYS(execveat), SCMP_SYS(setsid), SCMP_SYS(setpgid)};
/// The network, and what else reaches other processes.
constexpr auto channels = {SCMP_SYS(socket), SCMP_SYS(shmget),  SCMP_SYS(shmat),
                           SCMP_SYS(semget), SCMP_SYS(msgget),  SCMP_SYS(mq_open),
                           SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key)};
/// Memory that no limit counts.
constexpr auto memory = {SCMP_SYS(memfd_create), SCMP_SYS(memfd_secret)};
/// The machine, and what Landlock does not restrict about files.
constexpr auto machine = {SCMP_SYS(mount),         SCMP_SYS(umount2),       SCMP_SYS(pivot_root),
                          SCMP_SYS(chroot),        SCMP_SYS(unshare),       SCMP_SYS(setns),
                          SCMP_SYS(open_tree),     SCMP_SYS(move_mount),    SCMP_SYS(fsopen),
                          SCMP_SYS(fsconfig),      SCMP_SYS(fsmount),       SCMP_SYS(fspick),
                          SCMP_SYS(mount_setattr), SCMP_SYS(swapon),        SCMP_SYS(swapoff),
                          SCMP_SYS(reboot),        SCMP_SYS(kexec_load),    SCMP_SYS(kexec_file_load),
                          SCMP_SYS(init_module),   SCMP_SYS(finit_module),  SCMP_SYS(delete_module),
                          SCMP_SYS(bpf),           SCMP_SYS(acct),          SCMP_SYS(quotactl),
                          SCMP_SYS(settimeofday),  SCMP_SYS(clock_settime), SCMP_SYS(clock_adjtime),
                          SCMP_SYS(adjtimex),      SCMP_SYS(sethostname),   SCMP_SYS(setdomainname),
                          SCMP_SYS(iopl),          SCMP_SYS(ioperm),        SCMP_SYS(open_by_handle_at),
                          SCMP_SYS(syslog),        SCMP_SYS(vhangup),       SCMP_SYS(chmod),
                          SCMP_SYS(fchmod),        SCMP_SYS(fchmodat),      SCMP_SYS(chown),
                          SCMP_SYS(fchown),        SCMP_SYS(lchown),        SCMP_SYS(fchownat),
                          SCMP_SYS(setxattr),      SCMP_SYS(lsetxattr),     SCMP_SYS(fsetxattr),
                          SCMP_SYS(removexattr),   SCMP_SYS(lremovexattr),  SCMP_SYS(fremovexattr),
                          SCMP_SYS(utime),         SCMP_SYS(utimes),        SCMP_SYS(utimensat),
                          SCMP_SYS(futimesat)};

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

/// A rule that is refused for a call that this machine does not have is no loss.
template <class... Conditions>
void refuse(const Filter& filter, int error, int call, Conditions... conditions) {
  seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, sizeof...(conditions),
                   conditions...);
}

/// A condition on an argument of a call; libseccomp's macros of it are not C++.
scmp_arg_cmp argument(unsigned index, scmp_compare how, unsigned value, unsigned other = 0) {
  return {index, how, value, other};
}

void restrict_calls() {
  const Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  if (filter == nullptr) return;
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a search tree: calls cost less
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_SSB, 1);       // older kernels slow down filtered processes else
  for (const auto& calls : {others, processes, channels, memory, machine})
    for (const int call : calls) refuse(filter, EPERM, call);
  // To itself they are allowed: the signal of abort(), and a look at whether there is memory behind an address.
  const auto self = static_cast<unsigned>(getpid());
  for (const int call : {SCMP_SYS(kill), SCMP_SYS(tgkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo),
                         SCMP_SYS(process_vm_readv)})
    refuse(filter, EPERM, call, argument(0, SCMP_CMP_NE, self));
  refuse(filter, EPERM, SCMP_SYS(prlimit64), argument(0, SCMP_CMP_NE, 0));  // limits of other processes
  refuse(filter, EPERM, SCMP_SYS(prctl), argument(0, SCMP_CMP_EQ, PR_SET_PDEATHSIG));
  for (const int command : {F_SETOWN, F_SETOWN_EX, F_SETSIG})  // a file's owner is sent signals
    refuse(filter, EPERM, SCMP_SYS(fcntl), argument(1, SCMP_CMP_EQ, static_cast<unsigned>(command)));
  for (const int command : {FIOSETOWN, SIOCSPGRP, TIOCSTI})
    refuse(filter, EPERM, SCMP_SYS(ioctl), argument(1, SCMP_CMP_EQ, static_cast<unsigned>(command)));
  // Threads are allowed. The flags of clone3 cannot be looked into: without it the C library takes clone.
  refuse(filter, EPERM, SCMP_SYS(clone), argument(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD));
  refuse(filter, ENOSYS, SCMP_SYS(clone3));
  if (const int error = seccomp_load(filter.get()); error != 0) {
    errno = -error;
    throw_errno(refused);
  }
}

/// Of a process of root all of its rights but that over files, which Landlock restricts.
void drop_capabilities() {
  __user_cap_header_struct head{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  std::array<__user_cap_data_struct, 2> sets{};
  if (syscall(SYS_capget, &head, sets.data()) != 0) return;
  const std::uint32_t kept = (1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH);
  sets[0] = {.effective = sets[0].effective & kept, .permitted = sets[0].permitted & kept, .inheritable = 0};
  sets[1] = {};
  syscall(SYS_capset, &head, sets.data());
}

bool has_seccomp() {
  // With a null filter: EFAULT where filters are known.
  return prctl(PR_SET_SECCOMP, 2 /* SECCOMP_MODE_FILTER */, nullptr, 0, 0) != 0 && errno == EFAULT;
}

}  // namespace

std::string SandboxSupport::text() const {
  const auto files = landlock > 0 ? "Landlock ABI " + std::to_string(landlock) : "no Landlock";
  return files + (seccomp ? ", seccomp" : ", no seccomp");
}

SandboxSupport sandbox_support() { return {.landlock = landlock_abi(), .seccomp = has_seccomp()}; }

std::string sandbox_text(Sandbox sandbox) { return sandbox == Sandbox::off ? "off" : sandbox_support().text(); }

std::vector<std::filesystem::path> paths_of_plugins(const std::vector<std::filesystem::path>& files) {
  std::vector<std::filesystem::path> paths;
  const auto add = [&](const std::string& listed, const std::filesystem::path& origin) {
    for (const auto& entry : folders_in(listed)) {
      auto folder = entry.string();
      for (const char* word : {"$ORIGIN", "${ORIGIN}"})
        if (const auto at = folder.find(word); at != std::string::npos)
          folder.replace(at, std::string_view(word).size(), origin.string());
      if (folder.starts_with('/') && folder != "/") paths.emplace_back(folder);
    }
  };
  const std::filesystem::path program = "/proc/self/exe";  // where it finds libraries, its plugins find theirs
  add(library_path(program), std::filesystem::canonical(program).parent_path());
  if (const char* listed = std::getenv("LD_LIBRARY_PATH"); listed != nullptr) add(listed, "");
  for (const auto& file : files) {
    std::error_code missing;
    const auto folder = std::filesystem::absolute(file, missing).parent_path();
    const auto target = std::filesystem::canonical(file, missing).parent_path();
    for (const auto& path : {folder, target})
      if (!path.empty()) paths.push_back(path);
    add(library_path(file), target);
  }
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

void enter_sandbox(const std::vector<std::filesystem::path>& paths) {
  const auto support = sandbox_support();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) throw_errno(refused);
  drop_capabilities();
  restrict_files(paths);
  if (support.seccomp) restrict_calls();
}

}  // namespace slalom::process
