#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/report/json.hpp"
#include "host/report/page/table.hpp"

/// How the runs of any result are named in tables and sentences, by their names as named() has them.
namespace crossover {

/// Those of the members that tell the runs apart or say what they are: not those that are null or false in all.
std::vector<std::string> members_that_tell(const std::vector<Json>& runs);

/// Of those the first, and each that tells runs apart which those before it do not.
std::vector<std::string> members_that_distinguish(const std::vector<Json>& all);

/// A column for each.
std::vector<Column> columns_of(const std::vector<std::string>& members);

/// "threads", "2", "1e8", "yes"; "-" for what is not there.
std::string cell_of(const Json& run, const std::string& member);

/// "threads, simd, workers 2, samples 1e8"
std::string describe_run(const Json& run, const std::vector<std::string>& members);

}  // namespace crossover
