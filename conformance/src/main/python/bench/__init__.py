"""The Python halves of the benchmark: the peer, and the measures that run on each implementation."""
