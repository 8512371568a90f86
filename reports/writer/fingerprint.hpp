// What a report was made of.
#pragma once

#include "store/store.hpp"

#include <string>

namespace slalom::writer {

/// Differs as soon as a report of the store would: 32 hexadecimal digits of its plans, provenance and finished runs.
std::string fingerprint(const store::Store& store);

}  // namespace slalom::writer
