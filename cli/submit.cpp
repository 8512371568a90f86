// slalom submit SUITE --shards N
#include "cluster/costs.hpp"
#include "cluster/queue.hpp"
#include "cluster/slurm.hpp"
#include "cluster/submission.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "damage.hpp"
#include "duration.hpp"
#include "exit_code.hpp"
#include "loader/search_paths.hpp"
#include "process/output_file.hpp"
#include "process/shell.hpp"
#include "process/start.hpp"
#include "result_files.hpp"
#include "run_events.hpp"
#include "session/estimate.hpp"
#include "session/missing_runs.hpp"
#include "shipped_suites.hpp"
#include "suite/expand_stages.hpp"
#include "suites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <numeric>

namespace slalom::cli {

namespace {

namespace fs = std::filesystem;

constexpr Usage submit_usage{
    .command = "submit",
    .summary = "run a suite on a Slurm cluster, in shards",
    .arguments = "SUITE --shards N [options]",
    .about =
        "Runs a suite on a Slurm cluster: a job array with a task for each shard, and a job that merges the\n"
        "shards and writes the report when all tasks have ended. Everything is in the results folder, which\n"
        "all nodes must see. The same command again submits only the shards that still lack runs.",
    .examples =
        "slalom submit lecture --shards 8 --partition short --time 01:00:00\n"
        "slalom submit big.yaml --shards 200 --jobs 4 --sbatch-arg=--mem=8G --dry-run",
    .min_arguments = 1,
    .max_arguments = 1,
    .completes = "@suites"};

po::options_description submit_options() {
  po::options_description options;
  const auto count = [](const char* name) { return po::value<Count>()->value_name(name); };
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  options.add_options()("shards", count("N"), "distribute the runs to N tasks");
  options.add_options()("out", text("DIR"), "the results folder (default: results/<the suite's name>)");
  options.add_options()("jobs", count("N"), "processors, and threads, of a task (default: 1)");
  options.add_options()("partition", text("NAME"), "as for sbatch");
  options.add_options()("time", text("TIME"), "time limit of a task, as for sbatch; unfinished tasks are requeued");
  options.add_options()("sbatch-arg", po::value<std::vector<std::string>>()->value_name("ARG"),
                        "one more argument for sbatch, such as --sbatch-arg=--mem=8G; may be given several times");
  options.add_options()("seeds", count("N"), "as for 'slalom run'");
  options.add_options()("trials", count("N"), "as for 'slalom run'");
  options.add_options()("timeout", text("S"), "as for 'slalom run'");
  options.add_options()("memory", count("MB"), "as for 'slalom run'");
  options.add_options()("dry-run", "show what would be submitted");
  add_run_options(options);
  return options;
}

/// The words of `slalom run` for every task.
std::vector<std::string> run_words(const Given& given, const fs::path& costs) {
  std::vector<std::string> words{
      loader::program_path().string(), "run",
      fs::absolute(suite_file(given.arguments[0], loader::find_search_paths({}).suites)).string()};
  for (const auto* option : {"seeds", "trials", "memory"})
    if (const auto count = given.count(option))
      words.insert(words.end(), {fmt::format("--{}", option), std::to_string(*count)});
  for (const auto* option : {"timeout", "sandbox", "data-limit"})
    if (const auto text = given.text(option)) words.insert(words.end(), {fmt::format("--{}", option), *text});
  for (const auto* option : {"plugin-path", "data"})
    for (const auto& folder : given.paths(option))
      words.insert(words.end(), {fmt::format("--{}", option), fs::absolute(folder).string()});
  words.insert(words.end(), {"--costs", costs.string(), "--quiet"});
  return words;
}

/// Seconds of one run of each case: those by which an earlier submission distributed the runs, or measured now.
std::vector<double> costs_of(const suite::Plan& plan, const fs::path& file, const Plugins& plugins) {
  if (exists(file)) return from_results([&] { return cluster::read_costs(file, plan); });
  const auto estimated =
      session::estimate(plan, plan.runs, *make_executor(plugins), execution_options(plugins), notices());
  for (const auto& failure : estimated.failures)
    std::cerr << fmt::format("slalom: {}: would fail: {}\n", plan.suite, failure);
  return estimated.per_run;
}

struct ShardPlan {
  std::vector<std::uint64_t> planned;  ///< runs of each shard
  std::vector<double> seconds;         ///< in one thread
};

ShardPlan deal_out(const suite::Plan& plan, std::uint64_t count, const std::vector<double>& costs) {
  const auto parts = suite::shards(plan, count, costs);
  ShardPlan shards{std::vector<std::uint64_t>(count), std::vector<double>(count)};
  std::set<suite::RunId> seen;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (seen.insert(plan.runs[i].id).second) {
      ++shards.planned[parts[i] - 1];
      shards.seconds[parts[i] - 1] += costs[plan.runs[i].case_index];
    }
  return shards;
}

void print_shards(const std::string& suite, const ShardPlan& shards, std::uint64_t processors) {
  const auto [least, most] = std::ranges::minmax(shards.seconds);
  const auto threads = static_cast<double>(processors);
  std::cout << fmt::format(
      "{}: {} runs in {} shards that take about {} to {} with {} processor{}, estimated from a few timed steps\n",
      suite, std::accumulate(shards.planned.begin(), shards.planned.end(), std::uint64_t{0}), shards.planned.size(),
      in_words(least / threads), in_words(most / threads), processors, processors == 1 ? "" : "s");
}

/// The number of the job that sbatch has made.
std::string job_submitted(const std::vector<std::string>& words) {
  const auto answer = process::output_of(words);
  auto job = cluster::job_of(answer.text);
  if (answer.code == 0 && !job.empty()) return job;
  if (answer.code == 127)
    throw WrongRequest("sbatch was not found: submit from a machine of the cluster, or use --dry-run");
  throw std::runtime_error(fmt::format("{}\nfailed: {}", process::shell_command(words), answer.text));
}

/// The shards that lack runs, and are not waiting or running already.
std::vector<std::uint64_t> shards_to_submit(const fs::path& out, const ShardPlan& shards,
                                            const std::optional<cluster::Submission>& before) {
  const auto queued = before ? cluster::queued_tasks(*before) : std::map<std::uint64_t, cluster::TaskState>();
  std::vector<std::uint64_t> lacking;
  for (std::uint64_t shard = 1; shard <= shards.planned.size(); ++shard) {
    const auto folder = cluster::shard_folder(out, shard);
    note_damage(std::vector{folder});
    if (!queued.contains(shard) && session::count_done(folder) < shards.planned[shard - 1]) lacking.push_back(shard);
  }
  if (!queued.empty()) std::cout << fmt::format("{} shards are waiting or running already\n", queued.size());
  return lacking;
}

int submit(const Given& given) {
  const auto count = given.count("shards");
  if (!count) throw WrongRequest("submit needs --shards N, the number of tasks");

  auto plugins = load_plugins(given);
  auto folders = plan_suites(
      given.arguments, plugins,
      {.seeds = given.count("seeds"), .trials = given.count("trials"), .data_folder = plugins.search_paths.data},
      given.text("out"));
  const auto plan = suite::expand_all_stages(folders.front().plans.front());
  const auto out = fs::absolute(folders.front().folder).lexically_normal();
  const auto before = from_results([&] { return cluster::read_submission(out); });
  if (before && before->count != *count)
    throw WrongRequest(fmt::format("{} was submitted in {} shards: continue with --shards {}, or use another --out",
                                   out.string(), before->count, before->count));

  const auto cluster = cluster::cluster_folder(out);
  const auto costs_file = cluster / "costs.json";
  const auto costs = costs_of(plan, costs_file, plugins);
  const auto shards = deal_out(plan, *count, costs);
  const cluster::ClusterOptions options{.processors = given.count("jobs").value_or(1),
                                        .partition = given.text("partition"),
                                        .time = given.text("time"),
                                        .more = given.has("sbatch-arg")
                                                    ? given.options["sbatch-arg"].as<std::vector<std::string>>()
                                                    : std::vector<std::string>()};
  print_shards(plan.suite, shards, options.processors);
  const auto lacking = shards_to_submit(out, shards, before);
  if (lacking.empty()) {
    std::cout << fmt::format("nothing to submit; 'slalom status {}' shows more\n", out.string());
    return all_right;
  }

  const auto name = "slalom-" + plan.suite;
  const auto array = cluster::submit_array(name, lacking, cluster / "array.sh", options);
  const auto array_text = cluster::array_script(run_words(given, costs_file), *count, out / "shards");
  const auto merge_text = cluster::merge_script(loader::program_path().string(), out / "shards", out);
  if (given.has("dry-run")) {
    std::cout << process::shell_command(array) << "\n"
              << process::shell_command(cluster::submit_merge(name, "JOB", cluster / "merge.sh", options)) << "\n\n"
              << array_text << "\n"
              << merge_text;
    return all_right;
  }
  create_directories(cluster);
  cluster::write_costs(costs_file, plan, costs);
  process::write_file(cluster / "array.sh", array_text);
  process::write_file(cluster / "merge.sh", merge_text);
  std::uint64_t done = 0;
  for (std::uint64_t shard = 1; shard <= *count; ++shard)
    done += session::count_done(cluster::shard_folder(out, shard));
  cluster::Submission submission{
      .suite = plan.suite,
      .count = *count,
      .planned = shards.planned,
      .jobs = before ? before->jobs : std::vector<std::string>(),
      .time =
          std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(),
      .done = done};
  submission.jobs.push_back(job_submitted(array));
  cluster::write_submission(out, submission);
  const auto merge_job =
      job_submitted(cluster::submit_merge(name, submission.jobs.back(), cluster / "merge.sh", options));
  std::cout << fmt::format(
      "submitted shards {} as job {}, and the merge as job {}; 'slalom status {}' shows their progress\n",
      cluster::array_text(lacking), submission.jobs.back(), merge_job, out.string());
  return all_right;
}

}  // namespace

const Command commands::submit{.usage = submit_usage, .options = submit_options, .run = cli::submit};

}  // namespace slalom::cli
