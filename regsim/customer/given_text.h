/*
 * A machine as the `given` of a scenario, for scenarios that regsim writes: all that it has more
 * than a bare machine of its kind, spelled out, so that nothing else is needed to build it again.
 * What a bare machine has and this one lacks cannot be said; whoever writes a scenario plays it.
 */
#ifndef REGSIM_CUSTOMER_GIVEN_TEXT_H
#define REGSIM_CUSTOMER_GIVEN_TEXT_H

#include "base/buf.h"
#include "scenario/model.h"
#include "scenario/stage.h"

/* A machine with nothing on it, of the same name and kind. */
struct machine *given_bare_machine(const struct machine *machine);

/* The lines below `given:`, or below the name of a computer, each `indent` blanks in. `spec` is
 * what the machine was built from: its drives are taken from there. NULL: none are said. */
void given_put_machine(struct buf *out, size_t indent, const struct machine *machine,
                       const struct machine_spec *spec, const struct marks *marks);
/* The sections alone. */
void given_put_registry(struct buf *out, size_t indent, const struct store *document);
void given_put_files(struct buf *out, size_t indent, const struct machine *machine,
                     const struct machine *bare, bool modules_only);

/* What a machine's \REGISTRY has more than a bare machine's, as a document: HKEY_LOCAL_MACHINE and
 * HKEY_USERS below the root. */
struct store *given_document(const struct store *registry, const struct store *bare);

#endif
