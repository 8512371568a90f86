// Optimizers that each do one thing that no plugin should; else they are gradient descent.
#include <slalom/optimizer.hpp>
#include <slalom/problem.hpp>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int late = 7;  // the step in which it happens

template <class Real>
using Point = std::span<Real>;

template <class Real>
struct Descent : slalom::Optimizer<Real> {
  int steps = 0;

  void descend(slalom::Oracle<Real>& f, Point<Real> w, Real eta) {
    ++steps;
    const auto g = f.gradient(w);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * g[i];
  }
};

/// Mapped, all of it in use, and never given back.
void map(std::size_t megabytes, int how) {
  const auto size = megabytes << 20U;
  void* const part = mmap(nullptr, size, PROT_READ | PROT_WRITE, how | MAP_ANONYMOUS, -1, 0);
  if (part == MAP_FAILED) throw std::bad_alloc();
  std::memset(part, 1, size);
  usleep(50'000);  // other runs begin and end meanwhile
}

/// A process that takes so much memory, and keeps it until it is ended.
void start_child_with(std::size_t megabytes) {
  std::array<int, 2> ready{};
  if (pipe(ready.data()) != 0) throw std::runtime_error("no pipe");
  if (fork() == 0) {
    map(megabytes, MAP_PRIVATE);
    write(ready[1], "1", 1);
    for (;;) pause();
  }
  close(ready[1]);
  char byte = 0;
  read(ready[0], &byte, 1);  // or it was ended
  close(ready[0]);
}

void wait_for_ever() {
  for (volatile bool for_ever = true; for_ever;) {
  }
}

/// What the host has in memory that it shares with its supervisor, found as an attacker would: all of it is this value.
void set_progress_tables(std::uint64_t value) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t from = 0, to = 0;
    if (line.find("slalom-runs") == std::string::npos || std::sscanf(line.c_str(), "%lx-%lx", &from, &to) != 2)
      continue;
    std::fill(reinterpret_cast<std::uint64_t*>(from), reinterpret_cast<std::uint64_t*>(to), value);
  }
}

/// Throws what a plugin would that needs what it tried.
void require(int result, const std::string& what) {
  if (result < 0) throw std::runtime_error(what + ": " + std::strerror(errno));
}

[[gnu::noinline]] int overflow_the_stack(int depth) {
  volatile char room[4096];
  room[0] = static_cast<char>(depth);
  volatile bool for_ever = true;
  return for_ever ? overflow_the_stack(depth + 1) + room[0] : 0;
}

}  // namespace

/// An optimizer that does BODY after its 7th step. There: w, and f.
#define FAULT(Name, name, body)                                                    \
  template <class Real>                                                            \
  struct Name : Descent<Real> {                                                    \
    void step(slalom::Oracle<Real>& f, [[maybe_unused]] Point<Real> w, Real eta) { \
      this->descend(f, w, eta);                                                    \
      if (this->steps == late) body                                                \
    }                                                                              \
  };                                                                               \
  SLALOM_OPTIMIZER(Name, name, "A fault on purpose", "test")

