/*
 * The JSON Schema (draft 7) of scenarios, installs and bases, made from the table of words. The
 * same bytes for the same table: editors read a copy that is checked in.
 */
#ifndef REGSIM_SCENARIO_SCHEMA_H
#define REGSIM_SCENARIO_SCHEMA_H

char *schema_text(void); /* with a newline at the end; the caller frees with mem_free */

#endif
