"""How measures connect where nothing but Java is to be measured: a blocking channel behind a thin object."""

from org.jynetty.conformance.bench.limit import Limit

connect = Limit.connect


class Tls(object):
    connect = staticmethod(Limit.connectTls)