FAULT(Segfault, "segfault", {
  volatile std::uintptr_t nowhere = 8;
  *reinterpret_cast<volatile int*>(nowhere) = 1;
})
FAULT(Abort, "aborts", {
  std::cerr << "about to abort" << std::endl;
  std::abort();
})
FAULT(DoubleFree, "double_free", {
  void* volatile p = std::malloc(100);
  std::free(p);
  std::free(p);
})
FAULT(StackOverflow, "stack_overflow", { overflow_the_stack(0); })
FAULT(DividesByZero, "divides_by_zero", {
  volatile int zero = 0;
  std::printf("%d", late / zero);
})
FAULT(Hangs, "hangs", { wait_for_ever(); })
FAULT(Exits, "exits", { std::exit(0); })
FAULT(ExitsAtOnce, "exits_at_once", { _exit(0); })
FAULT(Throws, "throws", {
  std::puts("a word before it throws");
  throw std::runtime_error("no descent direction");
})
FAULT(ThrowsANumber, "throws_a_number", { throw 42; })
FAULT(Takes100GB, "takes_100_gb", {
  std::vector<char> much(std::size_t{100} << 30U);
  much.back() = 1;
})
FAULT(Leaks, "leaks", {
  for (;;) std::memset(new char[1U << 20U], 1, 1U << 20U);
})
FAULT(ClosesAll, "closes_all", { close_range(0, ~0U, 0); })
FAULT(Scribbles, "scribbles", {
  for (int file = 3; file <= 20; ++file) [[maybe_unused]]
    const auto count = write(file, "garbage garbage garbage", 23);
})
FAULT(Forges, "forges", {  // to every descriptor that there is
  const std::string garbage(200, 'x');
  for (int file = 3; file < 1024; ++file) [[maybe_unused]]
    const auto count = write(file, garbage.data(), garbage.size());
})
FAULT(Prints, "prints", {
  std::printf("printf ");
  std::cout << "cout ";
  std::cerr << "cerr\n";
})
FAULT(Shouts, "shouts", {  // what a terminal obeys, and what is no text
  const std::string text =
      "\x1b[31m=red\x1b[0m\n\xc2\x9b \xff\xfe <b>&]]>\r" + std::string(10'000'000, 'x') + "\x1b the end";
  std::fputs(text.c_str(), stdout);
  throw std::runtime_error(text);
})
FAULT(PrintsPastTheStreams, "prints_past_the_streams", { [[maybe_unused]] const auto n = write(1, "garbage\n", 8); })
FAULT(Rounds, "rounds", { std::fesetround(FE_UPWARD); })
FAULT(Handles, "handles_signals", {
  for (const int number : {SIGSEGV, SIGABRT, SIGTERM, SIGINT, SIGPIPE, SIGFPE, SIGCHLD}) std::signal(number, SIG_IGN);
})
FAULT(Moves, "moves", {
  if (chdir("/") != 0) std::abort();
  std::setlocale(LC_ALL, "C.UTF-8");
  setenv("TZ", "Pacific/Apia", 1);
})
FAULT(Threads, "starts_threads", {
  for (int i = 0; i < 4; ++i) std::thread(wait_for_ever).detach();
})
FAULT(Stops, "stops", { std::raise(SIGSTOP); })
FAULT(ReadsTerminal, "reads_terminal", {
  char c = 0;
  const int terminal = open("/dev/tty", O_RDWR);
  if (terminal >= 0) [[maybe_unused]]
    const auto count = read(terminal, &c, 1);
})
FAULT(Executes, "executes", { execl("/bin/sleep", "sleep", "60", nullptr); })
FAULT(HidesAndHangs, "hides_and_hangs", {
  set_progress_tables(0);
  wait_for_ever();
})
FAULT(BlamesAll, "blames_all", {
  set_progress_tables(1);
  wait_for_ever();
})
FAULT(LeavesItsGroup, "leaves_its_group", {
  if (fork() == 0) {
    setsid();
    if (fork() == 0) wait_for_ever();
    _exit(0);
  }
})
FAULT(WaitsWithChildren, "waits_with_children", {
  if (fork() == 0) {
    setsid();
    if (fork() == 0) {
      std::ofstream("started") << "";
      wait_for_ever();
    }
    _exit(0);
  }
  wait_for_ever();
})
FAULT(Takes90MB, "takes_90_mb", { std::vector<char>(90U << 20U).back() = 1; })
FAULT(Takes110MB, "takes_110_mb", { std::vector<char>(110U << 20U).back() = 1; })
FAULT(MapsMemory, "maps_memory", {
  for (int i = 0; i < 100; ++i) {
    void* const part = mmap(nullptr, 100U << 20U, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (part == MAP_FAILED) throw std::bad_alloc();
    std::memset(part, 1, 100U << 20U);
  }
})
FAULT(Maps90MB, "maps_90_mb", { map(90, MAP_PRIVATE); })
FAULT(Maps110MB, "maps_110_mb", { map(110, MAP_PRIVATE); })
FAULT(Shares90MB, "shares_90_mb", { map(90, MAP_SHARED); })
FAULT(Shares110MB, "shares_110_mb", { map(110, MAP_SHARED); })
FAULT(ChildTakes90MB, "child_takes_90_mb", { start_child_with(90); })
FAULT(ChildTakes110MB, "child_takes_110_mb", { start_child_with(110); })
FAULT(FillsTemporaryFolder, "fills_temporary_folder", {
  std::ofstream file(std::string(std::getenv("TMPDIR")) + "/x");
  file << std::string(110U << 20U, 'x') << std::flush;
  usleep(50'000);
})
FAULT(ThreadBomb, "thread_bomb", {
  try {
    for (;;) std::thread([] { pause(); }).detach();
  } catch (const std::system_error&) {
    for (;;) pause();
  }
})
FAULT(ForkBomb, "fork_bomb", {
  for (pid_t child = 0; child >= 0;) child = fork();
  for (;;) pause();
})
FAULT(KillsParent, "kills_parent", { require(kill(getppid(), SIGKILL), "kill"); })
FAULT(KillsAll, "kills_all", { require(kill(-1, SIGUSR1), "kill"); })
FAULT(TracesParent, "traces_parent", { require(static_cast<int>(ptrace(PTRACE_SEIZE, getppid(), 0, 0)), "ptrace"); })
FAULT(ReadsParent, "reads_parent",
      { require(open(("/proc/" + std::to_string(getppid()) + "/mem").c_str(), O_RDONLY), "mem"); })
FAULT(OpensStore, "opens_store", { require(open("r/results.sqlite", O_WRONLY | O_TRUNC), "store"); })
FAULT(DeletesStore, "deletes_store", { require(unlink("r/results.sqlite"), "store"); })
FAULT(WritesHome, "writes_home", {
  require(open((std::string(std::getenv("HOME")) + "/slalom_was_here").c_str(), O_WRONLY | O_CREAT, 0600), "home");
})
FAULT(WritesSharedMemory, "writes_shared_memory",
      { require(shm_open("/slalom_was_here", O_RDWR | O_CREAT, 0600), "shm"); })
FAULT(ReadsPasswords, "reads_home", { require(open(std::getenv("HOME"), O_RDONLY | O_DIRECTORY), "home"); })
FAULT(Connects, "connects", {
  const int channel = socket(AF_INET, SOCK_STREAM, 0);
  require(channel, "socket");
})
FAULT(Forks, "forks", {
  const pid_t child = fork();
  if (child == 0) wait_for_ever();
  require(child, "fork");
})
FAULT(TemporaryFile, "writes_temporary_file", {
  const auto* const folder = std::getenv("TMPDIR");
  std::ofstream file(std::string(folder == nullptr ? "/tmp" : folder) + "/x");
  if (!(file << "x").flush()) throw std::runtime_error("no temporary file");
})
FAULT(CrashesLater, "crashes_later", {
  std::thread([] {
    usleep(1000);
    std::abort();
  }).detach();
})
FAULT(WritesNaN, "writes_nan", { w[0] = std::numeric_limits<Real>::quiet_NaN(); })
FAULT(WritesInfinity, "writes_infinity", { w[0] = std::numeric_limits<Real>::infinity(); })
FAULT(WritesBeyond, "writes_beyond", { w.data()[w.size()] = Real(1e9); })
FAULT(WritesFarBeyond, "writes_far_beyond", {
  for (std::size_t i = 0; i < 100000; ++i) w.data()[w.size() + i] = Real(1e9);
})
FAULT(WritesBefore, "writes_before", { w.data()[-1] = Real(1e9); })

/// Does nothing at all.
template <class Real>
struct Idles : slalom::Optimizer<Real> {
  void step(slalom::Oracle<Real>&, Point<Real>) {}
};
SLALOM_OPTIMIZER(Idles, "idles", "A fault on purpose", "test")

/// Hangs before its first step.
template <class Real>
struct HangsInCreate : slalom::Optimizer<Real> {
  HangsInCreate() {
    if (!this->declaring()) wait_for_ever();
  }
  void step(slalom::Oracle<Real>&, Point<Real>) {}
};
SLALOM_OPTIMIZER(HangsInCreate, "hangs_in_create", "A fault on purpose", "test")

/// Writes to the w of its run when that is over, and from then on in every step of every later run.
template <class Real>
struct KeepsW : Descent<Real> {
  inline static std::atomic<Real*> kept = nullptr;
  Real* own = nullptr;

  void step(slalom::Oracle<Real>& f, Point<Real> w, Real eta) {
    own = w.data();
    if (Real* old = kept; old != nullptr && old != own) *old = Real(1e9);
    this->descend(f, w, eta);
  }
  ~KeepsW() {
    if (own == nullptr) return;
    *own = Real(1e9);
    kept = own;
  }
};
SLALOM_OPTIMIZER(KeepsW, "keeps_w", "A fault on purpose", "test")

/// x², and a fault where `fault` says.
template <class Real>
struct FaultyProblem : slalom::Problem<Real> {
  using Workspace = typename slalom::Problem<Real>::Workspace;
  std::string fault = this->choice("fault",
                                   {"none", "open_crashes", "open_hangs", "open_exits", "open_throws", "close_hangs",
                                    "gradient_crashes", "gradient_is_nan", "gradient_throws"},
                                   "what it does");

  FaultyProblem() {
    this->description.dimension = 1;
    if (this->declaring()) return;
    if (fault == "open_crashes") std::abort();
    if (fault == "open_hangs") wait_for_ever();
    if (fault == "open_exits") std::exit(0);
    if (fault == "open_throws") throw std::runtime_error("the data set is not there");
  }
  ~FaultyProblem() {
    if (fault == "close_hangs") wait_for_ever();
  }
  void start(slalom::Random&, Point<Real> w) const { w[0] = 1; }
  double evaluate(Workspace&, std::span<const Real> w, slalom::Batch, Point<Real> gradient) const {
    if (w[0] != 1) {
      if (fault == "gradient_crashes") std::abort();
      if (fault == "gradient_throws") throw std::runtime_error("no gradient here");
      if (fault == "gradient_is_nan") return std::numeric_limits<double>::quiet_NaN();
    }
    if (!gradient.empty()) gradient[0] = 2 * w[0];
    return static_cast<double>(w[0] * w[0]);
  }
};
SLALOM_PROBLEM(FaultyProblem, "faulty", "A fault on purpose", "test")
