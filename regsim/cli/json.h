#ifndef REGSIM_CLI_JSON_H
#define REGSIM_CLI_JSON_H

#include <cJSON.h>

/* To stdout, and frees it. Its strings are WTF-8: half of a surrogate pair, which UTF-8 does not
 * have, becomes \uDXXX. */
void json_print(cJSON *json);

#endif
