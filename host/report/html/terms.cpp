#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/report/html/sections.hpp"

namespace crossover {
namespace {

struct Term {
  std::string_view id, name, meaning;
};

/// A word of a text, and the term that explains it.
struct Word {
  std::string_view word, term;
};
constexpr std::array words{Word{"median", "median"},
                           Word{"95 % interval", "median"},
                           Word{"N*", "n-star"},
                           Word{"bracket", "bracket"},
                           Word{"warm", "cold"},
                           Word{"cold", "cold"},
                           Word{"Cold", "cold"},
                           Word{"round", "round"},
                           Word{"serial fraction", "serial-fraction"},
                           Word{"speed-up", "speed-up"}};

constexpr std::array terms{
    Term{"median", "median, interval",
         "The middle of all rounds, and the range that holds the true median with 95 % confidence, from "
         "order statistics. Below six rounds there is none."},
    Term{"round", "round",
         "One run of every configuration, one after another, forward or backward, so that drift hits all alike. "
         "Ratios are taken round by round."},
    Term{"cold", "cold, warm",
         "Cold: from making the workers to the first result, their start and all transfers included. Warm: "
         "the same work again, while the workers wait for it."},
    Term{"speed-up", "speed-up, efficiency",
         "How many times as fast as the baseline (serial with the same kernel); that divided by "
         "the number of workers."},
    Term{"pays", "pays, does not pay", "The whole interval of the speed-up is above 1.01, or below 1 / 1.01."},
    Term{"tie", "tie, not clear",
         "The interval holds 1 and is narrower than 10 %; or it is wider, so that nothing can be said."},
    Term{"busy", "machine busy",
         "Others used the CPUs that the runs needed: the figures are shown, and nothing is judged."},
    Term{"n-star", "N*",
         "The size at which the models T0 + N / R of two ways cross: T0 is what a run costs however small it is, R the "
         "rate."},
    Term{"bracket", "bracket",
         "The last size measured at which a way does not win, and the first from which on it does."},
    Term{"serial-fraction", "serial fraction",
         "How much of the work only one worker can do at a time, by how much faster several are (Karp "
         "and Flatt)."}};

}  // namespace

std::string html_paragraph_with_terms(const std::string& text) {
  std::vector<std::pair<std::size_t, const Word*>> found;
  for (const Word& word : words)
    if (const std::size_t at = text.find(word.word); at != std::string::npos) found.emplace_back(at, &word);
  std::ranges::sort(found);
  std::string html;
  std::size_t from = 0;
  for (const auto& [at, word] : found) {
    if (at < from) continue;
    html += escaped(text.substr(from, at - from)) +
            fmt::format(R"(<a class="term" href="#term-{}">{}</a>)", word->term, word->word);
    from = at + word->word.size();
  }
  return text.empty() ? "" : fmt::format("<p>{}{}</p>\n", html, escaped(text.substr(from)));
}

std::string terms_section() {
  std::string html = "<dl class=\"terms\">\n";
  for (const Term& term : terms)
    html += fmt::format("<dt id=\"term-{}\">{}</dt><dd>{}</dd>\n", term.id, term.name, term.meaning);
  return html_section("terms", "How to read this", html + "</dl>\n");
}

}  // namespace crossover
