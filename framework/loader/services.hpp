// What the host offers to a plugin besides the oracle.
#pragma once

#include "loader/data_source.hpp"

#include <slalom/ext/data_limit.h>
#include <slalom/ext/residuals.h>
#include <slalom/once.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace slalom::host {

/// A plugin said that it failed; the message is its own.
struct PluginError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A plugin said that it does not fit; the message is its own.
struct Skipped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Services {
 public:
  /// `once` and `residuals`: offered as extensions, where they are given.
  explicit Services(const DataSource& data_folder, const slalom_once* once = nullptr,
                    const slalom_residual_oracle* residuals = nullptr);
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  /// Offers it no longer.
  void withdraw_once() { once_ = nullptr; }

  const slalom_host* c() const { return &c_; }
  /// Throws, with the plugin's message, Skipped if the status is SLALOM_SKIP and PluginError if it is another than
  /// SLALOM_OK.
  void check(slalom_status status) const;
  const std::string& failure() const { return failure_; }
  /// Why the optimizer is done; empty if it did not say.
  const std::string& done() const { return done_; }

 private:
  std::string data_folder_;
  slalom_data_limit data_limit_;
  const slalom_once* once_;
  const slalom_residual_oracle* residuals_;
  std::string failure_, done_;
  std::vector<std::filesystem::path> data_folders_;
  std::vector<const char*> data_folder_pointers_;
  slalom_host c_;
};

}  // namespace slalom::host
