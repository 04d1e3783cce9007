"""The package that test modules are in, as far as the tests of the harness need it."""
