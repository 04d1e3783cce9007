"""Has no tests."""

PREPARED = True
