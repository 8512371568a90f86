// Requirements on what a plugin hands over. Nothing of it is trusted, not even that its pointers lead to memory.
#pragma once

#include "loader/memory.hpp"

#include <slalom/ext/lanes.h>
#include <slalom/ext/residuals.h>
#include <slalom/ext/values.h>
#include <slalom/plugin.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace slalom::loader {

/// A requirement that does not hold, as a sentence.
struct Unsound : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t max_name = 64;
inline constexpr std::size_t max_text = 4096;
inline constexpr std::size_t max_entries = 10000;  // more is a table that lies

/// The size of a struct of the first interface version: none is smaller, and plugins of that version are taken for
/// good.
#define SLALOM_SIZE_UP_TO(type, last) (offsetof(type, last) + sizeof(type::last))
template <class Struct>
inline constexpr std::size_t first_size = 0;
template <>
inline constexpr std::size_t first_size<slalom_setting> = SLALOM_SIZE_UP_TO(slalom_setting, search_maximum);
template <>
inline constexpr std::size_t first_size<slalom_tensor> = SLALOM_SIZE_UP_TO(slalom_tensor, shape);
template <>
inline constexpr std::size_t first_size<slalom_space> = SLALOM_SIZE_UP_TO(slalom_space, tensor_count);
template <>
inline constexpr std::size_t first_size<slalom_description> = SLALOM_SIZE_UP_TO(slalom_description, metric_count);
template <>
inline constexpr std::size_t first_size<slalom_optimizer> = SLALOM_SIZE_UP_TO(slalom_optimizer, extension);
template <>
inline constexpr std::size_t first_size<slalom_evaluation_point> = SLALOM_SIZE_UP_TO(slalom_evaluation_point, get);
template <>
inline constexpr std::size_t first_size<slalom_problem> = SLALOM_SIZE_UP_TO(slalom_problem, extension);
template <>
inline constexpr std::size_t first_size<slalom_hessian_vector> = SLALOM_SIZE_UP_TO(slalom_hessian_vector, product);
template <>
inline constexpr std::size_t first_size<slalom_residuals> = SLALOM_SIZE_UP_TO(slalom_residuals, transposed_product);
template <>
inline constexpr std::size_t first_size<slalom_values> = SLALOM_SIZE_UP_TO(slalom_values, values);
template <>
inline constexpr std::size_t first_size<slalom_elementwise> = SLALOM_SIZE_UP_TO(slalom_elementwise, struct_size);
template <>
inline constexpr std::size_t first_size<slalom_lanes> = SLALOM_SIZE_UP_TO(slalom_lanes, offered);
template <>
inline constexpr std::size_t first_size<slalom_schedule> = SLALOM_SIZE_UP_TO(slalom_schedule, rate);
template <>
inline constexpr std::size_t first_size<slalom_table> = SLALOM_SIZE_UP_TO(slalom_table, schedule_count);
#undef SLALOM_SIZE_UP_TO

void require(bool right, const std::string& what);

/// `what` in the sentences: "the optimizer 'x'".
void require_readable(const void* address, std::size_t bytes, const std::string& what);

/// A struct that is there and at least as large as in the first interface version.
template <class Struct>
void require_struct(const Struct* s, const std::string& what) {
  require_readable(s, sizeof s->struct_size, what);
  if (s->struct_size < first_size<Struct>)
    throw Unsound(what + " has struct_size " + std::to_string(s->struct_size) + ", below the " +
                  std::to_string(first_size<Struct>) + " of interface version 1");
  require_readable(s, std::min(s->struct_size, sizeof(Struct)), what);
}

/// True where a struct as its author knew it has this member, one that was added after the first interface version.
template <class Struct, class Member>
bool covers(const Struct* s, Member Struct::*member) {
  const auto* const end = reinterpret_cast<const std::byte*>(&(s->*member)) + sizeof(Member);
  return end <= reinterpret_cast<const std::byte*>(s) + s->struct_size;
}

/// `count` elements, none if null is given.
template <class Element>
void require_array(const Element* list, std::size_t count, std::size_t most, const std::string& what) {
  if (count == 0) return;
  require(list != nullptr, what + " is a null pointer, but has " + std::to_string(count) + " entries");
  require(count <= most, what + " has " + std::to_string(count) + " entries, more than " + std::to_string(most));
  require_readable(list, count * sizeof(Element), what);  // NOLINT(bugprone-sizeof-expression): may be a pointer
}

/// One line of UTF-8, up to longest_text bytes.
void require_line(const char* text, const std::string& what);

/// What suites and files can be named after: lower-case letters, digits, underscores.
void require_name(const char* name, const std::string& what);

}  // namespace slalom::loader
