/* What every unit test includes: cmocka and the headers that it expects before it. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* cmocka's run returns the number of failures; an exit code wraps at 256. */
#define RUN_TESTS(tests) (cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0)

#endif
