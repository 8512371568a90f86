"""Reads {"schema": …, "documents": […]} and prints a list with what is wrong with each document, as one text."""
import json
import sys

import jsonschema

given = json.load(sys.stdin)
jsonschema.Draft7Validator.check_schema(given["schema"])
validator = jsonschema.Draft7Validator(given["schema"])
errors = [
    "\n".join(f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document))
    for document in given["documents"]
]
json.dump(errors, sys.stdout)
