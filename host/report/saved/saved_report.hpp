#pragma once

#include <string>
#include <vector>

#include "host/report/document.hpp"
#include "host/report/json.hpp"
#include "host/report/page/table.hpp"

/// Results that were saved, shown again: from their documents alone.
namespace crossover {

/// The runs of a document that were measured.
Json measured_runs(const Json& document);

/// Its runs, with the times of their warm rounds, or of the cold run where there is none.
Table table_of_runs(const Json& document);

/// What can be shown again: results of these commands.
const std::vector<std::string>& shown_commands();

/// The page of a result of one of them, and its CSV, as the command that measured it writes it.
Document report_on_saved(const Json& document);

}  // namespace crossover
