// What a call throws.
#pragma once

#include <exception>
#include <string>

namespace slalom::test {

template <class Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace slalom::test
