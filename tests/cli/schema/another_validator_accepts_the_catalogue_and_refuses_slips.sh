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
for word, content in slips.items():
    wrong = copy.deepcopy(right)
    wrong[word] = content
    print(word, "refused" if list(validator.iter_errors(wrong)) else "accepted")
END
python3 check.py
