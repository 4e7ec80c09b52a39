#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace crossover {

/// What stands below a table for backends or sorters that could take no part: "cuda, hybrid cannot run here: no NVIDIA
/// driver was found; ...", a sentence for each reason.
template <class Entry>
std::vector<std::string> why_unavailable(std::vector<const Entry*> entries) {
  std::vector<std::string> sentences;
  while (!entries.empty()) {
    const std::string why = entries.front()->why_unavailable();
    std::vector<std::string_view> names;
    std::erase_if(entries, [&](const Entry* entry) {
      if (entry->why_unavailable() != why) return false;
      names.push_back(entry->name);
      return true;
    });
    sentences.push_back(fmt::format("{} cannot run here: {}", fmt::join(names, ", "), why));
  }
  return sentences;
}

}  // namespace crossover
