package org.jynetty.tls;

import java.util.HashMap;
import java.util.Map;

/** OpenSSL 1.1.1's table of object identifiers: {@code OBJ_txt2obj(3)}, {@code OBJ_nid2obj(3)}. */
public final class ObjectTable {
    private static final Map<Integer, Entry> BY_NID = new HashMap<>();
    private static final Map<String, Entry> BY_SHORT_NAME = new HashMap<>();
    private static final Map<String, Entry> BY_LONG_NAME = new HashMap<>();
    private static final Map<String, Entry> BY_OID = new HashMap<>();

    static {
        for (String[] row : Table.rows("objects.tsv")) {
            Entry entry = new Entry(Integer.parseInt(row[0]), row[1], row[2], row[3].isEmpty() ? null : row[3]);
            BY_NID.put(entry.nid, entry);
            BY_SHORT_NAME.putIfAbsent(entry.shortName, entry);
            BY_LONG_NAME.putIfAbsent(entry.longName, entry);
            if (entry.oid != null) {
                BY_OID.putIfAbsent(entry.oid, entry);
            }
        }
    }

    /**
     * One object.
     *
     * @param nid OpenSSL's number
     * @param oid in dots; null for what has only a name
     */
    public record Entry(int nid, String shortName, String longName, String oid) {}

    private ObjectTable() {}

    /** The object with this number; null if there is none. */
    public static Entry byNid(int nid) {
        return BY_NID.get(nid);
    }

    /** The object with this OID; null if OpenSSL does not know it. */
    public static Entry byOid(String oid) {
        return BY_OID.get(oid);
    }

    /** The object with this short or long name; null if there is none. */
    public static Entry byName(String name) {
        Entry entry = BY_SHORT_NAME.get(name);
        return entry != null ? entry : BY_LONG_NAME.get(name);
    }

    static Entry byShortName(String name) {
        return BY_SHORT_NAME.get(name);
    }
}
