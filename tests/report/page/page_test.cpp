#include "host/report/page/page.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crossover {
namespace {

const Page page{{Paragraph{"one two three"}, Table{.columns = {{"a"}}, .rows = {{"1"}}},
                 Sentences{"It pays.", "So it is."}, Paragraph{"an answer", "A question?"}}};

TEST(PageAsText, HasAnEmptyLineBetweenBlocks) {
  EXPECT_EQ(as_text(page), "one two three\n\na\n1\n\nIt pays.\nSo it is.\n\nA question?\nan answer\n");
}

TEST(PageAsText, FitsItsColumns) {
  EXPECT_EQ(as_text({{Paragraph{"one two three"}, Sentences{"four five six"}}}, 9),
            "one two\nthree\n\nfour five\n  six\n");
}

TEST(PageAsText, LeavesLinesThatFitAsTheyAre) { EXPECT_EQ(as_text({{Paragraph{"a   b\n  c"}}}, 9), "a   b\n  c\n"); }

TEST(PageAsText, BreaksProseAtAHundredCharactersHoweverWideTheTerminal) {
  const std::string prose = std::string(60, 'x') + " " + std::string(60, 'y');
  EXPECT_EQ(as_text({{Paragraph{prose}}}, 200), std::string(60, 'x') + "\n" + std::string(60, 'y') + "\n");
}

TEST(PageAsText, LeavesOutBlocksWithoutContent) {
  EXPECT_EQ(as_text({{Paragraph{""}, Paragraph{"text"}, Sentences{}}}), "text\n");
}

TEST(PageAsMarkdown, HasListsTablesAndTitles) {
  EXPECT_EQ(as_markdown(page),
            "one two three\n\n| a |\n| --- |\n| 1 |\n\n- It pays.\n- So it is.\n\n**A question?** an answer\n");
}

}  // namespace
}  // namespace crossover
