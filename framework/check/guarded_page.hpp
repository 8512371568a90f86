// A page of numbers between two that nobody may touch: a step beyond either end is a segmentation fault.
#pragma once

#include <slalom/plugin.h>

#include <cstddef>

namespace slalom::check {

class GuardedPage {
 public:
  /// Sentences for readers of a crash report: an access outside of the page, and one inside that is forbidden. Texts
  /// that live as long as the page.
  GuardedPage(const char* outside, const char* inside);
  ~GuardedPage();
  GuardedPage(const GuardedPage&) = delete;
  GuardedPage& operator=(const GuardedPage&) = delete;

  void* data() { return data_; }
  /// How many numbers of the type fill it.
  std::size_t size(slalom_real real) const;
  std::size_t bytes() const { return bytes_; }
  /// From now on it can only be read, or not even that.
  void forbid_writing();
  void forbid_all();
  void allow();

  /// What an access to this address means that the processor refused; null if it has to do with no page. For signal
  /// handlers.
  static const char* meaning_of_access(const void* address);

 private:
  const char* meaning(const void* address) const;
  void protect(int protection);

  std::size_t bytes_;
  std::byte* data_ = nullptr;
  const char *outside_, *inside_;
};

}  // namespace slalom::check
