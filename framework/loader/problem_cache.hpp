// Numbers that problems store at one opening for the next.
#pragma once

#include <slalom/ext/once.h>

#include <functional>
#include <string>
#include <vector>

namespace slalom::loader {

/// The answers to a problem's questions, in their order.
using CachedValues = std::vector<std::vector<double>>;

/// What the problem of this key (see problem_key) stored when it was opened before; nothing if it was not.
using CacheLookup = std::function<CachedValues(const std::string& key)>;

/// The host's side of <slalom/ext/once.h>, for one opening.
class ProblemCache {
 public:
  explicit ProblemCache(CachedValues cached);
  ProblemCache(const ProblemCache&) = delete;
  ProblemCache& operator=(const ProblemCache&) = delete;

  const slalom_once* c() const { return &c_; }
  const CachedValues& cached() const { return cached_; }

 private:
  CachedValues cached_;
  std::size_t next_ = 0;           // question
  std::vector<std::size_t> open_;  // questions without an answer, until the problem stores one
  slalom_once c_;
};

}  // namespace slalom::loader
