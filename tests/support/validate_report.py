"""validate_report.py SCHEMA REPORT: says what is wrong with a report.json, and what wrong things the schema lets pass."""
import copy
import json
import sys

import jsonschema

schema, report = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
faults = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(report)]


def corrupt(what, change):
    broken = copy.deepcopy(report)
    change(broken)
    if validator.is_valid(broken):
        faults.append(f"{what} passes")


def optimizer(r):
    return r["experiments"][0]["problems"][0]["optimizers"][0]


corrupt("another format", lambda r: r.update(report_format=1))
corrupt("a missing member", lambda r: r.pop("experiments"))
corrupt("an unheard-of member", lambda r: optimizer(r).update(speedy=1))
corrupt("a text for a number", lambda r: optimizer(r)["measures"][0]["final"].update(median="1"))
corrupt("a share above 1", lambda r: optimizer(r)["against_best"].update(p=1.5))
corrupt("a missing list", lambda r: optimizer(r)["measures"][0]["by_steps"].pop("upper"))
print("\n".join(faults))
sys.exit(bool(faults))
