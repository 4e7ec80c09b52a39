#include <fmt/format.h>

#include <array>
#include <string_view>

#include "host/report/html/sections.hpp"

namespace crossover {
namespace {

struct Term {
  std::string_view name, meaning;
};

constexpr std::array terms{
    Term{"median, interval",
         "The middle of all rounds, and the range that holds the true median with 95 % confidence, from "
         "order statistics. Below six rounds there is none."},
    Term{"round",
         "One run of every configuration, one after another, forward or backward, so that drift hits all alike. "
         "Ratios are taken round by round."},
    Term{"cold, warm",
         "Cold: from making the workers to the first result, their start and all transfers included. Warm: "
         "the same work again, while the workers wait for it."},
    Term{"speed-up, efficiency",
         "How many times as fast as the baseline (serial with the same kernel); that divided by "
         "the number of workers."},
    Term{"pays, does not pay", "The whole interval of the speed-up is above 1.01, or below 1 / 1.01."},
    Term{"tie, not clear",
         "The interval holds 1 and is narrower than 10 %; or it is wider, so that nothing can be said."},
    Term{"machine busy", "Others used the CPUs that the runs needed: the figures are shown, and nothing is judged."},
    Term{"N*",
         "The size at which the models T0 + N / R of two ways cross: T0 is what a run costs however small it is, R the "
         "rate."},
    Term{"bracket", "The last size measured at which a way does not win, and the first from which on it does."},
    Term{"serial fraction",
         "How much of the work only one worker can do at a time, by how much faster several are (Karp "
         "and Flatt)."}};

}  // namespace

std::string terms_section() {
  std::string html = "<dl class=\"terms\">\n";
  for (const Term& term : terms) html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", term.name, term.meaning);
  return html_section("terms", "How to read this", html + "</dl>\n");
}

}  // namespace crossover
