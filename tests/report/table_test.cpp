#include "host/report/table.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crossover {
namespace {

const Table rates{.columns = {{"backend"}, {"rate", Align::right}, {"note"}},
                  .rows = {{"serial", "1.5", "one core"}, {"threads", "12.25", ""}}};

TEST(AlignedTable, PadsEachColumnToItsWidestCellAndEndsLinesWithoutBlanks) {
  EXPECT_EQ(aligned(rates),
            "backend   rate  note\n"
            "serial     1.5  one core\n"
            "threads  12.25\n");
}

TEST(AlignedTable, CountsCharactersNotBytes) {
  const Table table{.columns = {{"pi ± error"}, {"次"}, {"end"}},
                    .rows = {{"3.14 ± 0.01", "ab", "x"}, {"3", "é", "y"}}};
  EXPECT_EQ(aligned(table),
            "pi ± error   次   end\n"
            "3.14 ± 0.01  ab  x\n"
            "3            é   y\n");
}

TEST(AlignedTable, GivesTheRestOfAShortRowToItsLastCell) {
  Table table = rates;
  table.rows.push_back({"cuda", "cannot run here: no driver; install one"});
  EXPECT_EQ(aligned(table),
            "backend   rate  note\n"
            "serial     1.5  one core\n"
            "threads  12.25\n"
            "cuda     cannot run here: no driver; install one\n");
}

TEST(AlignedTable, WidensAColumnForTheFirstCellsOfAShortRow) {
  Table table = rates;
  table.rows.push_back({"processes", "cannot run here"});
  EXPECT_EQ(aligned(table),
            "backend     rate  note\n"
            "serial       1.5  one core\n"
            "threads    12.25\n"
            "processes  cannot run here\n");
}

TEST(AlignedTable, HasItsTitlesAloneWithoutRows) {
  EXPECT_EQ(aligned({.columns = {{"a"}, {"bb", Align::right}}, .rows = {}}), "a  bb\n");
}

TEST(MarkdownTable, HasTitlesAlignmentAndRows) {
  EXPECT_EQ(markdown(rates),
            "| backend | rate | note |\n"
            "| --- | ---: | --- |\n"
            "| serial | 1.5 | one core |\n"
            "| threads | 12.25 |  |\n");
}

TEST(MarkdownTable, FillsUpShortRows) {
  const Table table{.columns = {{"a"}, {"b"}, {"c"}}, .rows = {{"x", "y"}}};
  EXPECT_EQ(markdown(table), "| a | b | c |\n| --- | --- | --- |\n| x | y |  |\n");
}

// By the table extension of GitHub Flavored Markdown: a bar inside a cell is written \|.
TEST(MarkdownTable, KeepsABarInsideItsCell) {
  const Table table{.columns = {{"a"}}, .rows = {{"x|y"}}};
  EXPECT_EQ(markdown(table), "| a |\n| --- |\n| x\\|y |\n");
}

TEST(CsvTable, SeparatesByCommasAndEndsLinesWithALineFeed) {
  EXPECT_EQ(csv(rates), "backend,rate,note\nserial,1.5,one core\nthreads,12.25,\n");
}

TEST(CsvTable, QuotesCellsWithSeparatorsQuotesAndLineEnds) {
  const Table table{.columns = {{"a,b"}, {"c"}, {"d"}, {"e"}}, .rows = {{"1,5", "say \"x\"", "two\nlines", "cr\r"}}};
  EXPECT_EQ(csv(table), "\"a,b\",c,d,e\n\"1,5\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\r\"\n");
}

TEST(CsvTable, LeavesBlanksAndOtherLettersAlone) {
  EXPECT_EQ(csv({.columns = {{"pi ± error"}}, .rows = {{" 3 ± 1; "}}}), "pi ± error\n 3 ± 1; \n");
}

TEST(CsvTable, FillsUpShortRows) {
  EXPECT_EQ(csv({.columns = {{"a"}, {"b"}, {"c"}}, .rows = {{"x"}, {}}}), "a,b,c\nx,,\n,,\n");
}

}  // namespace
}  // namespace crossover
