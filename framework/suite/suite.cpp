#include "suite/suite.hpp"

#include "suite/equivalence.hpp"
#include "suite/experiment_spec.hpp"
#include "suite/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace slalom::suite {

namespace {

constexpr std::uint64_t standard_seeds = 10;
constexpr std::size_t max_suite_name = 200;  // bytes: systems allow 255 in a name of a file
constexpr const char* file_name_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

class SuiteReader {
 public:
  SuiteReader(const loader::Registry& registry, const SuiteOptions& options, Diagnostics& diagnostics)
      : registry_(registry), options_(options), findings_(diagnostics) {}

  /// Fills in the suite's own facts; its experiments are the result.
  std::vector<ExperimentSpec> read(const Node& root, Plan& plan) {
    if (!root.is_map()) {
      findings_.add(root.location, "a suite is a map with the keys suite, problems, optimizers, budget, …");
      return {};
    }
    check_keys(root, in_suite, nullptr, "a suite", findings_);
    plan.suite = read_name(root, "suite");
    if (!is_file_name(plan.suite)) add_wrong_form(*root.find("suite"), key("suite"), findings_);
    ExperimentSpec defaults;
    defaults.seeds.count = standard_seeds;
    ExperimentSpec suite = read_block(root, defaults);
    plan.about = std::exchange(suite.about, "");
    suite.name = plan.suite;

    const auto* experiments = root.find("experiments");
    auto specs = experiments == nullptr ? std::vector{suite} : read_experiments(*experiments, suite);
    for (auto& block : specs) {
      require(block.problems, block.location, "problems");
      require(block.optimizers, block.location, "optimizers");
      if (options_.seeds) block.seeds = {*options_.seeds, {}};
      block.trials = options_.trials;
    }
    return specs;
  }

 private:
  /// Empty, and a mistake, if it is missing or no line of text.
  std::string read_name(const Node& block, const std::string& name) {
    if (const auto* node = block.find(name)) return read_line(*node, key(name), findings_).value_or("");
    findings_.add(block.location, fmt::format("the key '{}' is missing: {}", name, key(name).form));
    return "";
  }

  /// A results folder gets this name. An empty one is reported already.
  static bool is_file_name(const std::string& name) {
    return name.size() <= max_suite_name && name.find_first_not_of(file_name_characters) == std::string::npos &&
           !name.starts_with('.');
  }

  template <class C>
  void require(std::shared_ptr<const std::vector<C>>& list, SourceLocation location, const char* name) {
    if (list) return;
    findings_.add(location, fmt::format("the key '{}' is missing: {}", name, key(name).form));
    list = std::make_shared<const std::vector<C>>();
  }

  std::vector<ExperimentSpec> read_experiments(const Node& list, const ExperimentSpec& suite) {
    std::vector<ExperimentSpec> specs;
    if (!list.is_list() || list.children.empty()) add_wrong_form(list, key("experiments"), findings_);
    std::map<std::string, int> lines;
    for (const auto& node : list.children) {
      if (!node.is_map()) {
        findings_.add(node.location, "an experiment is a map with the key 'name'");
        continue;
      }
      check_keys(node, in_experiment, nullptr, "an experiment", findings_);
      ExperimentSpec& block = specs.emplace_back(read_block(node, suite));
      block.name = read_name(node, "name");
      const auto [first, is_new] = lines.emplace(block.name, node.location.line);
      if (!is_new && !block.name.empty())
        findings_.add(node.find("name")->location, fmt::format("a second experiment is named '{}'; the first is in "
                                                               "line {}",
                                                               block.name, first->second));
    }
    return specs;
  }

  /// What a suite and an experiment have in common.
  ExperimentSpec read_block(const Node& node, ExperimentSpec block) {
    block.location = node.location;
    block.scope = within(block.scope, read_inherited_settings(node, findings_));
    if (const auto* about = node.find("about")) {
      if (!about->is_scalar() || about->text.empty()) add_wrong_form(*about, key("about"), findings_);
      block.about = about->text;
    }
    if (const auto* question = node.find("question"))
      block.question = read_line(*question, key("question"), findings_).value_or("");
    if (const auto* baseline = node.find("baseline")) {
      block.baseline = read_line(*baseline, key("baseline"), findings_).value_or("");
      block.baseline_location = baseline->location;
    }
    if (const auto* equivalence = node.find("equivalence"))
      block.equivalence = read_equivalence(*equivalence, findings_);
    if (const auto* seeds = node.find("seeds")) block.seeds = read_seeds(*seeds);
    read_entries(node, "problems", block.problems,
                 [&](const Node& entry) { return read_problem(entry, registry_, options_.data_folder, findings_); });
    read_entries(node, "optimizers", block.optimizers,
                 [&](const Node& entry) { return read_optimizer(entry, registry_, findings_); });
    return block;
  }

  template <class C>
  void read_entries(const Node& block, const std::string& name, std::shared_ptr<const std::vector<C>>& into,
                    auto read_entry) {
    const auto* list = block.find(name);
    if (list == nullptr) return;
    std::vector<C> entries;
    if (list->is_list() && !list->children.empty())
      for (const auto& node : list->children) entries.push_back(read_entry(node));
    else
      add_wrong_form(*list, key(name), findings_);
    into = std::make_shared<const std::vector<C>>(std::move(entries));
  }

  Seeds read_seeds(const Node& node) {
    auto setting = key("seeds").settings.front();
    if (!node.is_list()) {
      setting.minimum = 1;  // it is their number
      if (loader::diagnose(setting, node.value)) {
        add_wrong_form(node, key("seeds"), findings_);
        return {};
      }
      return {node.value.get<std::uint64_t>(), {}};
    }
    Seeds seeds;
    for (const auto& seed : read_axis(node, setting, "", findings_).values)
      if (!loader::diagnose(setting, seed)) seeds.list.push_back(seed.get<std::uint64_t>());
    seeds.count = seeds.list.size();
    return seeds;
  }

  const loader::Registry& registry_;
  const SuiteOptions& options_;
  Diagnostics& findings_;
};

}  // namespace

std::variant<Plan, DiagnosticList> plan_suite(const std::filesystem::path& file, const loader::Registry& registry,
                                              const SuiteOptions& options) {
  Diagnostics diagnostics(file);
  Plan plan;
  if (const auto root = read_document(file, plan.text, diagnostics)) {
    const auto specs = SuiteReader(registry, options, diagnostics).read(*root, plan);
    check(specs, diagnostics);
    if (diagnostics.empty()) expand(specs, options.data_folder, plan);
  }
  if (!diagnostics.empty()) return diagnostics.sorted();
  return plan;
}

}  // namespace slalom::suite
