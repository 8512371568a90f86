#include "loader/random_stream.hpp"

#include <Random123/philox.h>
#include <Random123/uniform.hpp>
#include <algorithm>

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
                 const auto [sine, cosine] = stream.normals();
                 out[i] = sine;
                 if (i + 1 < count) out[i + 1] = cosine;
               }
             }} {}

std::uint64_t RandomStream::below(std::uint64_t count) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{bits()} * count) >> 64U);
}

void RandomStream::refill() {
  constexpr std::size_t few = 8;
  const r123::Philox4x64::key_type key{{key_[0], key_[1]}};
  size_ = block_ == 0 ? few : buffer_.size();
  for (std::size_t i = 0; i < size_; i += 4) {
    const auto numbers = r123::Philox4x64()(r123::Philox4x64::ctr_type{{block_++, part_, 0, 0}}, key);
    std::ranges::copy(numbers, buffer_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  used_ = 0;
  drawn_ = true;
  has_normals_ = false;
}

RandomStream::Normals RandomStream::normals() {
  Normals these{};
  if (used_ % 2 != 0) {  // they are not one of the pairs of the buffer
    const std::array numbers{bits(), bits()};
    box_muller(numbers.data(), 1, &these.sine, &these.cosine);
    return these;
  }
  if (used_ == size_) refill();
  if (!has_normals_) {
    box_muller(buffer_.data(), size_ / 2, sines_.data(), cosines_.data());
    has_normals_ = true;
  }
  these = {sines_[used_ / 2], cosines_[used_ / 2]};
  used_ += 2;
  return these;
}

}  // namespace slalom::loader
