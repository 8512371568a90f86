// Optimizers that each do one thing that no plugin should; else they are gradient descent.
#include <slalom/optimizer.hpp>
#include <slalom/problem.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <thread>

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

void wait_for_ever() {
  for (volatile bool for_ever = true; for_ever;) {
  }
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
                                   {"none", "open_crashes", "open_hangs", "open_exits", "open_throws",
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
