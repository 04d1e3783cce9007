"""20 x bind, listen(1), close leave no descriptor behind."""

import gc

import observe
from field import listener


def run(see):
    listener(1).close()  # what is made once and kept
    before = observe.descriptors()
    for _ in range(20):
        listener(1).close()
    gc.collect()
    after = observe.descriptors()
    see('more descriptors than one per kind', sorted(kind for kind in after if after[kind] > before.get(kind, 0) + 1))
