/* A file that is read and written back is the same file, in whatever format it came. */
#include "reg_check.h"

#include "formats/hive_write.h"
#include "formats/rewrite.h"

#include <stdlib.h>
#include <unistd.h>

struct written {
    struct buf bytes;
    size_t warnings;
    struct load_result facts;
};

static void put_file(char path[32], const void *bytes, size_t size)
{
    strcpy(path, "rewrite_test.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), (ssize_t)size);
    close(fd);
}

static struct written again(const void *bytes, size_t size, uint32_t codepage, bool as_store)
{
    char path[32];
    put_file(path, bytes, size);
    struct written written = {0};
    struct load_options load = {.codepage = codepage, .track_named = true};
    struct output output = {.fd = -1};
    struct diags diags = {0};
    struct patch patch = {0};
    struct store *store = store_new();
    regsim_status status = as_store ? load_file(&written.facts, store, path, &load, NULL)
                                    : load_patch(&written.facts, &patch, path, &load, NULL);
    assert_true(regsim_is_ok(status));
    status = as_store ? rewrite_store(&output, &written.facts, store, false, &diags)
                      : rewrite_patch(&output, &written.facts, &patch, false, &diags);
    assert_true(regsim_is_ok(status));
    assert_int_equal(diags.errors, 0);
    written.warnings = diags.warnings;
    written.bytes = output.buf;
    diags_free(&diags);
    patch_free(&patch);
    store_free(store);
    unlink(path);
    return written;
}

static void written_free(struct written *written)
{
    load_result_free(&written->facts);
    buf_free(&written->bytes);
}

static struct buf wide(const char *text, bool mark, bool big)
{
    struct buf out = {0};
    if (mark)
        buf_u16(&out, 0xFEFF);
    for (; *text; text++)
        buf_u16(&out, (uint8_t)*text);
    for (size_t i = 0; i < out.size && big; i += 2) {
        uint8_t low = out.bytes[i];
        out.bytes[i] = out.bytes[i + 1];
        out.bytes[i + 1] = low;
    }
    return out;
}

#define BODY "\r\n\r\n[HKEY_CURRENT_USER\\k]\r\n"
#define FOUR "REGEDIT4" BODY
#define FIVE "Windows Registry Editor Version 5.00" BODY

static void text_keeps_its_version_encoding_and_code_page(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t codepage;
        bool wide;
    } files[] = {
        {FOUR "\"a\"=\"\xE4\"\r\n\"x\"=hex(2):e4,00\r\n\r\n", 0, false},
        {FOUR "\"a\"=\"\x83\x5C\"\r\n\"x\"=hex(7):83,5c,00,00\r\n\r\n", 932, false},
        {FIVE "\"a\"=\"\xC3\xA4\"\r\n\"x\"=hex(2):e4,00,00,00\r\n\r\n", 0, false},
        {"\xEF\xBB\xBF" FIVE "\"a\"=\"\xC3\xA4\"\r\n\r\n", 0, false},
        {FIVE "\"a\"=\"\xE4\"\r\n\r\n", 1252, false},
        {FIVE "\"a\"=\"b\"\r\n\"x\"=hex(2):e4,00,00,00\r\n\r\n", 0, true},
        {FOUR "\"a\"=\"b\"\r\n\"x\"=hex(2):e4,00\r\n\r\n", 0, true},
        {FOUR "\"a\"=\"b\"\r\n\"x\"=hex(2):83,5c,00\r\n\r\n", 932, true},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf in = {0};
        if (files[i].wide)
            in = wide(files[i].text, true, false);
        else
            buf_text(&in, files[i].text);
        for (int as_store = 0; as_store < 2; as_store++) {
            struct written out = again(in.bytes, in.size, files[i].codepage, as_store);
            assert_int_equal(out.warnings, 0);
            assert_int_equal(out.bytes.size, in.size);
            assert_memory_equal(out.bytes.bytes, in.bytes, in.size);
            written_free(&out);
        }
        buf_free(&in);
    }
}

