/* The same hive walked with other libraries: every key's name, every value's name, type and data.
 * How many keys and values there were; 0 where the library is not installed. */
#ifndef TESTS_BENCH_HIVE_PEERS_H
#define TESTS_BENCH_HIVE_PEERS_H

#include <stddef.h>

size_t hive_walk_hivex(const char *path);
size_t hive_walk_libregf(const char *path);

#endif
