package io.github.kubespraymaven.registry.distribution;

import java.util.Optional;

/**
 * How requests are sent until the registry wants something else.
 *
 * @param header the Authorization field, secret
 * @param whose who asks, for messages
 * @param wayOut what one who is refused can do
 */
record Grant(Optional<String> header, String whose, String wayOut) {
    /** Nobody has asked yet who it is. */
    static final Grant NONE = new Grant(Optional.empty(), "without a login", "");

    @Override
    public String toString() {
        return "(" + whose + ")";
    }
}
