// Suites: from a YAML file to a plan, with every mistake found at once.
#pragma once

#include "loader/data_source.hpp"
#include "loader/registry.hpp"
#include "suite/plan.hpp"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace slalom::suite {

/// A mistake in a suite: "suites/a.yaml:12:5: unknown setting 'momentun' of optimizer 'momentum'; did you mean
/// 'momentum'?" Lines and columns count from 1.
struct Diagnostic {
  std::filesystem::path file;
  int line = 0, column = 0;
  std::string message;
  bool unknown_plugin = false;  ///< it names a plugin that is not there
  std::string text() const;
};

using DiagnosticList = std::vector<Diagnostic>;

/// The source files that a suite names, as it does ("my_rule.py"); none if it cannot be read.
std::vector<loader::SourceFile> source_files(const std::filesystem::path& suite);

struct Node;
/// Which of a library's optimizers an entry of a suite chooses: "class=AdamW".
std::string selector_of(const Node& entry);

struct SuiteOptions {
  std::optional<std::uint64_t> seeds;   ///< --seeds N: seeds 1 … N instead of the suite's
  std::optional<std::uint64_t> trials;  ///< --trials N: wherever the suite tunes
  loader::DataSource data_folder = {};  ///< of the files that settings `data` name
};

/// Reads, validates and expands a suite. Throws nothing but std::bad_alloc: what is wrong with the file is in
/// DiagnosticList, in the order of lines.
std::variant<Plan, DiagnosticList> plan_suite(const std::filesystem::path& file, const loader::Registry& registry,
                                              const SuiteOptions& options);

}  // namespace slalom::suite
