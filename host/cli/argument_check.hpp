#pragma once

#include <CLI/App.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crossover {

using Arguments = std::vector<std::string>;

/// "-n" and "--samples"; not a lone dash.
bool is_option(const std::string& argument);

bool begins_like_a_number(const std::string& word);

/// Refuses what CLI11 lets pass or tells less plainly than it should: options that are unknown, come twice or lack a
/// value, and words that belong to no option.
class ArgumentCheck {
 public:
  /// `main_option`: what a number that stands alone was likely meant for; empty when there is none.
  ArgumentCheck(const CLI::App& app, std::string_view main_option) : app_(app), main_option_(main_option) {}

  /// Throws UsageError.
  void operator()(const Arguments& arguments);

 private:
  const CLI::Option* option_of(const std::string& argument) const;
  std::size_t positional_arguments() const;
  /// Whether the option takes the next argument as its value.
  bool check_option(const std::string& argument);
  [[noreturn]] void throw_unexpected(const std::string& word) const;
  [[noreturn]] void throw_unknown(const std::string& name) const;
  [[noreturn]] static void throw_needs_value(const std::string& name, const CLI::Option& option);

  const CLI::App& app_;
  std::string_view main_option_;
  std::set<std::string> seen_;
};

}  // namespace crossover
