package dev.dateline.runtime.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Whether an address is one of the public Internet. Whatever a name resolves to, a request to a private address would reach
 * what only this network is meant to reach. The special-purpose registries of IANA (RFC 6890) say which ones those are.
 */
final class PublicAddress {

    /** Network and prefix length, as eight bytes would say it. */
    private record Network(int address, int prefix) {
        boolean contains(int other) {
            return (address ^ other) >>> (32 - prefix) == 0;
        }
    }

    private static final Network[] SPECIAL = {
        network(0, 0, 0, 0, 8), // this network
        network(10, 0, 0, 0, 8), // private
        network(100, 64, 0, 0, 10), // carrier-grade NAT
        network(127, 0, 0, 0, 8), // loopback
        network(169, 254, 0, 0, 16), // link-local, where clouds serve credentials
        network(172, 16, 0, 0, 12), // private
        network(192, 0, 0, 0, 24), // protocol assignments
        network(192, 0, 2, 0, 24), // documentation
        network(192, 88, 99, 0, 24), // 6to4 relays
        network(192, 168, 0, 0, 16), // private
        network(198, 18, 0, 0, 15), // benchmarks
        network(198, 51, 100, 0, 24), // documentation
        network(203, 0, 113, 0, 24), // documentation
        network(224, 0, 0, 0, 4), // multicast
        network(240, 0, 0, 0, 4), // reserved, broadcast
    };

    private PublicAddress() {}

    private static Network network(int a, int b, int c, int d, int prefix) {
        return new Network(a << 24 | b << 16 | c << 8 | d, prefix);
    }

    static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> is(four.getAddress(), 0);
            case Inet6Address six -> is(six.getAddress());
            default -> false;
        };
    }

    private static boolean is(byte[] bytes, int offset) {
        int address = (bytes[offset] & 0xFF) << 24
                | (bytes[offset + 1] & 0xFF) << 16
                | (bytes[offset + 2] & 0xFF) << 8
                | (bytes[offset + 3] & 0xFF);
        return Arrays.stream(SPECIAL).noneMatch(network -> network.contains(address));
    }

    /** Global unicast is 2000::/3; in it, what carries an IPv4 address is as public as that one. */
    private static boolean is(byte[] six) {
        int first = (six[0] & 0xFF) << 8 | (six[1] & 0xFF);
        int second = (six[2] & 0xFF) << 8 | (six[3] & 0xFF);
        if (first == 0x64 && second == 0xFF9B) {
            return is(six, 12); // NAT64
        }
        if (first == 0x2002) {
            return is(six, 2); // 6to4
        }
        boolean documentation = (first == 0x2001 && second == 0x0DB8) || (first == 0x3FFF && second < 0x1000);
        boolean protocols = first == 0x2001 && second < 0x0200; // Teredo, ORCHID and others
        return (first & 0xE000) == 0x2000 && !documentation && !protocols;
    }

    /** An IPv4 address in IPv6 clothes, such as {@code ::ffff:10.0.0.1}, is taken by Java as the IPv4 address it is. */
    static InetAddress[] resolve(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }
}
