package org.jynetty.python;

import org.jynetty.net.Descriptors;
import org.jynetty.net.OpenSocket;
import org.python.core.PyInteger;
import org.python.core.io.RawIOBase;

/**
 * What {@code fileno()} gives: an int, which Jython's own {@code os.read}, {@code os.write}, {@code os.close} and
 * {@code os.fdopen} take for a descriptor too, because it converts to their {@link RawIOBase}.
 */
final class PyDescriptor extends PyInteger {
    private static final long serialVersionUID = 1L;

    PyDescriptor(int number) {
        super(number);
    }

    @Override
    public Object __tojava__(Class<?> target) {
        if (target == RawIOBase.class && Descriptors.get(getValue()) instanceof OpenSocket) {
            return new DescriptorIO(getValue());
        }
        return super.__tojava__(target);
    }
}