static void a_file_of_windows_31_stays_one_where_it_can(void **state)
{
    (void)state;
    static const char old[] = "REGEDIT\r\nHKEY_CLASSES_ROOT\\.x = xfile\r\n"
                              "HKEY_CLASSES_ROOT\\xfile\\shell = \r\n";
    for (int as_store = 0; as_store < 2; as_store++) {
        struct written out = again(old, sizeof old - 1, 0, as_store);
        assert_int_equal(out.warnings, 0);
        assert_int_equal(out.bytes.size, sizeof old - 1);
        assert_memory_equal(out.bytes.bytes, old, sizeof old - 1);
        written_free(&out);
    }
    static const char *const edits[] = {
        "REGEDIT4\n\n[HKEY_CLASSES_ROOT\\.x]\n@=\"y\"\n\"named\"=\"\"\n",
        "REGEDIT4\n\n[HKEY_CURRENT_USER\\x]\n@=\"y\"\n",
        "REGEDIT4\n\n[HKEY_CLASSES_ROOT\\.x]\n",
        "REGEDIT4\n\n[-HKEY_CLASSES_ROOT\\.x]\n",
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct load_result facts = {.format = FORMAT_REG, .version = "3.1"};
        struct regfile_source source = {"t", edits[i], strlen(edits[i]), 0, NULL};
        struct patch patch = {0};
        struct output output = {.fd = -1};
        struct diags diags = {0};
        struct regfile_sink sink = patch_sink(&patch);
        assert_true(regsim_is_ok(regfile_read(NULL, &source, &sink, NULL)));
        assert_true(regsim_is_ok(rewrite_patch(&output, &facts, &patch, true, &diags)));
        assert_int_equal(diags.warnings, 2); /* what it is, and what becomes of the file */
        assert_memory_equal(output.buf.bytes, "REGEDIT4\r\n", 10);
        diags_free(&diags);
        patch_free(&patch);
        buf_free(&output.buf);
    }
}

static void what_windows_ignores_is_written_as_it_reads(void **state)
{
    (void)state;
    struct buf wanted = wide(FIVE "\"a\"=\"b\"\r\n\r\n", true, false);
    for (int big = 0; big < 2; big++) {
        struct buf in = wide(FIVE "\"a\"=\"b\"\r\n\r\n", false, big);
        struct written out = again(in.bytes, in.size, 0, false);
        assert_int_equal(out.warnings, 1);
        assert_int_equal(out.bytes.size, wanted.size);
        assert_memory_equal(out.bytes.bytes, wanted.bytes, wanted.size);
        written_free(&out);
        buf_free(&in);
    }
    buf_free(&wanted);
}

static void a_hive_keeps_its_version(void **state)
{
    (void)state;
    struct store *store = store_new();
    uint8_t *big = mem_calloc(20000, 1);
    key_id key = store_ensure(store, store_root(store), USTR(u"a\\b"), 1);
    store_value_set(store, key, USTR(u"v"), REG_BINARY_TYPE, big, 20000);
    for (uint32_t minor = 3; minor <= 6; minor++) {
        struct output output = {.fd = -1};
        struct hive_write_options options = {.minor = minor, .root_name = USTR(u"R")};
        assert_true(regsim_is_ok(hive_write(&output, store, store_root(store), &options, NULL)));
        struct written out = again(output.buf.bytes, output.buf.size, 0, true);
        assert_int_equal(out.facts.version[2], '0' + minor);
        assert_int_equal(out.warnings, 0);
        assert_int_equal(out.bytes.size, output.buf.size);
        assert_memory_equal(out.bytes.bytes, output.buf.bytes, output.buf.size);
        written_free(&out);
        if (minor == 3) { /* as of NT 3.51: 1.2 where 1.3 was, and the checksum that fits it */
            output.buf.bytes[24] ^= 1;
            output.buf.bytes[508] ^= 1;
            out = again(output.buf.bytes, output.buf.size, 0, true);
            assert_string_equal(out.facts.version, "1.2");
            assert_int_equal(out.warnings, 1);
            written_free(&out);
        }
        buf_free(&output.buf);
    }
    mem_free(big);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_keeps_its_version_encoding_and_code_page),
        cmocka_unit_test(a_file_of_windows_31_stays_one_where_it_can),
        cmocka_unit_test(what_windows_ignores_is_written_as_it_reads),
        cmocka_unit_test(a_hive_keeps_its_version),
    };
    return RUN_TESTS(tests);
}
