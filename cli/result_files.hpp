// Files of results besides the store.
#pragma once

#include "store/store.hpp"

namespace slalom::cli {

/// What `read` returns. What it says of a file that is missing or damaged is said with exit code 4.
template <class Read>
auto from_results(Read read) try {
  return read();
} catch (const std::runtime_error& error) {
  throw store::StoreError(error.what());
}

}  // namespace slalom::cli
