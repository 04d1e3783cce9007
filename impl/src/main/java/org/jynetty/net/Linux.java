package org.jynetty.net;

/**
 * The numbers of Linux's socket interface (x86, ARM; the headers of the GNU C library), whatever the machine below: a
 * program sees the same numbers everywhere. The names are those that CPython 2.7.18 has in {@code _socket}; the numbers of
 * {@code getaddrinfo}'s errors are in {@link ResolveError}.
 */
public final class Linux {
    // Address families: bits/socket.h.
    public static final int AF_UNSPEC = 0;
    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_AX25 = 3;
    public static final int AF_IPX = 4;
    public static final int AF_APPLETALK = 5;
    public static final int AF_NETROM = 6;
    public static final int AF_BRIDGE = 7;
    public static final int AF_ATMPVC = 8;
    public static final int AF_X25 = 9;
    public static final int AF_INET6 = 10;
    public static final int AF_ROSE = 11;
    public static final int AF_DECnet = 12;
    public static final int AF_NETBEUI = 13;
    public static final int AF_SECURITY = 14;
    public static final int AF_KEY = 15;
    public static final int AF_NETLINK = 16;
    public static final int AF_ROUTE = 16;
    public static final int AF_PACKET = 17;
    public static final int AF_ASH = 18;
    public static final int AF_ECONET = 19;
    public static final int AF_ATMSVC = 20;
    public static final int AF_SNA = 22;
    public static final int AF_IRDA = 23;
    public static final int AF_PPPOX = 24;
    public static final int AF_WANPIPE = 25;
    public static final int AF_LLC = 26;
    public static final int AF_TIPC = 30;
    public static final int AF_BLUETOOTH = 31;
    public static final int PF_PACKET = 17;

    // Socket types: bits/socket_type.h.
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_RDM = 4;
    public static final int SOCK_SEQPACKET = 5;

    // Levels of socket options.
    public static final int SOL_HCI = 0;
    public static final int SOL_IP = 0;
    public static final int SOL_SOCKET = 1;
    public static final int SOL_TCP = 6;
    public static final int SOL_UDP = 17;
    public static final int SOL_TIPC = 271;

    // Options at SOL_SOCKET: socket(7).
    public static final int SO_DEBUG = 1;
    public static final int SO_REUSEADDR = 2;
    public static final int SO_TYPE = 3;
    public static final int SO_ERROR = 4;
    public static final int SO_DONTROUTE = 5;
    public static final int SO_BROADCAST = 6;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_KEEPALIVE = 9;
    public static final int SO_OOBINLINE = 10;
    public static final int SO_LINGER = 13;
    public static final int SO_REUSEPORT = 15;
    public static final int SO_RCVLOWAT = 18;
    public static final int SO_SNDLOWAT = 19;
    public static final int SO_RCVTIMEO = 20;
    public static final int SO_SNDTIMEO = 21;
    public static final int SO_ACCEPTCONN = 30;
    public static final int SOMAXCONN = 4096;

    // How to shut down: shutdown(2).
    public static final int SHUT_RD = 0;
    public static final int SHUT_WR = 1;
    public static final int SHUT_RDWR = 2;

    // Flags of send(2) and recv(2).
    public static final int MSG_OOB = 0x1;
    public static final int MSG_PEEK = 0x2;
    public static final int MSG_DONTROUTE = 0x4;
    public static final int MSG_CTRUNC = 0x8;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_EOR = 0x80;
    public static final int MSG_WAITALL = 0x100;

