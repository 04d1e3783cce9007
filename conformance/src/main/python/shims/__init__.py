"""Stand-ins for what the host interpreter lacks and the test files take for granted.

Each is a small module of this package with WHY (one sentence), missing() and install(used). A shim is installed only
where its thing is missing, so none is active on CPython; it calls used() when a test reaches it, which is how the
report knows who depends on it. No shim touches socket, select or ssl.
"""

import importlib

NAMES = (
    'cpython_only', 'fstat', 'os_dup', 'reference_counts', 'standard_library', 'testcapi', 'thread_count',
    'weak_references',
)

_used = set()


def install(chosen):
    """Installs the shims that were chosen (a list of names) where they are needed."""
    for name in chosen:
        if name not in NAMES:
            raise ValueError('no such shim: %s (there are %s)' % (name, ', '.join(NAMES)))
    for name in NAMES:
        if name in chosen:
            shim = importlib.import_module('shims.' + name)
            if shim.missing():
                shim.install(lambda name=name: _used.add(name))


def take_used():
    """The shims that were reached since the last call."""
    taken = sorted(_used)
    _used.clear()
    return taken
