package org.jynetty.tls;

/** Gives the password of an encrypted key, when one is needed. */
@FunctionalInterface
public interface PasswordSource {
    /** Gives none: an encrypted key cannot be read. */
    PasswordSource NONE = () -> null;

    /**
     * The password, as the bytes that the key was encrypted with; null if there is none. What it throws, unchecked, reaches
     * the caller of the context as it is.
     */
    byte[] password();
}
