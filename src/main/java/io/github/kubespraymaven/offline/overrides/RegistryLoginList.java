package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The logins to a site's registries, one a host.
 *
 * @param warnings registries without one, a line each
 */
record RegistryLoginList(List<RegistryLogin> all, List<String> warnings) {

    /**
     * Looks for them.
     *
     * @param search empty if none are wanted
     * @throws UserErrorException if one could not stand in a configuration file
     */
    static RegistryLoginList find(Optional<OverridesRequest.LoginSearch> search, RegistryHosts registries)
            throws IOException {
        Map<String, RegistryLogin> found = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (RegistryAddress address : search.isPresent() ? registries.all() : List.<RegistryAddress>of()) {
            Optional<RegistryLogin> login = search.get().find(address.host(), address.path());
            if (login.isEmpty()) {
                warnings.add("writeLogins: Maven's settings have no server '" + address.host() + "'");
            } else {
                check(login.get());
                found.putIfAbsent(address.host(), login.get());
            }
        }
        return new RegistryLoginList(List.copyOf(found.values()), warnings);
    }

    private static void check(RegistryLogin login) throws UserErrorException {
        if ((login.user() + login.password()).chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new UserErrorException("writeLogins: " + login
                    + " has a line break or another control character in it, which no configuration file takes.");
        }
    }

    /** The hosts that have one. */
    Set<String> hosts() {
        return all.stream().map(RegistryLogin::host).collect(Collectors.toSet());
    }
}
