#include "host/record/saved_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "host/machine/meter.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

constexpr std::array<std::string_view, 2> known_schemas{"crossover/1", "crossover/2"};

std::string string_in(const Json& document, const char* member) {
  const auto found = document.find(member);
  return found != document.end() && found->is_string() ? found->get<std::string>() : "";
}

/// Schema crossover/1 had meters among the seconds, and did not say how many rounds there were.
void bring_up_to_date(Json& run) {
  const auto seconds = run.find("seconds");
  if (seconds == run.end() || !seconds->is_object()) return;
  Json meters_of_run = Json::object();
  for (const Meter* meter : meters()) {
    const std::string name(meter->name);
    if (!seconds->contains(name)) continue;
    const Json value = (*seconds)[name];
    if (value.is_number()) meters_of_run[name] = {{"value", value}, {"unit", meter->unit.symbol}};
    seconds->erase(name);
  }
  const Json warm = seconds->value("warm", Json(nullptr));
  run["rounds"] = warm.is_object() && warm.contains("raw") ? warm["raw"].size() : 0;
  run["meters"] = meters_of_run;
}

}  // namespace

SavedResult saved_result_of(const std::string& text, const std::string& name) {
  constexpr bool may_throw = false;
  Json document = Json::parse(text, nullptr, may_throw);
  if (document.is_discarded())
    throw Error(fmt::format("'{}' is not JSON, or not all of it; write it anew with --json", name));
  if (!document.is_object()) throw Error(fmt::format("'{}' holds no result of crossover", name));
  const std::string schema = string_in(document, "schema"), command = string_in(document, "command");
  if (schema.empty() || command.empty()) throw Error(fmt::format("'{}' holds no result of crossover", name));
  if (std::ranges::count(known_schemas, schema) == 0)
    throw Error(
        fmt::format("'{}' is of schema '{}', which is not known here; a newer crossover may read it", name, schema));
  const auto runs = document.find("runs");
  if (runs != document.end() && !runs->is_array())
    throw Error(fmt::format("'{}' holds no result of crossover: its runs are no list", name));
  if (schema == known_schemas.front()) {
    document["schema"] = known_schemas.back();
    if (runs != document.end())
      for (Json& run : *runs) bring_up_to_date(run);
  }
  return {schema, command, std::move(document)};
}

SavedResult read_saved_result(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in || std::filesystem::is_directory(file)) {
    const int reason = std::filesystem::is_directory(file) ? EISDIR : errno;
    throw Error(fmt::format("cannot read '{}': {}", file.string(), std::generic_category().message(reason)));
  }
  return saved_result_of(text.str(), file.string());
}

}  // namespace crossover
