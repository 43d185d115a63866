#!/usr/bin/env python3
"""The same as the command `chuyenbien`, for a checkout that is not installed."""

from chuyenbien.__main__ import main

if __name__ == "__main__":
    main()
