#include "loader/problem_cache.hpp"

namespace slalom::loader {

ProblemCache::ProblemCache(CachedValues cached)
    : cached_(std::move(cached)),
      c_{.struct_size = sizeof(slalom_once),
         .self = this,
         .lookup = [](void* self, const double** numbers, std::size_t* count) -> int32_t {
           auto& cache = *static_cast<ProblemCache*>(self);
           if (cache.next_ == cache.cached_.size()) {
             cache.cached_.emplace_back();
             cache.open_.push_back(cache.next_++);
             return 0;
           }
           const auto& answer = cache.cached_[cache.next_++];
           *numbers = answer.data();
           *count = answer.size();
           return 1;
         },
         .store =
             [](void* self, const double* numbers, std::size_t count) {
               auto& cache = *static_cast<ProblemCache*>(self);
               if (cache.open_.empty()) return;
               const auto question = cache.open_.back();
               cache.open_.pop_back();
               cache.cached_.resize(question);  // those after it were asked on the way to this answer
               cache.cached_.emplace_back(numbers, numbers + count);
               cache.next_ = cache.cached_.size();
             }} {}

}  // namespace slalom::loader
