// What the host offers to a plugin besides the oracle.
#pragma once

#include <slalom/once.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace slalom::host {

/// A plugin said that it failed; the message is its own.
struct PluginError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Services {
 public:
  /// `once`: offered as an extension, where it is given.
  explicit Services(const std::filesystem::path& data_folder, const slalom_once* once = nullptr);
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  /// Offers it no longer.
  void withdraw_once() { once_ = nullptr; }

  const slalom_host* c() const { return &c_; }
  /// Throws PluginError with the plugin's message unless the status is SLALOM_OK.
  void check(slalom_status status) const;
  const std::string& failure() const { return failure_; }

 private:
  std::string data_folder_;
  const slalom_once* once_;
  std::string failure_;
  slalom_host c_;
};

}  // namespace slalom::host
