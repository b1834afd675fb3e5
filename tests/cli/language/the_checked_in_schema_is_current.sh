regsim schema | cmp - "$TOP/scenarios/scenario.schema.json"