    // Protocols, and the levels of their options: netinet/in.h.
    public static final int IPPROTO_HOPOPTS = 0;
    public static final int IPPROTO_IP = 0;
    public static final int IPPROTO_ICMP = 1;
    public static final int IPPROTO_IGMP = 2;
    public static final int IPPROTO_IPIP = 4;
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_EGP = 8;
    public static final int IPPROTO_PUP = 12;
    public static final int IPPROTO_UDP = 17;
    public static final int IPPROTO_IDP = 22;
    public static final int IPPROTO_TP = 29;
    public static final int IPPROTO_IPV6 = 41;
    public static final int IPPROTO_ROUTING = 43;
    public static final int IPPROTO_FRAGMENT = 44;
    public static final int IPPROTO_RSVP = 46;
    public static final int IPPROTO_GRE = 47;
    public static final int IPPROTO_ESP = 50;
    public static final int IPPROTO_AH = 51;
    public static final int IPPROTO_ICMPV6 = 58;
    public static final int IPPROTO_NONE = 59;
    public static final int IPPROTO_DSTOPTS = 60;
    public static final int IPPROTO_PIM = 103;
    public static final int IPPROTO_RAW = 255;

    // Options at IPPROTO_IP: ip(7).
    public static final int IP_DEFAULT_MULTICAST_LOOP = 1;
    public static final int IP_DEFAULT_MULTICAST_TTL = 1;
    public static final int IP_TOS = 1;
    public static final int IP_TTL = 2;
    public static final int IP_HDRINCL = 3;
    public static final int IP_OPTIONS = 4;
    public static final int IP_RECVOPTS = 6;
    public static final int IP_RECVRETOPTS = 7;
    public static final int IP_RETOPTS = 7;
    public static final int IP_MAX_MEMBERSHIPS = 20;
    public static final int IP_MULTICAST_IF = 32;
    public static final int IP_MULTICAST_TTL = 33;
    public static final int IP_MULTICAST_LOOP = 34;
    public static final int IP_ADD_MEMBERSHIP = 35;
    public static final int IP_DROP_MEMBERSHIP = 36;

    // Options at IPPROTO_IPV6: ipv6(7).
    public static final int IPV6_RTHDR_TYPE_0 = 0;
    public static final int IPV6_CHECKSUM = 7;
    public static final int IPV6_NEXTHOP = 9;
    public static final int IPV6_UNICAST_HOPS = 16;
    public static final int IPV6_MULTICAST_IF = 17;
    public static final int IPV6_MULTICAST_HOPS = 18;
    public static final int IPV6_MULTICAST_LOOP = 19;
    public static final int IPV6_JOIN_GROUP = 20;
    public static final int IPV6_LEAVE_GROUP = 21;
    public static final int IPV6_V6ONLY = 26;
    public static final int IPV6_RECVPKTINFO = 49;
    public static final int IPV6_PKTINFO = 50;
    public static final int IPV6_RECVHOPLIMIT = 51;
    public static final int IPV6_HOPLIMIT = 52;
    public static final int IPV6_RECVHOPOPTS = 53;
    public static final int IPV6_HOPOPTS = 54;
    public static final int IPV6_RTHDRDSTOPTS = 55;
    public static final int IPV6_RECVRTHDR = 56;
    public static final int IPV6_RTHDR = 57;
    public static final int IPV6_RECVDSTOPTS = 58;
    public static final int IPV6_DSTOPTS = 59;
    public static final int IPV6_RECVPATHMTU = 60;
    public static final int IPV6_PATHMTU = 61;
    public static final int IPV6_DONTFRAG = 62;
    public static final int IPV6_RECVTCLASS = 66;
    public static final int IPV6_TCLASS = 67;

    // Options at IPPROTO_TCP: tcp(7).
    public static final int TCP_NODELAY = 1;
    public static final int TCP_MAXSEG = 2;
    public static final int TCP_CORK = 3;
    public static final int TCP_KEEPIDLE = 4;
    public static final int TCP_KEEPINTVL = 5;
    public static final int TCP_KEEPCNT = 6;
    public static final int TCP_SYNCNT = 7;
    public static final int TCP_LINGER2 = 8;
    public static final int TCP_DEFER_ACCEPT = 9;
    public static final int TCP_WINDOW_CLAMP = 10;
    public static final int TCP_INFO = 11;
    public static final int TCP_QUICKACK = 12;

    // Port ranges.
    public static final int IPPORT_RESERVED = 1024;
    public static final int IPPORT_USERRESERVED = 5000;

