// What the host offers to a plugin besides the oracle.
#pragma once

#include "loader/data_source.hpp"

#include <slalom/ext/data_limit.h>
#include <slalom/ext/initial_rate.h>
#include <slalom/ext/once.h>
#include <slalom/ext/residuals.h>
#include <slalom/ext/values.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace slalom::loader {

/// A plugin said that it failed; the message is its own.
struct PluginError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A plugin said that it does not fit; the message is its own.
struct Skipped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Extensions that are offered where they are given. They outlive the services.
struct HostExtensions {
  const slalom_once* once = nullptr;
  const slalom_residual_oracle* residuals = nullptr;
  const slalom_values_oracle* values = nullptr;
  const slalom_initial_rate* initial_rate = nullptr;
};

class Services {
 public:
  explicit Services(const DataSource& data_folder, const HostExtensions& extensions = {});
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  /// Offers it no longer.
  void withdraw_once() { extensions_.once = nullptr; }

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
  HostExtensions extensions_;
  std::string failure_, done_;
  std::vector<std::filesystem::path> data_folders_;
  std::vector<const char*> data_folder_pointers_;
  slalom_host c_;
};

}  // namespace slalom::loader
