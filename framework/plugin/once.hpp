// Numbers that problems keep from one opening to the next.
#pragma once

#include <slalom/once.h>

#include <vector>

namespace slalom::host {

/// What was kept at each of a problem's questions, in their order.
using Kept = std::vector<std::vector<double>>;

/// The host's side of <slalom/once.h>, for one opening.
class Once {
 public:
  explicit Once(Kept kept);
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;

  const slalom_once* c() const { return &c_; }
  const Kept& kept() const { return kept_; }

 private:
  Kept kept_;
  std::size_t next_ = 0;  // question
  slalom_once c_;
};

}  // namespace slalom::host
