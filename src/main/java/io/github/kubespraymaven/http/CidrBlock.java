package io.github.kubespraymaven.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses as {@code no_proxy} may hold one: {@code 10.0.0.0/8} (RFC 4632, section 3.1).
 *
 * @param address the first address
 * @param prefix how many leading bits count
 */
record CidrBlock(long address, int prefix) {
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern BLOCK = Pattern.compile("([0-9.]+)/(\\d|[12]\\d|3[0-2])");

    static boolean isWrittenLike(String text) {
        Matcher matcher = BLOCK.matcher(text);
        return matcher.matches() && ADDRESS.matcher(matcher.group(1)).matches();
    }

    static CidrBlock parse(String text) {
        Matcher matcher = BLOCK.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a range of IPv4 addresses: '" + text + "'");
        }
        return new CidrBlock(number(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Tells whether a host is an IPv4 address of this range; a name is not looked up. */
    boolean contains(String host) {
        return ADDRESS.matcher(host).matches() && number(host) >>> (32 - prefix) == address >>> (32 - prefix);
    }

    private static long number(String dotted) {
        Matcher matcher = ADDRESS.matcher(dotted);
        long number = 0;
        if (matcher.matches()) {
            for (int i = 1; i <= 4; i++) {
                number = (number << 8) | (Integer.parseInt(matcher.group(i)) & 0xff);
            }
        }
        return number;
    }
}
