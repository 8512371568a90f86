#include "store/checksum.hpp"

#include <array>
#include <bit>
#include <cmath>

namespace slalom::store {

namespace {

/// The size too: else two texts could share their letters differently.
std::uint64_t head_of(char kind, std::size_t size) {
  return std::uint64_t{size} << 8U | static_cast<unsigned char>(kind);
}

}  // namespace

Checksum::Checksum() : state_(XXH3_createState(), &XXH3_freeState) { XXH3_64bits_reset(state_.get()); }

void Checksum::add_null() { add_bytes('n', nullptr, 0); }

void Checksum::add_text(std::span<const char> text) { add_bytes('t', text.data(), text.size()); }

void Checksum::add_blob(std::span<const char> bytes) { add_bytes('b', bytes.data(), bytes.size()); }

std::int64_t Checksum::value() const { return static_cast<std::int64_t>(XXH3_64bits_digest(state_.get())); }

void Checksum::add_value(double value) {
  if (std::isnan(value)) return add_null();
  add_number('r', std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value));
}

void Checksum::add_value(const std::vector<double>& values) {
  const auto bytes = std::as_bytes(std::span(values));
  add_bytes('b', bytes.data(), bytes.size());
}

void Checksum::add_integer(std::int64_t value) { add_number('i', static_cast<std::uint64_t>(value)); }

void Checksum::add_number(char kind, std::uint64_t bits) {
  const std::array both{head_of(kind, sizeof bits), bits};
  XXH3_64bits_update(state_.get(), both.data(), sizeof both);
}

void Checksum::add_bytes(char kind, const void* bytes, std::size_t size) {
  const auto head = head_of(kind, size);
  XXH3_64bits_update(state_.get(), &head, sizeof head);
  if (size > 0) XXH3_64bits_update(state_.get(), bytes, size);
}

}  // namespace slalom::store
