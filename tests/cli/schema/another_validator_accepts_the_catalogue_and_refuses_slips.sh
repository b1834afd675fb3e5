python3 -c 'import jsonschema, yaml' || { echo "jsonschema: python3-jsonschema and python3-yaml are not installed" >&2; exit 77; }
regsim schema >schema.json
cat >check.py <<'END'
import copy, glob, json, os, sys
import jsonschema, yaml

validator = jsonschema.Draft7Validator(json.load(open("schema.json")))
jsonschema.Draft7Validator.check_schema(validator.schema)
files = glob.glob(os.environ["TOP"] + "/scenarios/**/*.yaml", recursive=True)
good = 0
for file in sorted(files):
    errors = list(validator.iter_errors(yaml.safe_load(open(file))))
    good += not errors
    for error in errors[:3]:
        print(os.path.relpath(file, os.environ["TOP"]), list(error.absolute_path), error.message[:200])
print("all accepted" if files and good == len(files) else f"{good} of {len(files)} accepted")

right = yaml.safe_load(open(os.environ["TOP"] + "/scenarios/must-not-touch/sp3-live-counters.yaml"))
slips = {"givn": right["given"], "given": {"oss": "w2k"}, "then": {"exit": []}, "tags": 5, "finally": ["no_such_property"]}
def verdict(document):
    return "refused" if list(validator.iter_errors(document)) else "accepted"

for word, content in slips.items():
    wrong = copy.deepcopy(right)
    wrong[word] = content
    print(word, "refused" if list(validator.iter_errors(wrong)) else "accepted")

small = {"name": "x", "source": "x", "when": "fix", "then": {"removed": []}}
print("small", verdict(small))
print("no then, but expect", verdict({"name": "x", "when": ["fix", {"fix": None, "expect": {"exit": "success"}}]}))
print("nothing that can fail", verdict({"name": "x", "when": "fix"}))
for slip in (
    {"then": {}},
    {"when": []},
    {"when": {"fix": None, "undo": None}},
    {"when": {"at": "desk"}},
    {"when": {"expect": {"exit": "success"}}},
    {"when": {"advance": "5 weeks"}},
    {"when": {"advance": 5}},
    {"when": {"monitor": {"agent": "x", "every": "2m"}}},
    {"when": {"delete_key": "SYSTEM\\X"}},
    {"then": {"removed": ["HKLX\\X"]}},
    {"then": {"removed": [{"HKLM\\\\X": "v"}]}},
    {"given": {"registry": {"SOFTWARE\\X": {}}}},
    {"given": {"files": {"C:\\x.dll": {"arch": "i386", "open": "explodes"}}}},
    {"given": {"drives": {"C": {"free": "much"}}}},
    {"matrix": {"drive": ["C", "C"]}},
    {"finally": []},
):
    print(json.dumps(slip), verdict({**small, **slip}))
right = {
    "when": [{"advance": "1h30m"}, {"create_key": "\\\\DESK\\hklm\\X"}, {"reboot": None}, "fix"],
    "given": {"registry": {"$a\\X": {}, "HKEY_USERS\\.DEFAULT": {}}, "drives": {"C": {"free": "20 MB", "capacity": 4096}}},
}
print("right", verdict({**small, **right}))
END
python3 check.py
