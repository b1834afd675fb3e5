/* See fixer.h. */
#include "scenario/fixer.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "scenario/script.h"
#include "scenario/yaml.h"
#include "win32/run.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

/* The file's name without folder and last ending. */
static char *stem(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return mem_printf("%.*s", dot && dot != name ? (int)(dot - name) : (int)strlen(name), name);
}

static char *profile_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *name = stem(path);
    char *profile = mem_printf("%.*s%s.yaml", slash ? (int)(slash - path) + 1 : 0, path, name);
    mem_free(name);
    return profile;
}

static char **field(struct fixer *fixer, const char *word)
{
    if (!strcmp(word, "name"))
        return &fixer->name;
    if (!strcmp(word, "detect"))
        return &fixer->detect;
    if (!strcmp(word, "fix"))
        return &fixer->fix;
    if (!strcmp(word, "undo"))
        return &fixer->undo;
    return NULL;
}

static regsim_status read_entry(struct fixer *fixer, const struct yaml_file *file,
                                const struct node *key, const struct node *value,
                                struct diags *diags)
{
    static const char *const words[] = {"name", "detect", "fix", "undo"};
    char **text = field(fixer, key->text);
    const char *problem = NULL;
    if (!text)
        problem = "unknown word in a fixer's profile";
    else if (value->kind != NODE_SCALAR)
        problem = "expected a text: the arguments of the program";
    if (problem) {
        const struct node *at = text ? value : key;
        struct diag *diag = yaml_complain(diags, file, DIAG_ERROR, at->line, at->column, problem);
        const char *near = nearest_word(key->text, words, sizeof words / sizeof *words);
        if (!text)
            diag_hint(diag, "%s%s", near ? "did you mean " : "name, detect, fix, undo",
                      near ? near : "");
        return regsim_failed(REGSIM_INVALID);
    }
    mem_free(*text);
    *text = mem_strdup(value->text);
    return regsim_ok();
}

static regsim_status read_profile(struct fixer *fixer, const char *path, struct diags *diags)
{
    struct arena arena = {0};
    struct yaml_file *file;
    regsim_status status = yaml_read(&file, &arena, path, diags);
    if (regsim_is_ok(status) && (!file->root || file->root->kind != NODE_MAP))
        status = diags_invalid(diags, path, "expected a map: name, detect, fix, undo");
    const struct node *root = regsim_is_ok(status) ? file->root : NULL;
    for (size_t i = 0; regsim_is_ok(status) && root && i < root->count; i++)
        status = read_entry(fixer, file, root->keys[i], root->items[i], diags);
    arena_free(&arena);
    return status;
}

static bool is_script(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcasecmp(path + length - 4, ".reg") == 0;
}

static regsim_status open_all(struct fixer *fixer, const char *path, struct diags *diags)
{
    REGSIM_TRY(is_script(path) ? script_open(&fixer->script, path, diags)
                               : image_open(&fixer->image, path, diags));
    char *profile = profile_path(path);
    regsim_status status = regsim_ok();
    if (access(profile, F_OK) == 0)
        status = read_profile(fixer, profile, diags);
    else
        fixer->fix = mem_strdup("");
    mem_free(profile);
    fixer->is_smsperffix = strcmp(fixer->name, "smsperffix") == 0;
    return status;
}

regsim_status fixer_open(struct fixer **out, const char *path, struct diags *diags)
{
    struct fixer *fixer = mem_calloc(1, sizeof *fixer);
    fixer->path = mem_strdup(path);
    fixer->name = stem(path);
    regsim_status status = open_all(fixer, path, diags);
    if (!regsim_is_ok(status)) {
        fixer_close(fixer);
        fixer = NULL;
    }
    *out = fixer;
    return status;
}

void fixer_close(struct fixer *fixer)
{
    if (!fixer)
        return;
    image_close(fixer->image);
    script_close(fixer->script);
    mem_free(fixer->path);
    mem_free(fixer->name);
    mem_free(fixer->detect);
    mem_free(fixer->fix);
    mem_free(fixer->undo);
    mem_free(fixer);
}

const char *fixer_arguments(const struct fixer *fixer, enum step_kind intent)
{
    return intent == STEP_DETECT ? fixer->detect : intent == STEP_FIX ? fixer->fix : fixer->undo;
}
