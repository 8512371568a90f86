// Values as bytes and back: numbers as they lie in memory (both ends are the same program), lists behind their count.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace slalom::worker {

using Bytes = std::vector<std::uint8_t>;

/// Bytes that are not what they should be: cut short, or a value that makes no sense.
struct WireError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A number of which every pattern of bits is a value.
template <class T>
concept WireNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

class ByteWriter {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  Bytes& bytes() { return bytes_; }

 private:
  template <WireNumber T>
  void put(T value) {
    append(&value, sizeof value);
  }
  void put(bool value) { put(static_cast<std::uint8_t>(value)); }
  template <class T>
    requires std::is_enum_v<T>
  void put(T value) {
    put(static_cast<std::uint8_t>(value));
  }
  template <WireNumber T, std::size_t N>
  void put(const std::array<T, N>& values) {
    append(values.data(), sizeof values);
  }
  void put(const std::string& text) {
    put(text.size());
    append(text.data(), text.size());
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(values.size());
    if constexpr (WireNumber<T>)
      append(values.data(), values.size() * sizeof(T));
    else
      for (const auto& value : values) put(value);
  }
  template <class T>
    requires requires(ByteWriter& to, const T& value) { fields(to, value); }
  void put(const T& value) {
    fields(*this, value);
  }
  void append(const void* from, std::size_t size) {
    const auto* first = static_cast<const std::uint8_t*>(from);
    bytes_.insert(bytes_.end(), first, first + size);
  }

  Bytes bytes_;
};

/// Throws WireError where the bytes end too early or hold no such value; allocates no more than they can fill.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : left_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (take(values), ...);
  }
  bool at_end() const { return left_.empty(); }

 private:
  template <WireNumber T>
  void take(T& value) {
    copy(&value, sizeof value);
  }
  void take(bool& value) {
    std::uint8_t number = 0;
    take(number);
    if (number > 1) throw WireError("a yes-or-no is neither");
    value = number == 1;
  }
  template <class T>
    requires std::is_enum_v<T>
  void take(T& value) {
    std::uint8_t number = 0;
    take(number);
    if (number >= count_of(T{})) throw WireError("a name is unknown");
    value = static_cast<T>(number);
  }
  template <WireNumber T, std::size_t N>
  void take(std::array<T, N>& values) {
    copy(values.data(), sizeof values);
  }
  void take(std::string& text) {
    text.resize(count(1));
    copy(text.data(), text.size());
  }
  template <class T>
  void take(std::vector<T>& values) {
    if constexpr (WireNumber<T>) {
      values.resize(count(sizeof(T)));
      copy(values.data(), values.size() * sizeof(T));
    } else {
      values.clear();
      for (auto left = count(1); left > 0; --left) take(values.emplace_back());
    }
  }
  template <class T>
    requires requires(ByteReader& from, T& value) { fields(from, value); }
  void take(T& value) {
    fields(*this, value);
  }
  /// A count of items that take at least `size` bytes each.
  std::size_t count(std::size_t size) {
    std::size_t number = 0;
    take(number);
    if (number > left_.size() / size) throw WireError("a list is longer than its message");
    return number;
  }
  void copy(void* to, std::size_t size) {
    if (size > left_.size()) throw WireError("a message ends too early");
    if (size > 0) std::memcpy(to, left_.data(), size);
    left_ = left_.subspan(size);
  }

  std::span<const std::uint8_t> left_;
};

}  // namespace slalom::worker
