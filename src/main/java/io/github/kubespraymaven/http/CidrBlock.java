package io.github.kubespraymaven.http;

import java.util.Optional;

/**
 * A range of IP addresses as {@code no_proxy} may hold one: {@code 10.0.0.0/8}, {@code fd00::/8} (RFC 4632, section 3.1; RFC
 * 4291, section 2.3).
 *
 * @param address any of its addresses
 * @param prefix how many leading bits count
 */
record CidrBlock(IpAddress address, int prefix) {

    /** Returns the range that a text is; nothing if it is none. */
    static Optional<CidrBlock> parse(String text) {
        int slash = text.indexOf('/');
        String bits = text.substring(slash + 1);
        if (slash < 0 || bits.isEmpty() || bits.length() > 3 || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String written = text.substring(0, slash);
        return IpAddress.parse(written).flatMap(address -> {
            // One of IPv4-mapped addresses counts its bits from the beginning of the longer form.
            boolean mapped = written.indexOf(':') >= 0 && address.bytes().length == 4;
            int prefix = Integer.parseInt(bits) - (mapped ? 96 : 0);
            return prefix < 0 || prefix > 8 * address.bytes().length
                    ? Optional.empty()
                    : Optional.of(new CidrBlock(address, prefix));
        });
    }

    /** Tells whether a host is an address of this range; a name is not looked up. */
    boolean contains(String host) {
        return IpAddress.parse(host)
                .filter(one -> one.startsLike(address, prefix))
                .isPresent();
    }
}
