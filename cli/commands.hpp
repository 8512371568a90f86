// The subcommands. Each takes what stands behind its name and returns an exit code.
#pragma once

#include <string>
#include <vector>

namespace slalom::cli {

using Arguments = std::vector<std::string>;

int run(const Arguments& arguments);
int report(const Arguments& arguments);
int merge(const Arguments& arguments);
int submit(const Arguments& arguments);
int status(const Arguments& arguments);
int compare(const Arguments& arguments);
int export_data(const Arguments& arguments);
int list(const Arguments& arguments);
int show(const Arguments& arguments);
int validate(const Arguments& arguments);
int create(const Arguments& arguments);
int bench(const Arguments& arguments);
int replay(const Arguments& arguments);
int check(const Arguments& arguments);

// Not for users: what the program runs as processes of its own.
int worker(const Arguments& arguments);
int check_part(const Arguments& arguments);

}  // namespace slalom::cli
