#include "end_to_end/program.hpp"
#include "support/paths.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace slalom::test {

Process::Process(const std::vector<std::string>& words, const fs::path& folder) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const auto out = printed_.path() / "out", err = printed_.path() / "err";
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  const int error = posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + words[0]);
}

Process::~Process() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void Process::signal(int number) const { kill(pid_, number); }

std::string Process::err_so_far() const { return read(printed_.path() / "err"); }

Ended Process::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return {code, read(printed_.path() / "out"), read(printed_.path() / "err")};
}

fs::path program() { return fs::path(test::build_folder()) / "slalom"; }

Ended slalom(std::vector<std::string> arguments, const fs::path& folder) {
  arguments.insert(arguments.begin(), program().string());
  return Process(arguments, folder).wait();
}

Ended command(const std::vector<std::string>& words, const fs::path& folder) { return Process(words, folder).wait(); }

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }

std::string small_suite(const std::string& name, const std::string& more) {
  return "suite: " + name +
         "\n"
         "seeds: 2\n"
         "budget: {steps: 50}\n"
         "targets: [1.0e-1]\n"
         "problems: [two_wells, {problem: quadratic, dimension: 3, condition: 10}]\n"
         "optimizers: [sgd, {optimizer: momentum, learning_rate: 0.01}]\n" +
         more;
}

}  // namespace slalom::test
