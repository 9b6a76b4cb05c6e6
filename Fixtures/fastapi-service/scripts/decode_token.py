"""Prints the claims of a token, to see what the authorization server wrote into it."""

import sys

from jose import jwt

if __name__ == "__main__":
    print(jwt.get_unverified_claims(sys.argv[1]))