    // IPv4 addresses as unsigned 32-bit numbers in host order.
    public static final long INADDR_ANY = 0x00000000L;
    public static final long INADDR_LOOPBACK = 0x7F000001L;
    public static final long INADDR_UNSPEC_GROUP = 0xE0000000L;
    public static final long INADDR_ALLHOSTS_GROUP = 0xE0000001L;
    public static final long INADDR_MAX_LOCAL_GROUP = 0xE00000FFL;
    public static final long INADDR_BROADCAST = 0xFFFFFFFFL;
    public static final long INADDR_NONE = 0xFFFFFFFFL;

    // Flags of getaddrinfo(3): netdb.h.
    public static final int AI_PASSIVE = 0x1;
    public static final int AI_CANONNAME = 0x2;
    public static final int AI_NUMERICHOST = 0x4;
    public static final int AI_V4MAPPED = 0x8;
    public static final int AI_ALL = 0x10;
    public static final int AI_ADDRCONFIG = 0x20;
    public static final int AI_NUMERICSERV = 0x400;

    // Flags and limits of getnameinfo(3): netdb.h.
    public static final int NI_NUMERICHOST = 0x1;
    public static final int NI_NUMERICSERV = 0x2;
    public static final int NI_NOFQDN = 0x4;
    public static final int NI_NAMEREQD = 0x8;
    public static final int NI_DGRAM = 0x10;
    public static final int NI_MAXSERV = 32;
    public static final int NI_MAXHOST = 1025;

    // Bluetooth.
    public static final int BTPROTO_L2CAP = 0;
    public static final int BTPROTO_HCI = 1;
    public static final int BTPROTO_SCO = 2;
    public static final int BTPROTO_RFCOMM = 3;
    public static final int HCI_DATA_DIR = 1;
    public static final int HCI_FILTER = 2;
    public static final int HCI_TIME_STAMP = 3;

    // Netlink families: netlink(7).
    public static final int NETLINK_ROUTE = 0;
    public static final int NETLINK_USERSOCK = 2;
    public static final int NETLINK_FIREWALL = 3;
    public static final int NETLINK_NFLOG = 5;
    public static final int NETLINK_XFRM = 6;
    public static final int NETLINK_IP6_FW = 13;
    public static final int NETLINK_DNRTMSG = 14;

    // Packet types: packet(7).
    public static final int PACKET_HOST = 0;
    public static final int PACKET_BROADCAST = 1;
    public static final int PACKET_MULTICAST = 2;
    public static final int PACKET_OTHERHOST = 3;
    public static final int PACKET_OUTGOING = 4;
    public static final int PACKET_LOOPBACK = 5;
    public static final int PACKET_FASTROUTE = 6;

    // TIPC: linux/tipc.h.
    public static final int TIPC_WAIT_FOREVER = -1;
    public static final int TIPC_CFG_SRV = 0;
    public static final int TIPC_LOW_IMPORTANCE = 0;
    public static final int TIPC_ADDR_NAMESEQ = 1;
    public static final int TIPC_MEDIUM_IMPORTANCE = 1;
    public static final int TIPC_PUBLISHED = 1;
    public static final int TIPC_SUB_PORTS = 1;
    public static final int TIPC_TOP_SRV = 1;
    public static final int TIPC_ZONE_SCOPE = 1;
    public static final int TIPC_ADDR_NAME = 2;
    public static final int TIPC_CLUSTER_SCOPE = 2;
    public static final int TIPC_HIGH_IMPORTANCE = 2;
    public static final int TIPC_SUB_SERVICE = 2;
    public static final int TIPC_WITHDRAWN = 2;
    public static final int TIPC_ADDR_ID = 3;
    public static final int TIPC_CRITICAL_IMPORTANCE = 3;
    public static final int TIPC_NODE_SCOPE = 3;
    public static final int TIPC_SUBSCR_TIMEOUT = 3;
    public static final int TIPC_SUB_CANCEL = 4;
    public static final int TIPC_IMPORTANCE = 127;
    public static final int TIPC_SRC_DROPPABLE = 128;
    public static final int TIPC_DEST_DROPPABLE = 129;
    public static final int TIPC_CONN_TIMEOUT = 130;

    private Linux() {}
}
