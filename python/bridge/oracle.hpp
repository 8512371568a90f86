// The objects that a user's code is given: `f`, which asks the problem, and the stream of random numbers.
#pragma once

#include "runtime.hpp"

#include <slalom/ext/values.h>

#include <memory>
#include <optional>

namespace bridge {

/// Memory for `count` reals, aligned to cache lines: the last bits of a vectorised sum may depend on the alignment.
class Scratch {
 public:
  Scratch(std::size_t bytes) : memory_(static_cast<std::byte*>(std::aligned_alloc(64, (bytes + 127) / 64 * 64))) {
    if (memory_ == nullptr) throw std::bad_alloc();
  }
  void* get() const { return memory_.get(); }

 private:
  struct Free {
    void operator()(std::byte* memory) const { std::free(memory); }
  };
  std::unique_ptr<std::byte[], Free> memory_;
};

/// What `f` needs; its object refers to it and may outlive it.
struct OracleState {
  OracleState(slalom_real type, std::size_t dimension)
      : real(type), count(dimension), bytes(dimension * item_size()), point(bytes), direction(bytes), result(bytes) {}

  std::size_t item_size() const { return real == SLALOM_FLOAT64 ? sizeof(double) : sizeof(float); }

  slalom_real real;
  std::size_t count, bytes;
  Scratch point, direction, result;
  const slalom_oracle* raw = nullptr;          ///< during a step
  const slalom_values_oracle* many = nullptr;  ///< answers for many points at once; a wrapper may not offer it
  slalom_status status = SLALOM_OK;            ///< once it is another one, the step is over
  double last_value = 0;
  PyObject* w_object = nullptr;  ///< the array that the step was given, borrowed, and the memory behind it
  void* w = nullptr;
};

/// A new object `f`.
Object make_oracle(OracleState* state);
/// The state is gone: from here on it raises an exception.
void detach_oracle(PyObject* oracle);

Object make_stream(const slalom_random* random);
void detach_stream(PyObject* stream);

/// A new array with these numbers.
Object array_of(const void* numbers, slalom_real real, std::size_t count);

/// The numbers of an array of any kind as `count` reals, in memory at `target`. Throws PythonError.
void copy_numbers(PyObject* array, slalom_real real, std::size_t count, void* target, const char* what);

}  // namespace bridge
