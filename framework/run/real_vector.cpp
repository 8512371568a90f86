#include "run/real_vector.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
#include <mutex>
#include <new>

namespace slalom::run {

namespace {

constexpr std::align_val_t alignment{64};
constexpr std::size_t margin = 256;  // bytes before and behind: whole cache lines
constexpr std::byte untouched{0xa5};

/// Freed memory that must lie idle for a while, in order.
class Idle {
 public:
  void add(std::byte* block, std::size_t size) {
    const std::lock_guard lock(mutex_);
    blocks_.emplace_back(block, size);
    for (total_ += size; total_ > most; blocks_.pop_front()) {
      ::operator delete(blocks_.front().first, alignment);
      total_ -= blocks_.front().second;
    }
  }

 private:
  static constexpr std::size_t most = 8U << 20U;
  std::mutex mutex_;
  std::deque<std::pair<std::byte*, std::size_t>> blocks_;
  std::size_t total_ = 0;
};

Idle& idle() {
  static auto* const blocks = new Idle;  // for the whole life of the process: threads may free at its end
  return *blocks;
}

/// Calls `use` with the numbers in their own type.
template <class Use>
auto visit(slalom_real real, const void* v, std::size_t size, Use use) {
  if (real == SLALOM_FLOAT32) return use(std::span(static_cast<const float*>(v), size));
  return use(std::span(static_cast<const double*>(v), size));
}

}  // namespace

RealVector::RealVector(slalom_real real, std::size_t size)
    : real_(real),
      size_(size),
      bytes_(static_cast<std::byte*>(::operator new(bytes_of(real, size) + 2 * margin, alignment)) + margin) {
  std::memset(bytes_ - margin, static_cast<int>(untouched), bytes_of(real, size) + 2 * margin);
  std::memset(bytes_, 0, bytes_of(real, size));
}

RealVector::~RealVector() { idle().add(bytes_ - margin, bytes_of(real_, size_) + 2 * margin); }

bool RealVector::intact() const {
  const auto clean = [](std::span<const std::byte, margin> bytes) {
    return std::ranges::all_of(bytes, [](std::byte b) { return b == untouched; });
  };
  return clean(std::span<const std::byte, margin>(bytes_ - margin, margin)) &&
         clean(std::span<const std::byte, margin>(bytes_ + bytes_of(real_, size_), margin));
}

RealVector::RealVector(const RealVector& other) : RealVector(other.real_, other.size_) { assign(other); }

void RealVector::assign(const RealVector& other) { std::memcpy(data(), other.data(), bytes_of(real_, size_)); }

void RealVector::assign(std::span<const double> values) {
  if (real_ == SLALOM_FLOAT32)
    std::ranges::transform(values, static_cast<float*>(data()), [](double x) { return static_cast<float>(x); });
  else
    std::ranges::copy(values, static_cast<double*>(data()));
}

void RealVector::copy_to(std::span<double> out) const {
  visit(real_, data(), size_, [&](auto values) { std::ranges::copy(values, out.begin()); });
}

bool all_finite(slalom_real real, const void* v, std::size_t size) {
  return visit(real, v, size,
               [](auto values) { return std::ranges::all_of(values, [](auto x) { return std::isfinite(x); }); });
}

double norm(slalom_real real, const void* v, std::size_t size) {
  return visit(real, v, size, [](auto values) {
    double sum = 0;
    for (auto x : values) sum += static_cast<double>(x) * static_cast<double>(x);
    return std::sqrt(sum);
  });
}

double distance(const RealVector& a, const RealVector& b) {
  return visit(a.real(), a.data(), a.size(), [&](auto left) {
    const auto* right = static_cast<decltype(left.data())>(b.data());
    double sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const double d = static_cast<double>(left[i]) - static_cast<double>(right[i]);
      sum += d * d;
    }
    return std::sqrt(sum);
  });
}

}  // namespace slalom::run
