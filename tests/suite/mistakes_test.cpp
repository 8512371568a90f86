// YAML in, mistakes out: every message a suite's author can meet, word for word.
#include "wrong_suites.hpp"

#include <fmt/format.h>

namespace slalom::suite {
namespace {

/// A right suite and a line more, the fourth.
std::string with(const std::string& line) {
  return "suite: s\nproblems: [bowl]\noptimizers: [adam]\n" + line + "\nbudget: {steps: 10}\n";
}

TEST(DiagnosticList, OfTheFile) {
  const std::string no_map = "1:1: a suite is a map with the keys suite, problems, optimizers, budget, …";
  const std::string utf8 = ": a suite is UTF-8 text without control characters";
  expect({
      {"", {" it is empty"}},
      {"# nothing\n", {" it is empty"}},
      {"- suite: a", {no_map}},
      {"just text", {no_map}},
      {"suite: s\nproblems: [a\nseeds: 3\n", {"3:6: this is not YAML: end of sequence flow not found"}},
      {"suite: s\nabout: \"a\nseeds: 3\n", {"4:2: this is not YAML: illegal EOF in scalar"}},
      {"suite: s\n\tabout: a", {"2:1: this is not YAML: illegal tab when looking for indentation"}},
      {"suite: s\nabout: @a", {"2:8: this is not YAML: unknown token"}},
      {"suite: a\n b: c", {"2:3: this is not YAML: illegal map value"}},
      {with("a: *b"), {"4:4: this is not YAML: the referenced anchor is not defined"}},
      {with("---\nsuite: b"), {"4:1: a second YAML document: a suite is one"}},
      {std::string("suite: a\0b", 10), {"1:9: the byte 0x00" + utf8}},
      {"suite: a\nabout: \xff", {"2:8: the byte 0xff" + utf8}},
      {"suite: a\nabout: \xc0\xaf", {"2:8: the byte 0xc0" + utf8}},
      {"suite: a\nabout: \xed\xa0\x80", {"2:8: the byte 0xed" + utf8}},
      {"suite: a\x04\nproblems: []", {"1:9: the byte 0x04" + utf8}},
      {with("about: \"\\e[31mred\""), {"4:8: a text with a control character"}},
      {with("about: " + std::string(4097, 'x')), {"4:8: a text of 4097 bytes; up to 4096 are kept"}},
      {with("about: !!int 5"), {"4:8: the YAML tag 'tag:yaml.org,2002:int' has no meaning here"}},
      {with("batch: full\nbatch: 5"), {"5:1: the key 'batch' appears twice; first in line 4"}},
      {with("? [a, b]\n: c"), {"4:3: a key must be a word"}},
      {with("a: &a [*a]"), {"4:8: an alias inside of what it refers to"}},
  });
}

TEST(DiagnosticList, OfFilesThatCannotBeRead) {
  const auto text = [](const std::filesystem::path& file) {
    return std::get<DiagnosticList>(plan_suite(file, zoo(), {})).at(0).text();
  };
  EXPECT_EQ(text("/no/such.yaml"), "/no/such.yaml: it cannot be read: No such file or directory");
  EXPECT_EQ(text("/usr"), "/usr: it cannot be read: Is a directory");
  EXPECT_EQ(text("/dev/zero"), "/dev/zero: it is larger than 16 MB, too large for a suite");
}

TEST(DiagnosticList, OfKeys) {
  expect({
      {"budget: {steps: 10}",
       {"1:1: the key 'optimizers' is missing: a list of optimizers, each a name or a map with the key 'optimizer'",
        "1:1: the key 'problems' is missing: a list of problems, each a name or a map with the key 'problem'",
        "1:1: the key 'suite' is missing: a name of up to 200 letters, digits, '-', '_' and '.'"}},
      {with("sedes: 3"), {"4:1: unknown key 'sedes' in a suite; did you mean 'seeds'?"}},
      {with("quux: 1"),
       {"4:1: unknown key 'quux' in a suite; choose from: suite, about, question, baseline, seeds, budget, record, "
        "stop, "
        "targets, batch, precision, tune, experiments, problems, optimizers, equivalence"}},
      {with("optimizer: adam"), {"4:1: 'optimizer' is not allowed in a suite; did you mean 'optimizers'?"}},
      {with("label: x"), {"4:1: 'label' is not allowed in a suite: it belongs in a problem or an optimizer"}},
      {"suite: ../x\nbudget: {steps: 1}\nproblems: [bowl]\noptimizers: [adam]",
       {"1:8: suite must be a name of up to 200 letters, digits, '-', '_' and '.', not \"../x\""}},
      {"suite: .x\nbudget: {steps: 1}\nproblems: [bowl]\noptimizers: [adam]",
       {"1:8: suite must be a name of up to 200 letters, digits, '-', '_' and '.', not \".x\""}},
      {"suite:\nbudget: {steps: 1}\nproblems: {bowl: 1}\noptimizers: []",
       {"1:1: suite must be a name of up to 200 letters, digits, '-', '_' and '.', but is empty",
        "3:11: problems must be a list of problems, each a name or a map with the key 'problem', not a map",
        "4:13: optimizers must be a list of optimizers, each a name or a map with the key 'optimizer', but is empty"}},
      {with("precision: float16"), {"4:12: precision must be one of: float64, float32, not \"float16\""}},
      {with("about: [a]"), {"4:8: about must be a text, not a list"}},
      {with("about:"), {"4:1: about must be a text, but is empty"}},
  });
}

TEST(DiagnosticList, OfSeeds) {
  const std::string form = "seeds must be a number N, for the seeds 1 to N, or a list of different integers";
  expect({
      {with("seeds: 0"), {"4:8: " + form + ", not 0"}},
      {with("seeds: 1.5"), {"4:8: " + form + ", not 1.5"}},
      {with("seeds: many"), {"4:8: " + form + ", not \"many\""}},
      {with("seeds: {a: 1}"), {"4:8: " + form + ", not a map"}},
      {with("seeds: []"), {"4:8: an empty list for a seed"}},
      {with("seeds: [1, -2, 3, 1]"),
       {"4:12: a seed must be an integer of at least 0, not -2", "4:19: 1 appears twice in this list"}},
      {with("seeds: [1e17]"),
       {"4:9: a seed must be an integer of at least 0, not 1e+17: integers go up to 9007199254740991"}},
  });
}

TEST(DiagnosticList, OfEquivalence) {
  const std::string form =
      "equivalence must be a percentage below which differences do not matter, such as 1 %, or a map of such by "
      "metric, "
      "such as {loss: 1 %, test_accuracy: 0.2 %}, ";
  expect({
      {with("equivalence: 0.01"), {"4:14: " + form + "not 0.01"}},
      {with("equivalence: -1 %"), {"4:14: " + form + "not \"-1 %\""}},
      {with("equivalence: {}"), {"4:14: " + form + "but is empty"}},
      {with("equivalence: {loss: much}"), {"4:21: " + form + "not \"much\""}},
  });
}

TEST(DiagnosticList, OfBaseline) {
  expect({
      {with("baseline: adan"),
       {"4:11: baseline: no optimizer is labelled 'adan'; did you mean 'adam'?"},
       Schema::accepts},
      {with("baseline: [adam]"), {"4:11: baseline must be the label of an optimizer, not a list"}},
  });
}

TEST(DiagnosticList, OfRecordStopAndTargets) {
  const std::string no_targets = "targets must be a list of different numbers";
  expect({
      {with("record: 5"), {"4:9: record must be a map such as {points: 100, spacing: log, trajectory: true}, not 5"}},
      {with("record: {point: 5, every: yes}"),
       {"4:10: unknown key 'point' in record; did you mean 'points'?",
        "4:27: record: every must be an integer of at least 1, not \"yes\""}},
      {with("record: {points: 5, every: 5}"), {"4:9: record: give points and spacing, or every, not both"}},
      {with("record: {spacing: logg, trajectory: 1}"),
       {"4:19: record: spacing must be one of: log, even, not \"logg\"",
        "4:37: record: trajectory must be true or false, not 1"}},
      {with("stop: {distance: 0, gapp: 1}"),
       {"4:18: stop: distance must be a number above 0, not 0",
        "4:21: unknown key 'gapp' in stop; did you mean 'gap'?"}},
      {with("stop: {loss: .inf}"), {"4:14: stop: loss must be a number, not \".inf\""}},
      {with("stop: {loss: 1e999}"), {"4:14: stop: loss must be a number, not \"1e999\""}},
      {with("targets: []"), {"4:10: " + no_targets + ", but is empty"}},
      {with("targets: 0.1"), {"4:10: " + no_targets + ", not 0.1"}},
      {with("targets: [0.1, x, 1e-1]"),
       {"4:16: a target must be a number, not \"x\"", "4:19: 0.1 appears twice in this list"}},
  });
}

TEST(DiagnosticList, OfBatches) {
  const std::string form = "4:8: batch must be full, a size, or a map such as {size: 32, sampling: shuffled}";
  expect({
      {with("batch: shuffled"), {form + ", not \"shuffled\""}},
      {with("batch: [3]"), {form + ", not a list"}},
      {with("batch: 0"), {"4:8: batch: size must be an integer of at least 1, not 0"}},
      {with("batch: {}"), {"4:8: batch: size is missing"}},
      {with("batch: {sampling: shufled}"),
       {"4:8: batch: size is missing",
        "4:19: batch: sampling must be one of: full, sequential, shuffled, replacement, not \"shufled\""}},
      {with("batch: {size: 0}"), {"4:15: batch: size must be an integer of at least 1, not 0"}},
      {with("batch: {sampling: full, size: 3}"), {"4:8: batch: a full batch takes no size"}},
  });
}

TEST(DiagnosticList, OfBudgets) {
  const std::string suite = "suite: s\nproblems: [bowl]\noptimizers: [adam, newton]\n";
  const std::string form = "budget must be a map of steps, evaluations, epochs or cpu_seconds, such as {steps: 1000}";
  expect({
      {suite, {"1:1: no budget for 'adam' on 'bowl': give one, such as budget: {steps: 1000}"}},
      {"suite: s\noptimizers: [adam, {optimizer: newton, budget: {steps: 1}}]\nexperiments:\n"
       "  - {name: a, problems: [{problem: bowl, budget: {steps: 1}}]}\n  - {name: b, problems: [bowl, net]}\n",
       {"5:5: no budget for 'adam' on 'bowl': give one, such as budget: {steps: 1000}"},
       Schema::accepts},
      {suite + "budget: {}", {"4:9: " + form + ", but is empty"}},
      {suite + "budget:", {"4:1: " + form + ", but is empty"}},
      {suite + "budget: 1000", {"4:9: " + form + ", not 1000"}},
      {suite + "budget: {steps: 1.5, epochs: 0, cpu_seconds: -1, evaluation: 3}",
       {"4:17: budget: steps must be an integer of at least 1, not 1.5",
        "4:30: budget: epochs must be a number above 0, not 0",
        "4:46: budget: cpu_seconds must be a number above 0, not -1",
        "4:50: unknown key 'evaluation' in budget; did you mean 'evaluations'?"}},
  });
}

TEST(DiagnosticList, OfOptimizers) {
  expect({
      {with_optimizer("adm"), {"5:5: unknown optimizer 'adm'; did you mean 'adam'?"}},
      {with_optimizer("lion"),
       {"5:5: unknown optimizer 'lion'; choose from: adam, clip, lookahead, momentum, newton, newton64"}},
      {with_optimizer("[adam]"), {"5:5: optimizer must be the name of an optimizer, not a list"}},
      {with_optimizer("{optimizer: [adam, momentum]}"),
       {"5:17: optimizer must be the name of an optimizer, not a list"}},
      {with_optimizer("{label: x}"), {"5:5: the key 'optimizer' is missing: which optimizer is it?"}},
      {with_optimizer("{optimiser: adam, start: 1}"),
       {"5:5: the key 'optimizer' is missing; is 'optimiser' a misspelling of it?",
        "5:23: 'start' is not allowed in an optimizer: it belongs in a problem"}},
      {with_optimizer("{optimizer: adm, whatever: 1, batch: 0}"),
       {"5:17: unknown optimizer 'adm'; did you mean 'adam'?",
        "5:42: batch: size must be an integer of at least 1, not 0"}},
      {with_optimizer("{optimizer: adam, beta: 0.5}"),
       {"5:23: unknown setting 'beta' of optimizer 'adam'; did you mean 'beta1'?"}},
      {with_optimizer("{optimizer: newton, learning_rate: 0.1}"), {"5:25: optimizer 'newton' takes no learning_rate"}},
      {with_optimizer("{optimizer: adam, label: \"a\\nb\"}"), {"5:30: label must be a line of text, not \"a\\nb\""}},
  });
}

TEST(DiagnosticList, OfSettings) {
  expect({
      {with_optimizer("{optimizer: adam, beta1: 1}"),
       {"5:30: optimizer 'adam': beta1 must be a number in [0, 1), not 1"}},
      {with_optimizer("{optimizer: adam, beta1: [0.5, 2, 0.5]}"),
       {"5:36: optimizer 'adam': beta1 must be a number in [0, 1), not 2",
        "5:39: optimizer 'adam': 0.5 appears twice in this list"}},
      {with_optimizer("{optimizer: adam, beta1: []}"), {"5:30: optimizer 'adam': an empty list for beta1"}},
      {with_optimizer("{optimizer: adam, beta1: {a: 1}}"),
       {"5:30: optimizer 'adam': beta1 must be a number in [0, 1), not {\"a\":1}"}},
      {with_optimizer("{optimizer: adam, beta1: '0.5'}"),
       {"5:30: optimizer 'adam': beta1 must be a number in [0, 1), not \"0.5\""}},
      {with_optimizer("{optimizer: adam, epsilon_hat: yes}"),
       {"5:36: optimizer 'adam': epsilon_hat must be true or false, not \"yes\""}},
      {with_optimizer("{optimizer: momentum, form: trch}"),
       {"5:33: optimizer 'momentum': form must be one of: classical, torch, not \"trch\""}},
      {with_problem("{problem: bowl, dimension: 2.5, conditon: 3}"),
       {"5:32: problem 'bowl': dimension must be an integer of at least 1, not 2.5",
        "5:37: unknown setting 'conditon' of problem 'bowl'; did you mean 'condition'?"}},
      {with_problem("{problem: net, hidden: [8, 0, x]}"),
       {"5:32: problem 'net': an entry of hidden must be an integer of at least 1, not 0",
        "5:35: problem 'net': an entry of hidden must be an integer of at least 1, not \"x\""}},
      {with_problem("{problem: net, hidden: 8}"),
       {"5:28: problem 'net': hidden must be a list of whole numbers, each of at least 1, not 8"}},
  });
}

TEST(DiagnosticList, OfProblems) {
  expect({
      {with_problem("bowel"), {"5:5: unknown problem 'bowel'; did you mean 'bowl'?"}},
      {with_problem("{problem: bowl, learning_rate: 1}"),
       {"5:21: 'learning_rate' is not allowed in a problem: it belongs in an optimizer"}},
      {with_problem("{problem: bowl, start: here}"),
       {"5:28: start must be a list of numbers, each finite, not \"here\""}},
      {with_problem("{problem: bowl, start: []}"),
       {"5:28: start must be a list of numbers, or a list of such lists, none of them empty, but is empty"}},
      {with_problem("{problem: bowl, start: [[0, 1], []]}"),
       {"5:28: start must be a list of numbers, or a list of such lists, none of them empty, not a list"}},
      {with_problem("{problem: bowl, start: [0, x]}"), {"5:32: an entry of start must be a number, not \"x\""}},
      {with_problem("{problem: bowl, start: [[0, 1], 2]}"),
       {"5:37: start must be a list of numbers, each finite, not 2"}},
  });
}

TEST(DiagnosticList, OfLabels) {
  const auto twice = [](int line, const std::string& sort, const std::string& label, int first) {
    return fmt::format("{}:5: a second {} is labelled '{}'; the first is in line {}: give one of them another label",
                       line, sort, label, first);
  };
  expect({
      {with_optimizer("adam\n  - momentum\n  - adam"), {twice(7, "optimizer", "adam", 5)}},
      {with_optimizer("adam\n  - {optimizer: momentum, label: adam}"),
       {twice(6, "optimizer", "adam", 5)},
       Schema::accepts},
      {with_optimizer("{optimizer: adam, beta1: [0.8, 0.9]}\n  - {optimizer: momentum, label: adam (beta1=0.9)}"),
       {twice(6, "optimizer", "adam (beta1=0.9)", 5)},
       Schema::accepts},
      {with_problem("{problem: bowl, start: [0, 0]}\n  - bowl"), {twice(6, "problem", "bowl", 5)}, Schema::accepts},
  });
}

TEST(DiagnosticList, OfLearningRates) {
  const auto with_rate = [](const std::string& rate) {  // in column 38
    return with_optimizer("{optimizer: adam, learning_rate: " + rate + "}");
  };
  const std::string above_0 = "optimizer 'adam': learning_rate must be a number above 0, not ";
  expect({
      {with_rate("0"), {"5:38: " + above_0 + "0"}},
      {with_rate("fast"), {"5:38: " + above_0 + "\"fast\""}},
      {with_rate("[]"), {"5:38: optimizer 'adam': an empty list for learning_rate"}},
      {with_rate("[0.1, 0.1]"), {"5:44: optimizer 'adam': 0.1 appears twice in this list"}},
      {with_rate("[0.1, [0.2]]"), {"5:44: " + above_0 + "[0.2]"}},
      {with_rate("[-1, {schedule: cosin}]"),
       {"5:39: " + above_0 + "-1", "5:54: unknown schedule 'cosin'; did you mean 'cosine'?"}},
      {with_rate("{schedule: cosine, initial: -1, warmup: 0.5, finl: 0}"),
       {"5:66: optimizer 'adam': initial must be a number above 0, not -1",
        "5:78: optimizer 'adam': warmup must be an integer of at least 0, not 0.5",
        "5:83: unknown setting 'finl' of schedule 'cosine'; did you mean 'final'?"}},
      {with_rate("{schedule: cosine, final: 2}"), {"5:64: optimizer 'adam': final must be a number in [0, 1], not 2"}},
      {with_rate("{schedule: [], initial: 1}"),
       {"5:49: optimizer 'adam': schedule must be the name of a schedule or a list of names"}},
      {with_rate("{schedule: [cosine, step], every: 3}"),
       {"5:65: unknown setting 'every' of schedule 'cosine'; choose from: schedule, initial, warmup, final"}},
      {with_rate("{schedule: constant, every: 3}"),
       {"5:59: unknown setting 'every' of schedule 'constant'; choose from: schedule, initial, warmup"}},
      {with_rate("{schedule: cosine}, budget: {cpu_seconds: 1}"),
       {"5:38: schedule 'cosine' needs to know the number of steps: give a budget of steps, evaluations or epochs"},
       Schema::accepts},
  });
}

TEST(DiagnosticList, OfExperiments) {
  const std::string suite = "suite: s\nbudget: {steps: 10}\noptimizers: [adam]\nexperiments:\n";
  const std::string no_problems = "a list of problems, each a name or a map with the key 'problem'";
  expect({
      {suite, {"4:1: experiments must be a list of experiments, but is empty"}},
      {suite + "  - bowl", {"5:5: an experiment is a map with the key 'name'"}},
      {suite + "  - {name: a, problems: [bowl]}\n  - {name: a, problems: [bowl]}",
       {"6:12: a second experiment is named 'a'; the first is in line 5"}},
      {suite + "  - {problems: [bowl]}\n  - {name: b, problem: bowl}",
       {"5:5: the key 'name' is missing: a line of text", "6:5: the key 'problems' is missing: " + no_problems,
        "6:15: 'problem' is not allowed in an experiment; did you mean 'problems'?"}},
      {suite + "  - {name: b, problems: bowl, suite: c}",
       {"5:25: problems must be " + no_problems + ", not \"bowl\"",
        "5:31: 'suite' is not allowed in an experiment: it belongs in a suite"}},
  });
}

TEST(DiagnosticList, OfWhatDoesNotGoTogether) {
  expect({
      {with_problem("{problem: net32, precision: float64}"),
       {"5:5: problem 'net32' does not offer precision float64; it has float32"}},
      {"suite: s\nbudget: {steps: 1}\noptimizers: [newton64]\nproblems: [bowl, net]",
       {"3:14: optimizer 'newton64' does not offer precision float32, that of 'net'"},
       Schema::accepts},
  });
}

// One suite of each sort of mistake: none hides another.
TEST(DiagnosticList, OfOneFileAreFoundAtOnce) {
  expect({{R"(suite: s
sedes: 3
budget: {step: 10}
problems:
  - {problem: bowl, dimension: 0}
  - rosenbrok
optimizers:
  - {optimizer: adam, bta1: 0.5}
  - adam
  - {optimizer: newton, learning_rate: 1}
)",
           {"2:1: unknown key 'sedes' in a suite; did you mean 'seeds'?",
            "3:10: unknown key 'step' in budget; did you mean 'steps'?",
            "5:32: problem 'bowl': dimension must be an integer of at least 1, not 0",
            "6:5: unknown problem 'rosenbrok'; choose from: bowl, net, net32, shift, sum",
            "8:23: unknown setting 'bta1' of optimizer 'adam'; did you mean 'beta1'?",
            "9:5: a second optimizer is labelled 'adam'; the first is in line 8: give one of them another label",
            "10:25: optimizer 'newton' takes no learning_rate"}}});
}

}  // namespace
}  // namespace slalom::suite
