#include "loader/random_stream.hpp"

#include <Random123/philox.h>
#include <Random123/boxmuller.hpp>
#include <Random123/uniform.hpp>

namespace slalom::loader {

RandomStream::RandomStream(std::uint64_t seed, Purpose purpose)
    : key_{seed, static_cast<std::uint64_t>(purpose)},
      c_{.struct_size = sizeof(slalom_random),
         .self = this,
         .bits =
             [](void* self, std::uint64_t* out, std::size_t count) {
               auto& stream = *static_cast<RandomStream*>(self);
               for (std::size_t i = 0; i < count; ++i) out[i] = stream.bits();
             },
         .uniform =
             [](void* self, double* out, std::size_t count) {
               auto& stream = *static_cast<RandomStream*>(self);
               for (std::size_t i = 0; i < count; ++i) out[i] = r123::u01fixedpt<double>(stream.bits());
             },
         .normal =
             [](void* self, double* out, std::size_t count) {
               auto& stream = *static_cast<RandomStream*>(self);
               for (std::size_t i = 0; i < count; i += 2) {
                 const auto angle = stream.bits();
                 const auto pair = r123::boxmuller(angle, stream.bits());
                 out[i] = pair.x;
                 if (i + 1 < count) out[i + 1] = pair.y;
               }
             }} {}

std::uint64_t RandomStream::bits() {
  if (used_ == buffer_.size()) refill();
  return buffer_[used_++];
}

std::uint64_t RandomStream::below(std::uint64_t count) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{bits()} * count) >> 64U);
}

void RandomStream::refill() {
  const r123::Philox4x64::ctr_type counter{{block_++, part_, 0, 0}};
  const r123::Philox4x64::key_type key{{key_[0], key_[1]}};
  const auto block = r123::Philox4x64()(counter, key);
  for (std::size_t i = 0; i < buffer_.size(); ++i) buffer_[i] = block[i];
  used_ = 0;
  drawn_ = true;
}

}  // namespace slalom::loader
