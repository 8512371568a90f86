// Wrong suites: the mistakes that they are told, and whether their JSON schema refuses them too.
#pragma once

#include "planned.hpp"
#include "suite/document.hpp"
#include "suite/json_schema.hpp"

#include <cstdlib>
#include <optional>

namespace slalom::suite {

/// What is wrong with each document, by Debian's python3-jsonschema; empty: nothing.
inline std::vector<std::string> schema_errors(const loader::Registry& registry, const std::vector<Json>& documents) {
  const test::TemporaryFolder folder;
  const auto in = folder.path() / "in.json", out = folder.path() / "out.json";
  std::ofstream(in) << Json{{"schema", Json::parse(schema_text(suite_schema(registry)))}, {"documents", documents}};
  const auto command =
      "python3 " + test::tests_folder() + "/support/validate_suites.py < " + in.string() + " > " + out.string();
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::ifstream errors(out);
  return Json::parse(errors).get<std::vector<std::string>>();
}

/// The document as the parser reads it; nothing if it is none, or a key stands twice.
inline std::optional<Json> document_of(const std::string& yaml) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "suite.yaml";
  std::ofstream(file, std::ios::binary) << yaml;
  std::string text;
  Diagnostics diagnostics(file);
  const auto root = read_document(file, text, diagnostics);
  return root && diagnostics.empty() ? std::optional(to_json(*root)) : std::nullopt;
}

/// It accepts what is wrong only in what several entries, or an entry and its surroundings, say together.
enum class Schema { refuses, accepts };

struct Wrong {
  std::string yaml;
  std::vector<std::string> diagnostics;
  Schema schema = Schema::refuses;
};

inline void expect(const std::vector<Wrong>& table) {
  std::vector<Json> documents;
  std::vector<const Wrong*> read;
  for (const auto& wrong : table) {
    EXPECT_THAT(mistakes_in(wrong.yaml), testing::ElementsAreArray(wrong.diagnostics)) << wrong.yaml;
    if (const auto document = document_of(wrong.yaml)) {
      documents.push_back(*document);
      read.push_back(&wrong);
    }
  }
  const auto errors = schema_errors(zoo(), documents);
  ASSERT_EQ(errors.size(), read.size());
  for (std::size_t i = 0; i < read.size(); ++i)
    EXPECT_EQ(errors[i].empty(), read[i]->schema == Schema::accepts) << read[i]->yaml << "\n" << errors[i];
}

}  // namespace slalom::suite
