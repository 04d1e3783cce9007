"""Stands for a module of the reference's library, for the tests of the harness."""

WHERE = 'beside the tests'
