#include "host/cli/argument_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

/// What options of other programs are called here.
struct Synonym {
  std::string_view typed, name;
};
constexpr std::array synonyms{Synonym{"--threads", "--workers"},
                              Synonym{"--thread", "--workers"},
                              Synonym{"--jobs", "--workers"},
                              Synonym{"--processes", "--workers"},
                              Synonym{"--cores", "--workers"},
                              Synonym{"-j", "--workers"},
                              Synonym{"-t", "--workers"},
                              Synonym{"--points", "--samples"},
                              Synonym{"--iterations", "--samples"},
                              Synonym{"-N", "--samples"},
                              Synonym{"--size", "--keys"},
                              Synonym{"--gpu", "--device"},
                              Synonym{"--gpus", "--device"},
                              Synonym{"--timeout", "--time-limit"},
                              Synonym{"--time", "--time-limit"},
                              Synonym{"--schedule", "--chunk"},
                              Synonym{"-o", "--json"},
                              Synonym{"--output", "--json"}};

bool is_short(const std::string& argument) { return argument.size() > 2 && argument[0] == '-' && argument[1] != '-'; }

/// The option as it is typed: "--samples" of "--samples=5", "-n" of "-n5".
std::string name_in(const std::string& argument) { return argument.substr(0, argument.find('=')); }

}  // namespace

bool begins_like_a_number(const std::string& word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; }

bool is_option(const std::string& argument) { return argument.size() > 1 && argument.starts_with('-'); }

void ArgumentCheck::operator()(const Arguments& arguments) {
  std::size_t words_left = positional_arguments();
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!is_option(arguments[i])) {
      if (words_left-- == 0) throw_unexpected(arguments[i]);
      continue;
    }
    const bool value_is_next = check_option(arguments[i]);
    if (!value_is_next) continue;
    const bool is_missing =
        i + 1 == arguments.size() || (is_option(arguments[i + 1]) && option_of(arguments[i + 1]) != nullptr);
    if (is_missing) throw_needs_value(arguments[i], *option_of(arguments[i]));
    ++i;
  }
}

/// Null for one that is unknown.
const CLI::Option* ArgumentCheck::option_of(const std::string& argument) const {
  if (const CLI::Option* option = app_.get_option_no_throw(name_in(argument))) return option;
  return is_short(argument) ? app_.get_option_no_throw(argument.substr(0, 2)) : nullptr;
}

std::size_t ArgumentCheck::positional_arguments() const {
  std::size_t words = 0;
  for (const CLI::Option* option : app_.get_options())
    if (option->get_positional()) words += static_cast<std::size_t>(option->get_items_expected_max());
  return words;
}

bool ArgumentCheck::check_option(const std::string& argument) {
  const std::string name = name_in(argument);
  const CLI::Option* option = app_.get_option_no_throw(name);
  const bool takes_the_rest = option == nullptr && is_short(argument);  // "-n5"
  if (takes_the_rest) option = app_.get_option_no_throw(argument.substr(0, 2));
  if (option == nullptr || (takes_the_rest && option->get_items_expected_max() == 0)) throw_unknown(name);
  if (!seen_.insert(option->get_name()).second)
    throw UsageError(fmt::format("{} is given twice; give it once", option->get_name()));
  const bool takes_value = option->get_items_expected_max() > 0;
  if (takes_the_rest) return false;
  if (name.size() == argument.size()) return takes_value;
  if (!takes_value) throw UsageError(fmt::format("{} takes no value; write it without '='", option->get_name()));
  if (name.size() + 1 == argument.size()) throw_needs_value(name, *option);
  return false;
}

void ArgumentCheck::throw_unexpected(const std::string& word) const {
  const auto hint = !main_option_.empty() && begins_like_a_number(word)
                        ? fmt::format("did you mean {} {}?", main_option_, for_a_shell(word))
                        : fmt::format("see crossover {} --help", app_.get_name());
  throw UsageError(fmt::format("{} is not expected here; {}", in_quotes(word), hint));
}

void ArgumentCheck::throw_unknown(const std::string& name) const {
  std::vector<std::string> names;
  for (const CLI::Option* option : app_.get_options()) names.push_back(option->get_name());
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::string_view meant = nearest_name(name, views);
  const auto synonym = std::ranges::find(synonyms, name, &Synonym::typed);
  if (synonym != synonyms.end() && app_.get_option_no_throw(std::string(synonym->name)) != nullptr)
    meant = synonym->name;
  const auto hint =
      meant.empty() ? fmt::format("see crossover {} --help", app_.get_name()) : fmt::format("did you mean {}?", meant);
  throw UsageError(fmt::format("option {} is not known; {}", in_quotes(name), hint));
}

void ArgumentCheck::throw_needs_value(const std::string& name, const CLI::Option& option) {
  throw UsageError(fmt::format("{} needs a value: {} {}", name, name, option.get_type_name()));
}

}  // namespace crossover
