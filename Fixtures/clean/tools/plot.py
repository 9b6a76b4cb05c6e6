"""Draws the counts as bars."""

import sys


def main() -> None:
    rows = [line.rstrip("\n").split("\t") for line in sys.stdin]
    longest = max((int(count) for count, _ in rows), default=1)
    for count, word in rows:
        print(f"{word:>20} {'#' * (40 * int(count) // longest)}")


if __name__ == "__main__":
    main()
