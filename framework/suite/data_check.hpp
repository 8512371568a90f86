// The tables that a plan names, read once before anything runs.
#pragma once

#include "loader/registry.hpp"
#include "suite/plan.hpp"

#include <set>
#include <string>
#include <vector>

namespace slalom::host {

class DataCheck {
 public:
  /// `folders` of data sets, separated by colons.
  explicit DataCheck(std::string folders) : folders_(std::move(folders)) {}

  /// Reads the tables that are text, each once: those of problems whose setting `data` is declared as NAME.csv. What
  /// files the others read, and how, they alone know.
  void add(const Plan& plan, const Registry& registry);

  /// "three.csv: 3 classes: setosa, versicolor, virginica; no header line: first row is data", for each file that could
  /// have been meant otherwise.
  const std::vector<std::string>& notes() const { return notes_; }
  /// What is wrong with a file, in a line.
  const std::vector<std::string>& diagnostics() const { return mistakes_; }

 private:
  void check(const std::string& name);

  std::string folders_;
  std::set<std::string> known_;  // names
  std::vector<std::string> notes_, mistakes_;
};

}  // namespace slalom::host
