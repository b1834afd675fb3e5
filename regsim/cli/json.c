/* JSON on stdout: UTF-8 in any case, also where a name of the registry is not well-formed UTF-16.
 */
#include "cli/json.h"

#include <stdint.h>
#include <stdio.h>

void json_print(cJSON *json)
{
    char *text = cJSON_Print(json);
    for (const uint8_t *at = (const uint8_t *)text; *at; at++) {
        if (at[0] == 0xED && at[1] >= 0xA0) {
            printf("\\ud%x%02x", at[1] >> 2 & 0xFu, (at[1] & 3u) << 6 | (at[2] & 0x3Fu));
            at += 2;
        } else {
            putchar(*at);
        }
    }
    putchar('\n');
    cJSON_free(text);
    cJSON_Delete(json);
}
