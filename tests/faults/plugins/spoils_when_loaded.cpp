// Changes the process that loads it, as far as it may.
#include <slalom/optimizer.hpp>

#include <unistd.h>

#include <cfenv>
#include <csignal>
#include <cstdio>

namespace {

[[gnu::constructor]] void spoil() {
  std::puts("a word while it is loaded");
  std::fputs("another word while it is loaded\n", stderr);
  std::fflush(stdout);
  for (const int number : {SIGCHLD, SIGPIPE, SIGSEGV}) std::signal(number, SIG_IGN);
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  std::fesetround(FE_UPWARD);
  feenableexcept(FE_INEXACT);
  kill(getppid(), SIGKILL);
}

}  // namespace

template <class Real>
struct SpoilsWhenLoaded : slalom::Optimizer<Real> {
  void step(slalom::Oracle<Real>& f, std::span<Real> w, Real eta) {
    const auto g = f.gradient(w);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= eta * g[i];
  }
};
SLALOM_OPTIMIZER(SpoilsWhenLoaded, "spoils_when_loaded", "A fault on purpose", "test")
