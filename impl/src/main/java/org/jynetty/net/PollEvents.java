package org.jynetty.net;

/** The events of poll(2), with Linux's numbers; epoll(7) has the same. */
public final class PollEvents {
    public static final int IN = 0x1;
    public static final int PRIORITY = 0x2;
    public static final int OUT = 0x4;
    public static final int ERROR = 0x8;
    public static final int HANG_UP = 0x10;
    public static final int INVALID = 0x20;
    public static final int READ_NORMAL = 0x40;
    public static final int WRITE_NORMAL = 0x100;
    public static final int READ_HANG_UP = 0x2000;

    /** What is reported whether it was asked for or not. */
    public static final int ALWAYS = ERROR | HANG_UP | INVALID;

    /** All that can be asked for, the bands and messages of STREAMS included, which no source has. */
    static final int ALL = 0x7DF | READ_HANG_UP;

    /** Not poll(2)'s: the source holds as much data as it shall; the rest stays in the kernel. */
    static final int FULL = 1 << 20;

    private PollEvents() {}

    static boolean has(int events, int any) {
        return (events & any) != 0;
    }

    /** Whether the end of what is received was seen, and no hang-up: there may be one behind it. */
    static boolean endsWithoutHangUp(int level) {
        return has(level, READ_HANG_UP) && !has(level, HANG_UP | INVALID);
    }

    /** Whether data was asked for and there is none. */
    static boolean lacksInput(int asked, int found) {
        return has(asked, IN) && !has(found, IN);
    }

    /** Adds the synonyms: what is readable is also normally readable, and so on. */
    static int withSynonyms(int events) {
        return events | (has(events, IN) ? READ_NORMAL : 0) | (has(events, OUT) ? WRITE_NORMAL : 0);
    }

    /** Replaces the synonyms in a request by what they stand for. */
    static int withoutSynonyms(int events) {
        return events | (has(events, READ_NORMAL) ? IN : 0) | (has(events, WRITE_NORMAL) ? OUT : 0);
    }
}
