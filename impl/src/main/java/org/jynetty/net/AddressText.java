package org.jynetty.net;

/**
 * IP addresses as text, with the rules of the GNU C library's {@code inet_aton(3)}, {@code inet_pton(3)} and
 * {@code inet_ntop(3)}. Addresses are bytes in network order.
 */
public final class AddressText {
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private AddressText() {}

    /**
     * An IPv4 address in any form that {@code inet_aton(3)} takes: one to four decimal, octal ({@code 0…}) or hexadecimal
     * ({@code 0x…}) numbers, the last of which fills the bytes that are left. What follows white space is ignored.
     *
     * @return four bytes, or null where the text is no address
     */
    public static byte[] aton(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpace(text.charAt(i))) {
                return numericIpv4(text.substring(0, i));
            }
        }
        return numericIpv4(text);
    }

    /** As {@link #aton}, but nothing may follow the address; so does {@code getaddrinfo(3)} take numeric hosts. */
    public static byte[] numericIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > IPV4_LENGTH) {
            return null;
        }
        byte[] address = new byte[IPV4_LENGTH];
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int bytes = last ? IPV4_LENGTH - i : 1;
            long value = number(parts[i]);
            if (value < 0 || value >>> (8 * bytes) != 0) {
                return null;
            }
            for (int b = 0; b < bytes; b++) {
                address[i + b] = (byte) (value >>> (8 * (bytes - 1 - b)));
            }
        }
        return address;
    }

    /** A C number literal of at most 32 bits, or -1. */
    private static long number(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        int radix = hexadecimal ? 16 : text.startsWith("0") ? 8 : 10;
        int start = hexadecimal ? 2 : 0;
        if (start == text.length()) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
            if (value > 0xFFFFFFFFL) {
                return -1;
            }
        }
        return value;
    }

    /** Four decimal numbers without leading zeros, as {@code inet_pton(AF_INET)} takes them; null for anything else. */
    public static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != IPV4_LENGTH) {
            return null;
        }
        byte[] address = new byte[IPV4_LENGTH];
        for (int i = 0; i < IPV4_LENGTH; i++) {
            String part = parts[i];
            boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
            long value = leadingZero || part.length() > 3 ? -1 : number(part);
            if (value < 0 || value > 255) {
                return null;
            }
            address[i] = (byte) value;
        }
        return address;
    }

    /** An IPv6 address as {@code inet_pton(AF_INET6)} takes it (RFC 4291 section 2.2); null for anything else. */
    public static byte[] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] address = groups(text, true);
            return address != null && address.length == IPV6_LENGTH ? address : null;
        }
        byte[] front = groups(text.substring(0, gap), false);
        byte[] back = groups(text.substring(gap + 2), true);
        if (front == null || back == null || front.length + back.length > IPV6_LENGTH - 2) {
            return null;
        }
        byte[] address = new byte[IPV6_LENGTH];
        System.arraycopy(front, 0, address, 0, front.length);
        System.arraycopy(back, 0, address, IPV6_LENGTH - back.length, back.length);
        return address;
    }

    /** Groups between colons as bytes; none for an empty text. The last group may be an IPv4 address. */
    private static byte[] groups(String text, boolean ipv4AtEnd) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] groups = text.split(":", -1);
        if (groups.length > IPV6_LENGTH / 2) {
            return null;
        }
        String end = groups[groups.length - 1];
        byte[] ipv4 = ipv4AtEnd ? ipv4(end) : null;
        int plain = ipv4 == null ? groups.length : groups.length - 1;
        byte[] bytes = new byte[2 * plain + (ipv4 == null ? 0 : IPV4_LENGTH)];
        for (int i = 0; i < plain; i++) {
            int value = group(groups[i]);
            if (value < 0) {
                return null;
            }
            bytes[2 * i] = (byte) (value >>> 8);
            bytes[2 * i + 1] = (byte) value;
        }
        if (ipv4 != null) {
            System.arraycopy(ipv4, 0, bytes, 2 * plain, IPV4_LENGTH);
        }
        return bytes;
    }

    private static int group(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /**
     * The text that {@code inet_ntop(3)} gives.
     *
     * @param address 4 or 16 bytes
     */
    public static String format(byte[] address) {
        if (address.length == IPV4_LENGTH) {
            return formatIpv4(address, 0);
        }
        if (address.length != IPV6_LENGTH) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + address.length);
        }
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (address[2 * i] & 0xFF) << 8 | address[2 * i + 1] & 0xFF;
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            int run = i;
            while (run < groups.length && groups[run] == 0) {
                run++;
            }
            if (run - i > length) {
                start = i;
                length = run - i;
            }
            i = Math.max(i, run - 1);
        }
        boolean gap = length >= 2;
        boolean ipv4AtEnd = gap && start == 0 && (length == 6 || length == 5 && groups[5] == 0xFFFF);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (gap && i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            if (ipv4AtEnd && i == 6) {
                return text.append(formatIpv4(address, 12)).toString();
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static String formatIpv4(byte[] address, int at) {
        return (address[at] & 0xFF) + "." + (address[at + 1] & 0xFF) + "." + (address[at + 2] & 0xFF) + "."
                + (address[at + 3] & 0xFF);
    }

    /** As {@link Character#digit(char, int)}, for ASCII alone. */
    private static int digit(char c, int radix) {
        return c < 0x80 ? Character.digit(c, radix) : -1;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
