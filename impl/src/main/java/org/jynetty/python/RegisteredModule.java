package org.jynetty.python;

import org.python.core.PyRunnable;

/** A module that {@link JynettyInitializer} makes known to Jython. Jython makes one for each interpreter. */
interface RegisteredModule extends PyRunnable {
    /** The name to import it by. */
    String name();
}
