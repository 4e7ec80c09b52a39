#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "host/cli/request.hpp"

namespace crossover {

/// What a command that measures in rounds is asked for about baselines.
struct BaselineOptions {
  std::optional<std::string> save, against, regression;

  void add_to(CLI::App& app);
  bool are_given() const { return save || against || regression; }
};

/// Five per cent.
inline constexpr const char* usual_threshold = "5%";

/// "5%" and "5" are 0.05. Throws UsageError.
double parse_threshold(const std::string& text);

/// The work, whose result is then held against a baseline and kept as one, as the options say; without the machine's
/// name where the outputs are anonymous. Throws UsageError; the work throws Error, before it begins, where a baseline
/// cannot be read or written.
CarryOut with_baselines(const BaselineOptions& options, std::string_view command, const OutputRequest& outputs,
                        const CarryOut& work);

}  // namespace crossover
