#pragma once

#include <string>
#include <vector>

#include "host/report/page/page.hpp"
#include "host/system/error.hpp"
#include "host/threads/trace.hpp"

namespace crossover {

/// A result in every form it can be asked for, and with which code the process shall end after it.
struct Document {
  Page page = {};
  bool grows = false;  ///< The text of a result that is not complete is the beginning of that of the whole.
  std::string csv = {}, json = {};
  std::string csv_rounds = {};           ///< Of commands that measure in rounds: see csv_of_rounds().
  std::vector<Timeline> timelines = {};  ///< Of the runs whose workers noted what they did.
  ExitCode exit_code = ExitCode::done;
  std::string failure = {};             ///< What ended the work early, one line; empty when nothing did.
  std::vector<std::string> notes = {};  ///< What else people should know, a line each: went wrong and was made good.

  std::string text(std::size_t columns = no_limit) const { return as_text(page, columns); }
  std::string markdown() const { return as_markdown(page); }
};

}  // namespace crossover
