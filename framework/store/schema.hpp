// The tables of results.sqlite. docs/store.md explains them to readers in other languages.
#pragma once

#include <array>

namespace slalom::store {

inline constexpr int application_id = 0x736c616c;  // "slal": tells our files from other SQLite files

inline constexpr auto first_format = R"(
  CREATE TABLE plans(
    plan INTEGER PRIMARY KEY, suite TEXT NOT NULL UNIQUE, about TEXT NOT NULL, text TEXT NOT NULL,
    experiments TEXT NOT NULL, provenance TEXT NOT NULL);
  CREATE TABLE cases(
    plan INTEGER NOT NULL, case_index INTEGER NOT NULL, definition TEXT NOT NULL,
    PRIMARY KEY (plan, case_index)) WITHOUT ROWID;
  CREATE TABLE plan_runs(
    plan INTEGER NOT NULL, case_index INTEGER NOT NULL, seed INTEGER NOT NULL, run TEXT NOT NULL);
  CREATE TABLE facts(
    key TEXT PRIMARY KEY, dimension INTEGER NOT NULL, examples INTEGER NOT NULL, minimum REAL,
    minimizers BLOB NOT NULL, metrics TEXT NOT NULL, window BLOB NOT NULL, grid INTEGER NOT NULL,
    landscape BLOB NOT NULL);
  CREATE TABLE runs(
    run TEXT PRIMARY KEY, seed INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, output TEXT NOT NULL,
    steps INTEGER NOT NULL, evaluations INTEGER NOT NULL, examples INTEGER NOT NULL, cpu_seconds REAL,
    clock_ended INTEGER NOT NULL, minimizer INTEGER NOT NULL, distance REAL, variance_measured REAL,
    variance_theory REAL, final_w BLOB NOT NULL, trace BLOB NOT NULL, metrics BLOB NOT NULL,
    trajectory BLOB NOT NULL);
  CREATE TABLE targets(
    run TEXT NOT NULL, position INTEGER NOT NULL, target REAL NOT NULL, reached INTEGER NOT NULL,
    step INTEGER NOT NULL, evaluations INTEGER NOT NULL, examples INTEGER NOT NULL, cpu_seconds REAL,
    PRIMARY KEY (run, position)) WITHOUT ROWID;
)";

/// What turns each format into the next; a new file goes through all of them. Add to its end whatever changes a table.
/// From format 6 on there are checksums: the next migration must compare those of runs, problems and plans before it
/// sets new ones.
inline constexpr std::array migrations{
    "ALTER TABLE runs ADD COLUMN optimizer_share REAL;",
    "ALTER TABLE plans ADD COLUMN studies TEXT NOT NULL DEFAULT '[]';",
    "ALTER TABLE runs ADD COLUMN state_bytes REAL;"
    "CREATE TABLE kept(key TEXT NOT NULL, question INTEGER NOT NULL, numbers BLOB NOT NULL,"
    " PRIMARY KEY (key, question)) WITHOUT ROWID;",
    "ALTER TABLE runs ADD COLUMN chance TEXT NOT NULL DEFAULT 'unknown';"
    "ALTER TABLE facts ADD COLUMN minimum_unknown TEXT NOT NULL DEFAULT '';",
    "ALTER TABLE plans ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE facts ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE runs ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;",
};

inline constexpr int format_version = 1 + static_cast<int>(migrations.size());

}  // namespace slalom::store
