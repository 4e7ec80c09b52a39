#include "host/report/pi/pi_columns.hpp"

namespace crossover {

CsvColumns pi_columns() {
  return CsvColumns{{"backend", "/backend"},
                    {"kernel", "/kernel"},
                    {"workers", "/workers"},
                    {"chunk", "/chunk"},
                    {"release_gil", "/release_gil"},
                    {"seed", "/seed"},
                    {"first", "/first"},
                    {"samples", "/samples"},
                    {"complete", "/complete"},
                    {"hits", "/hits"},
                    {"pi", "/pi"},
                    {"standard_error", "/standard_error"},
                    {"z", "/z"},
                    {"samples_per_second", "/samples_per_second"},
                    {"cpu_share", "/cpu_share"},
                    {"messages", "/messages/sent"},
                    {"seconds_per_message", "/messages/seconds_per_message"},
                    {"seconds_per_sample", "/messages/seconds_per_sample"},
                    {"failure", "/failure"}} +
         timing_columns();
}

CsvColumns comparison_columns() {
  return {{"speed_up", "/speed_up/median"}, {"efficiency", "/efficiency"}, {"verdict", "/verdict"}};
}

}  // namespace crossover
