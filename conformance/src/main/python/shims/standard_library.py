"""The modules under test, in the version that their tests are of, where the host's copy is older.

A suite of CPython 2.7.18 checks what its module has learnt since the host copied it; what the sockets under it do shows
all the same, once the module is the right one. The reference's own file is used, unmodified, from beside its tests.
Only a module that a test needs newer is listed, and a host whose copy has caught up keeps its own.
"""

import imp
import os
import pkgutil
import sys

WHY = 'Jython copied these modules before 2.7.18; where a test checks what came since, the 2.7.18 module is used'

# The module, and a piece of its source that older versions do not have.
NEWER = {
    'BaseHTTPServer': 'code not in (204, 205, 304)',
    'DocXMLRPCServer': '_html_escape_quote',
    'SimpleHTTPServer': 'trailing_slash',
    'asynchat': '_BLOCKING_IO_ERRORS',
    'ftplib': 'context=None',
    'imaplib': '_MAXLINE = 1000000',
    'poplib': '[^<]*(<',
    'wsgiref.simple_server': 'readline(65537)',
}


def missing():
    return sys.platform.startswith('java')


def install(used):
    import test
    library = os.path.dirname(os.path.realpath(test.__path__[0]))
    sys.meta_path.append(Importer(library, used))


class Importer(object):
    """Finds the listed modules in the reference's library."""

    def __init__(self, library, used):
        self._library = library
        self._used = used

    def find_module(self, name, path=None):
        if name in NEWER and NEWER[name] not in _source_of_the_host(name):
            return self
        return None

    def load_module(self, name):
        file_name = os.path.join(self._library, *name.split('.')) + '.py'
        with open(file_name) as source:
            code = compile(source.read(), file_name, 'exec')
        module = sys.modules.setdefault(name, imp.new_module(name))
        module.__file__ = file_name
        module.__loader__ = self
        module.__package__ = name.rpartition('.')[0]
        self._used()
        exec code in module.__dict__
        return module


def _source_of_the_host(name):
    """The text of a module that the importers of sys.path find, '' where there is none."""
    for importer in pkgutil.iter_importers(name):
        if importer is not None and not isinstance(importer, Importer):
            loader = importer.find_module(name)
            if loader is not None:
                return loader.get_source(name) or ''
    return ''
