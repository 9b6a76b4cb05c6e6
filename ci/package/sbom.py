#!/usr/bin/env python3
"""Prints the software bill of materials of skillaudit as CycloneDX 1.5 JSON: what Package.resolved pins, and the libgit2 that is linked.

    sbom.py VERSION [PACKAGE.RESOLVED]

The same input gives the same bytes: no time, no random serial number.
"""
import json
import subprocess
import sys
import uuid


def component(pin):
    address = pin["location"].removesuffix(".git")
    version = pin["state"].get("version") or pin["state"]["revision"]
    path = address.removeprefix("https://")
    return {
        "type": "library",
        "bom-ref": f"pkg:swift/{path}@{version}",
        "name": pin["identity"],
        "version": version,
        "purl": f"pkg:swift/{path}@{version}",
        "externalReferences": [{"type": "vcs", "url": pin["location"]}],
        "properties": [{"name": "revision", "value": pin["state"]["revision"]}],
    }


def main():
    version = sys.argv[1]
    resolved = sys.argv[2] if len(sys.argv) > 2 else "Package.resolved"
    with open(resolved, encoding="utf-8") as file:
        components = [component(pin) for pin in json.load(file)["pins"]]
    libgit2 = subprocess.run(["pkg-config", "--modversion", "libgit2"], capture_output=True, text=True, check=True).stdout.strip()
    components.append({
        "type": "library",
        "bom-ref": f"pkg:generic/libgit2@{libgit2}",
        "name": "libgit2",
        "version": libgit2,
        "purl": f"pkg:generic/libgit2@{libgit2}",
        "externalReferences": [{"type": "website", "url": "https://libgit2.org"}],
    })
    components.sort(key=lambda entry: entry["bom-ref"])
    names = "\n".join(entry["bom-ref"] for entry in components)
    root = f"skillaudit@{version}"
    print(json.dumps({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root + names)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": root, "name": "skillaudit", "version": version}},
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": [entry["bom-ref"] for entry in components]}],
    }, indent=2))


main()
