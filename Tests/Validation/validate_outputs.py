"""Checks a folder of reports, named NAME.FORMAT, with validators that others wrote.

The folder is made by the test suite: SKILLAUDIT_SAMPLES=FOLDER swift test --filter OutputSamples
"""

import csv
import json
import sys
import xml.dom.minidom
from pathlib import Path

import html5lib
import jsonschema
import junitparser
from sarif import loader

ROOT = Path(__file__).resolve().parents[2]
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}},
            },
        },
    },
}
TOOL = {
    "type": "object",
    "required": ["id", "name", "version", "vendor"],
    "properties": {"vendor": {"type": "object", "required": ["name"]}},
}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}
# What version 15 of GitLab's security report format demands of a SAST report.
SAST = {
    "type": "object",
    "required": ["version", "scan", "vulnerabilities"],
    "properties": {
        "version": {"type": "string", "pattern": r"^15\.\d+\.\d+$"},
        "scan": {
            "type": "object",
            "required": ["analyzer", "scanner", "type", "start_time", "end_time", "status"],
            "properties": {
                "analyzer": TOOL,
                "scanner": TOOL,
                "type": {"const": "sast"},
                "start_time": TIME,
                "end_time": TIME,
                "status": {"enum": ["success", "failure"]},
            },
        },
        "vulnerabilities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "identifiers", "location"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "name": {"type": "string", "maxLength": 255},
                    "severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
                    "solution": {"type": "string", "maxLength": 7000},
                    "identifiers": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "object", "required": ["type", "name", "value"]},
                    },
                    "location": {"type": "object", "properties": {"file": {"type": "string", "minLength": 1}}},
                },
            },
        },
    },
}


def schema_of(path):
    return json.loads(path.read_text(encoding="utf-8"))


def check_json(path, schema):
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))


def check_sarif(path):
    check_json(path, schema_of(ROOT / "Tests/Validation/sarif-2.1.0.schema.json"))
    counted = loader.load_sarif_file(str(path)).get_result_count()
    results = sum(len(run["results"]) for run in schema_of(path)["runs"])
    assert counted == results, f"sarif-tools counts {counted} results, {results} are there"


def check_json_lines(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") == 1 and text.endswith("\n"), "more than one line"
    check_json(path, schema_of(ROOT / "docs/schema/report-1.0.schema.json"))


def check_html(path):
    html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def check_junit(path):
    suites = junitparser.JUnitXml.fromfile(str(path))
    cases = [case for suite in suites for case in suite]
    assert cases, "no test case"
    assert suites.tests == len(cases), f"{suites.tests} tests announced, {len(cases)} there"


def check_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), "rows of different length"


def check_xml(path):
    xml.dom.minidom.parse(str(path))


CHECKS = {
    ".json": lambda path: check_json(path, schema_of(ROOT / "docs/schema/report-1.0.schema.json")),
    ".jsonl": check_json_lines,
    ".batch": lambda path: check_json(path, schema_of(ROOT / "docs/schema/batch-1.0.schema.json")),
    ".compare": lambda path: check_json(path, schema_of(ROOT / "docs/schema/compare-1.0.schema.json")),
    ".sarif": check_sarif,
    ".gitlab-codequality": lambda path: check_json(path, CODE_QUALITY),
    ".gitlab-sast": lambda path: check_json(path, SAST),
    ".junit": check_junit,
    ".csv": check_csv,
    ".badge": check_xml,
    ".html": check_html,
}


def main(folder):
    failures = 0
    checked = set()
    for path in sorted(Path(folder).iterdir()):
        check = CHECKS.get(path.suffix)
        if check is None:
            continue
        checked.add(path.suffix)
        try:
            check(path)
        except Exception as problem:  # noqa: BLE001: whatever a validator raises is a failure
            failures += 1
            print(f"{path.name}: {problem}", file=sys.stderr)
    for missing in sorted(set(CHECKS) - checked):
        failures += 1
        print(f"no report of the format {missing[1:]} in {folder}", file=sys.stderr)
    print(f"{len(checked)} formats checked, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: validate_outputs.py FOLDER")
    sys.exit(main(sys.argv[1]))
