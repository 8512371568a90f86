#include "process/process_state.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cfenv>
#include <csignal>
#include <initializer_list>

namespace slalom::process {

namespace {

void unblock_all() {
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

void set_signals_of_program() {
  for (const int signal : {SIGCHLD, SIGPIPE}) std::signal(signal, SIG_DFL);
  std::signal(SIGXFSZ, SIG_IGN);
  unblock_all();
}

void keep_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(descriptor, F_GETFD) == -1)  // then it is the lowest, which open() takes
      open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void set_signals_of_worker() {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_IGN);
  unblock_all();
}

void set_default_rounding() { std::fesetenv(FE_DFL_ENV); }

}  // namespace slalom::process
