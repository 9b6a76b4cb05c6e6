"""Fails where a CycloneDX file breaks its schema, or names no component.

    validate_sbom.py FILE
"""
import json
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
problem = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
if problem is not None:
    sys.exit(f"{sys.argv[1]}: {problem}")
names = {component["name"] for component in json.loads(text)["components"]}
missing = {"libgit2", "swift-argument-parser", "swift-crypto", "swift-mustache", "yams"} - names
if missing:
    sys.exit(f"{sys.argv[1]}: nothing is said of {', '.join(sorted(missing))}")
