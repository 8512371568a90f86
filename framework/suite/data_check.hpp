// The tables that a plan names, read once before anything runs.
#pragma once

#include "loader/data_source.hpp"
#include "loader/registry.hpp"
#include "suite/plan.hpp"

#include <set>
#include <string>
#include <vector>

namespace slalom::suite {

/// Data sets of a plan that are in none of the folders.
std::set<std::string> missing_data(const Plan& plan, const loader::DataSource& data);

class DataCheck {
 public:
  explicit DataCheck(loader::DataSource data) : data_(std::move(data)) {}

  /// Reads the tables, each once: those of problems whose setting `data` is declared as NAME.csv. What files the others
  /// read, and how, they alone know; of folders, only whether there are such files as they want.
  void add(const Plan& plan, const loader::Registry& registry);

  /// "three.csv: 3 classes: setosa, versicolor, virginica; no header line: first row is data", for each file that could
  /// have been meant otherwise.
  const std::vector<std::string>& notes() const { return notes_; }
  /// What is wrong with a file, in a line.
  const std::vector<std::string>& diagnostics() const { return mistakes_; }

 private:
  void check_folder(const std::string& folder, const std::string& wanted);
  void check_table(const std::string& location);

  loader::DataSource data_;
  std::set<std::pair<std::string, std::string>> known_;  // names, and for folders what is wanted
  std::vector<std::string> notes_, mistakes_;
};

}  // namespace slalom::suite
