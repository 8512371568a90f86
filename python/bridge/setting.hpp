// Settings: as Python declares them, and the values that runs give them.
#pragma once

#include "runtime.hpp"

#include <deque>
#include <span>
#include <string>
#include <vector>

namespace bridge {

/// Owns what a table points to; lives as long as the process.
struct Strings {
  std::deque<std::string> all;
  const char* keep(std::string text) { return all.emplace_back(std::move(text)).c_str(); }
};

/// A setting as slalom._settings declares it.
class DeclaredSetting {
 public:
  DeclaredSetting(PyObject* declaration, Strings& strings);
  DeclaredSetting(DeclaredSetting&&) = delete;
  const slalom_setting* c() const { return &c_; }

 private:
  std::vector<double> list_;
  std::vector<const char*> choices_;
  slalom_setting c_{};
};

/// The settings of one optimizer or problem.
struct DeclaredSettings {
  DeclaredSettings(PyObject* declarations, Strings& strings);
  std::deque<DeclaredSetting> all;
  std::vector<const slalom_setting*> pointers;
};

/// The values of a run, as a list. Throws PythonError.
Object values_of(const DeclaredSettings& settings, const slalom_value* const* values);

}  // namespace bridge
