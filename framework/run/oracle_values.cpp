// Values at many points at once, counted one by one.
#include "run/oracle.hpp"
#include "run/real_vector.hpp"

#include <cstddef>

namespace slalom::run {

bool Oracle::allows_all(const std::byte* points, std::size_t count, std::size_t stride) const {
  if (!bounded_) return true;
  for (std::size_t k = 0; k < count; ++k)
    if (!problem_.allows(points + k * stride)) return false;
  return true;
}

slalom_status Oracle::values(const void* all, std::size_t count, double* values) {
  const auto* const points = static_cast<const std::byte*>(all);
  const auto stride = bytes_of(problem_.real(), problem_.dimension());
  if (problem_.values() == nullptr || !allows_all(points, count, stride)) {
    for (std::size_t k = 0; k < count; ++k)
      if (const auto status = evaluate(points + k * stride, nullptr, values + k); status != SLALOM_OK) return status;
    return SLALOM_OK;
  }
  std::size_t covered = 0;
  while (covered < count && bill(query_.batch_size)) ++covered;
  if (covered > 0) {
    const auto ask = [&] {
      return problem_.values()->values[problem_.real()](workspace_, &query_, points, covered, values);
    };
    if ((timed_ ? stopwatch_.time(ask) : ask()) != SLALOM_OK) return refuse(Refusal::failed);
    for (std::size_t k = 0; k < covered; ++k) values[k] = look_at(values[k]);
  }
  return covered < count ? refuse(Refusal::budget) : SLALOM_OK;
}

}  // namespace slalom::run
