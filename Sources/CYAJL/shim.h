#include <yajl/yajl_parse.h>

// yajl_config takes a variable number of arguments, which Swift cannot call.
static inline void almanac_yajl_allow_many(yajl_handle parser) {
  yajl_config(parser, yajl_allow_multiple_values, 1);
}
