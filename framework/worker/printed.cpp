#include "worker/printed.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <new>
#include <streambuf>

namespace slalom::worker {

namespace {

constexpr std::size_t max_printed = 1U << 16U;  // bytes

struct Text {
  std::string text;
  bool wanted = false;
};
thread_local Text printed;

ssize_t print(int descriptor, const char* text, std::size_t size) {
  if (!printed.wanted) return write(descriptor, text, size);
  try {
    append_printed(printed.text, {text, size});
  } catch (const std::bad_alloc&) {  // no exception may pass stdio; a run that is out of memory ends soon
  }
  return static_cast<ssize_t>(size);
}

/// For iostreams: nothing is kept here, so that threads need no lock.
class StreamBuffer : public std::streambuf {
 public:
  explicit StreamBuffer(int descriptor) : descriptor_(descriptor) {}

 private:
  int_type overflow(int_type c) override {
    const auto text = traits_type::to_char_type(c);
    return !traits_type::eq_int_type(c, traits_type::eof()) && print(descriptor_, &text, 1) == 1 ? c
                                                                                                 : traits_type::eof();
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    return print(descriptor_, text, static_cast<std::size_t>(size));
  }

  int descriptor_;
};

/// For stdio, likewise without a buffer.
template <int descriptor>
void replace(FILE*& stream) {
  FILE* file =
      fopencookie(nullptr, "w",
                  {.read = nullptr,
                   .write = [](void*, const char* text, std::size_t size) { return print(descriptor, text, size); },
                   .seek = nullptr,
                   .close = nullptr});
  if (file == nullptr) return;  // it goes on to the descriptor
  std::setvbuf(file, nullptr, _IONBF, 0);
  stream = file;
}

}  // namespace

void catch_printed() {
  replace<STDOUT_FILENO>(stdout);
  replace<STDERR_FILENO>(stderr);
  static StreamBuffer out(STDOUT_FILENO), err(STDERR_FILENO);
  std::cout.rdbuf(&out);
  std::cerr.rdbuf(&err);
  std::clog.rdbuf(&err);
}

void begin_printed() { printed = {.text = {}, .wanted = true}; }

std::string take_printed() {
  printed.wanted = false;
  return std::move(printed.text);
}

void append_printed(std::string& text, std::string_view more) {
  text += more;
  if (text.size() > 2 * max_printed) text.erase(0, text.size() - max_printed);
}

}  // namespace slalom::worker
