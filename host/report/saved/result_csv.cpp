#include "host/report/saved/result_csv.hpp"

#include "host/report/csv.hpp"
#include "host/report/pi/pi_columns.hpp"
#include "host/report/saved/json_values.hpp"

namespace crossover {
namespace {

const CsvColumns& sort_columns() {
  static const CsvColumns all = CsvColumns{{"sorter", "/sorter"},
                                           {"sharing", "/sharing"},
                                           {"arrays", "/arrays"},
                                           {"keys", "/keys"},
                                           {"type", "/type"},
                                           {"distribution", "/distribution"},
                                           {"seed", "/seed"},
                                           {"workers", "/workers"},
                                           {"threads", "/threads"},
                                           {"verified", "/verified"},
                                           {"keys_per_second", "/keys_per_second"},
                                           {"sorted_keys_per_second", "/device_rates/sorted_keys_per_second"},
                                           {"to_device_bytes_per_second", "/device_rates/to_device_bytes_per_second"},
                                           {"to_host_bytes_per_second", "/device_rates/to_host_bytes_per_second"},
                                           {"cpu_share", "/cpu_share"},
                                           {"failure", "/failure"}} +
                                timing_columns() + CsvColumns{{"verdict", "/verdict"}};
  return all;
}

CsvColumns tuning_columns() {
  return CsvColumns{{"backend", "/backend"}, {"kernel", "/kernel"},
                    {"workers", "/workers"}, {"chunk", "/chunk"},
                    {"samples", "/samples"}, {"seconds", "/seconds"},
                    {"runs", "/runs"},       {"predicted", "/predicted"},
                    {"chosen", "/chosen"},   {"setup_seconds", "/setup_seconds"},
                    {"failure", "/failure"}} +
         meter_columns();
}

CsvColumns lesson_columns() {
  return {{"exercise", "/exercise"},
          {"cell", "/cell"},
          {"what", "/what"},
          {"seconds", "/seconds"},
          {"result", "/result"},
          {"lesson_seconds", "/lesson_seconds"},
          {"lesson_result", "/lesson_result"},
          {"python_seconds", "/python_seconds"},
          {"times_faster", "/times_faster"}};
}

}  // namespace

std::string csv_of_result(const Json& document) {
  const std::string command = text_at(document, "/command");
  if (command == "sort") return csv_of(list_at(document, "/runs"), sort_columns());
  if (command == "tune") return csv_of(list_at(document, "/candidates"), tuning_columns());
  if (command == "lesson") return csv_of(list_at(document, "/cells"), lesson_columns());
  if (command == "pi") return csv_of(list_at(document, "/runs"), pi_columns());
  return csv_of(list_at(document, "/runs"), pi_columns() + comparison_columns());
}

}  // namespace crossover
