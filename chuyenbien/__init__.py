"""Chuyển Biến: from a finding to its confirmed remedy."""

__version__ = "0.1.0"
