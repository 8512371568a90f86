// What the bridge uses of the interpreter: started once, never ended.
#pragma once

#include "python.hpp"

#include <slalom/plugin.h>

#include <array>

namespace bridge {

struct Runtime {
  Object open_source, make_space, describe_exception, unusable;  // of slalom._door
  Object stop, done, skip;                                       // of slalom._signals
  Object empty, frombuffer, ascontiguousarray;                   // of numpy
  std::array<Object, SLALOM_REAL_TYPES> real;                    // numpy.float64 and float32
  Object float64, uint32, uint64;
};

/// Starts the interpreter if this is the first call. Throws std::runtime_error with the reason if it cannot be used.
const Runtime& start_runtime(const char* interpreter, const char* package);
/// After the first.
const Runtime& runtime();

/// The exception that is set, as one line; it is cleared, and its traceback printed. `file`: the user's.
std::string take_exception(const char* file);

/// Handles the exception that is set: reports it to the host, and gives the status that a plugin's function returns.
slalom_status status_of_exception(const slalom_host* host, const char* file);

/// A NumPy array over memory that is not its own.
Object view(void* memory, std::size_t count, std::size_t item_size, PyObject* type, bool writable);

}  // namespace bridge
