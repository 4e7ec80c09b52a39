#include "host/report/page/table.hpp"

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

TEST(AlignedTable, KeepsAGivenWidthWhateverItsCellsHold) {
  Table table{
      .columns = {{.title = "what", .width = 8, .is_prose = true}, {.title = "n", .align = Align::right, .width = 3}},
      .rows = {{"a", "1"}}};
  EXPECT_EQ(aligned(table),
            "what        n\n"
            "a           1\n");
  const std::string before = aligned(table, 80);
  table.rows.push_back({"several words", "20"});
  EXPECT_EQ(aligned(table, 80), before +
                                    "several    20\n"
                                    "words\n");
}

TEST(AlignedTable, HasNotesBelow) {
  Table table = rates;
  table.notes = {"cuda cannot run here: no driver"};
  EXPECT_EQ(aligned(table),
            "backend   rate  note\n"
            "serial     1.5  one core\n"
            "threads  12.25\n"
            "\n"
            "cuda cannot run here: no driver\n");
  EXPECT_TRUE(markdown(table).ends_with("\n\ncuda cannot run here: no driver\n")) << markdown(table);
}

TEST(AlignedTable, HasNoLineOfTitlesWhereAllAreEmpty) {
  EXPECT_EQ(aligned({.columns = {{""}, {""}}, .rows = {{"pi", "3.14"}}}), "pi  3.14\n");
}

TEST(AlignedTable, TellsOnceWhatAllRowsHaveInCommon) {
  Table table{.columns = {{"backend"}, {.title = "kernel", .is_hoisted = true}, {"rate"}},
              .rows = {{"serial", "simd", "1"}, {"threads", "simd", "2"}}};
  EXPECT_EQ(aligned(table), "In all rows: kernel simd.\n\nbackend  rate\nserial   1\nthreads  2\n");
  EXPECT_TRUE(markdown(table).starts_with("In all rows: kernel simd.\n\n| backend | rate |\n"));
  table.rows[1][1] = "scalar";
  EXPECT_TRUE(aligned(table).starts_with("backend  kernel  rate\n"));
}

const Table wide{.columns = {{.title = "key", .is_key = true},
                             {.title = "first"},
                             {.title = "second", .drop = 2},
                             {.title = "third", .drop = 1}},
                 .rows = {{"a", "1", "2", "3"}}};

TEST(TooWideATable, LeavesOutTheLeastImportantColumnsFirst) {
  EXPECT_EQ(aligned(wide, 25), "key  first  second  third\na    1      2       3\n");
  EXPECT_EQ(aligned(wide, 24), "key  first  third\na    1      3\n");
  EXPECT_EQ(aligned(wide, 16), "key  first\na    1\n");
}

TEST(TooWideATable, IsCutIntoPartsWithItsKeys) {
  Table table = wide;
  for (Column& column : table.columns) column.drop = 0;
  EXPECT_EQ(aligned(table, 18), "key  first  second\na    1      2\n\nkey  third\na    3\n");
  EXPECT_EQ(aligned(table, 4), "key\na\n\nkey  first\na    1\n\nkey  second\na    2\n\nkey  third\na    3\n");
}

TEST(TooWideATable, BreaksProseBetweenWords) {
  const Table table{.columns = {{"name"}, {.title = "what it is", .is_prose = true}},
                    .rows = {{"threads", "kept threads that take chunks"}, {"serial", "one"}}};
  EXPECT_EQ(aligned(table, 24),
            "name     what it is\n"
            "threads  kept threads\n"
            "         that take\n"
            "         chunks\n"
            "serial   one\n");
}

TEST(TooWideATable, BreaksAsFewCellsAsItCan) {
  const Table table{.columns = {{.title = "exercise", .is_prose = true}, {.title = "here", .is_prose = true}},
                    .rows = {{"two threads with one lock", "155 ms"},
                             {"one thread, as many points", "155 ms"},
                             {"a queue", "168 µs, each point once"}}};
  EXPECT_EQ(aligned(table, 42),
            "exercise                    here\n"
            "two threads with one lock   155 ms\n"
            "one thread, as many points  155 ms\n"
            "a queue                     168 µs, each\n"
            "                            point once\n");
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

}  // namespace
}  // namespace crossover
