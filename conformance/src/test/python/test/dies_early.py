"""A module that ends the interpreter while it is imported."""

import os

os.kill(os.getpid(), 9)
