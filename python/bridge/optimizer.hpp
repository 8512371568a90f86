// Optimizer descriptors, made when a file is opened.
#pragma once

#include "runtime.hpp"

#include <deque>
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

/// An optimizer's descriptor from its declaration by slalom._door. Throws PythonError, or std::runtime_error if there
/// are more in this process than it has room for.
const slalom_optimizer* declare_optimizer(PyObject* declaration, const std::string& file, Strings& strings);

}  // namespace bridge
