"""How measures connect for the study of what jynetty is not: a background event loop and a queue for each socket."""

from org.jynetty.conformance.bench.limit import Limit

connect = Limit.connectQueued
