import argparse
import os
import sys

from .client import Depot


def main() -> None:
    parser = argparse.ArgumentParser(prog="courier")
    parser.add_argument("--depot", default="https://depot.example")
    arguments = parser.parse_args()
    token = os.environ.get("COURIER_TOKEN")
    if not token:
        sys.exit("COURIER_TOKEN is not set")
    for parcel in Depot(arguments.depot, token).parcels():
        print(parcel["id"], parcel["state"])
