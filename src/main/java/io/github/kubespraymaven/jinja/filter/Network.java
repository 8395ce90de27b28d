package io.github.kubespraymaven.jinja.filter;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address, perhaps with the network that it is in. Parsing opens no socket and asks no resolver.
 *
 * @param version 4 or 6
 * @param value the address as a number
 * @param prefix the length of the network's part, in bits
 */
record Network(int version, BigInteger value, int prefix) {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /** Empty if the text is neither an address nor a network. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int version = address.indexOf(':') >= 0 ? 6 : 4;
        Optional<BigInteger> value = version == 6 ? parse6(address) : parse4(address);
        int bits = version == 6 ? 128 : 32;
        Optional<Integer> prefix = slash < 0 ? Optional.of(bits) : prefix(text.substring(slash + 1), bits);
        return value.flatMap(v -> prefix.map(p -> new Network(version, v, p)));
    }

    private static Optional<Integer> prefix(String text, int bits) {
        if (PREFIX.matcher(text).matches()) {
            int prefix = Integer.parseInt(text);
            return prefix <= bits ? Optional.of(prefix) : Optional.empty();
        }
        return parse4(text).filter(mask -> bits == 32).map(BigInteger::bitCount).filter(p -> mask(p, 32)
                .equals(parse4(text).orElseThrow()));
    }

    private static Optional<BigInteger> parse4(String text) {
        if (!V4.matcher(text).matches()) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (String part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return Optional.empty();
            }
            value = value.shiftLeft(8).add(BigInteger.valueOf(octet));
        }
        return Optional.of(value);
    }

    /** RFC 4291, 2.2: eight groups, one run of zeros left out. */
    private static Optional<BigInteger> parse6(String text) {
        int gap = text.indexOf("::");
        if (text.length() > 39 || (gap >= 0 && text.indexOf("::", gap + 1) >= 0)) {
            return Optional.empty();
        }
        List<String> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<String> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        int missing = 8 - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add("0");
        }
        all.addAll(tail);
        BigInteger value = BigInteger.ZERO;
        for (String group : all) {
            if (!GROUP.matcher(group).matches()) {
                return Optional.empty();
            }
            value = value.shiftLeft(16).add(BigInteger.valueOf(HexFormat.fromHexDigits(group)));
        }
        return Optional.of(value);
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    private static BigInteger mask(int prefix, int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - prefix));
    }

    private int bits() {
        return version == 6 ? 128 : 32;
    }

    private BigInteger base() {
        return value.and(mask(prefix, bits()));
    }

    BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits() - prefix);
    }

    /** Whether the address is the network's own. */
    boolean isNetwork() {
        return value.equals(base());
    }

    boolean hasBroadcast() {
        return version == 4 && prefix < 31;
    }

    String address() {
        return format(value);
    }

    String first() {
        return format(base());
    }

    String last() {
        return format(base().add(size()).subtract(BigInteger.ONE));
    }

    String netmask() {
        return format(mask(prefix, bits()));
    }

    /** The nth address; negative: from the end. */
    Optional<String> nth(BigInteger index) {
        BigInteger offset = index.signum() < 0 ? size().add(index) : index;
        boolean inside = offset.signum() >= 0 && offset.compareTo(size()) < 0;
        return inside ? Optional.of(format(base().add(offset))) : Optional.empty();
    }

    private String format(BigInteger number) {
        return version == 6 ? format6(number) : format4(number);
    }

    private static String format4(BigInteger number) {
        long bits = number.longValue();
        return (bits >> 24 & 255) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }

    /** RFC 5952: lower case, the longest run of two or more zero groups left out. */
    private static String format6(BigInteger number) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = number.shiftRight(16 * (7 - i)).intValue() & 0xffff;
        }
        int best = -1;
        int length = 1;
        for (int begin = 0; begin < 8; begin++) {
            int end = begin;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - begin > length) {
                best = begin;
                length = end - begin;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
