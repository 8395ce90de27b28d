package io.github.kubespraymaven.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IP address that is written as one; no name is ever looked up. IPv6 as RFC 4291, section 2.2, has it, with brackets and a
 * zone or without; an IPv4-mapped one (section 2.5.5.2) is the IPv4 address that it stands for.
 *
 * @param bytes four or sixteen; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its canonical text
record IpAddress(byte[] bytes) {

    /** Returns the address that a text is; nothing if it is a name, or neither. */
    static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') >= 0) {
            return parseV6(text);
        }
        byte[] bytes = new byte[4];
        int at = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (digits == 0 || at == 4 || value > 255) {
                    return Optional.empty();
                }
                bytes[at++] = (byte) value;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                digits++;
                value = value * 10 + c - '0';
            } else {
                return Optional.empty();
            }
        }
        return at == 4 ? Optional.of(new IpAddress(bytes)) : Optional.empty();
    }

    private static Optional<IpAddress> parseV6(String text) {
        int from = text.startsWith("[") ? 1 : 0;
        int to = text.endsWith("]") ? text.length() - 1 : text.length();
        int zone = text.indexOf('%');
        String bare = text.substring(from, Math.max(from, zone < 0 ? to : zone));
        try {
            // In brackets it is taken for an address, or for nothing.
            return Optional.of(
                    new IpAddress(InetAddress.getByName("[" + bare + "]").getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Tells whether it is this machine itself. */
    boolean isLoopback() {
        if (bytes.length == 4) {
            return bytes[0] == 127;
        }
        for (int i = 0; i < 15; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[15] == 1;
    }

    /** Tells whether its first bits are another one's. */
    boolean startsLike(IpAddress other, int bits) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int shift = Math.max(0, 8 - (bits - bit));
            if ((bytes[bit / 8] & 0xff) >> shift != (other.bytes[bit / 8] & 0xff) >> shift) {
                return false;
            }
        }
        return true;
    }

    /** As an address has it for a host: IPv6 in brackets and shortened (RFC 5952, section 4). */
    @Override
    public String toString() {
        if (bytes.length == 4) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        int zeros = -1;
        int most = 1;
        for (int start = 0; start < 8; start++) {
            int end = start;
            while (end < 8 && group(end) == 0) {
                end++;
            }
            if (end - start > most) {
                zeros = start;
                most = end - start;
            }
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 8; i++) {
            if (i == zeros) {
                text.append("::");
                i += most - 1;
            } else {
                text.append(i > 0 && text.charAt(text.length() - 1) != ':' ? ":" : "")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.append(']').toString();
    }

    private int group(int index) {
        return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
    }
}
