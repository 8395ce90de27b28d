package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Filters of ansible.utils for IP addresses: those queries that kubespray's variables use. */
final class AddressFilters {
    static final List<String> NAMES = List.of("ipaddr", "ipv4", "ipv6", "ipwrap");

    private AddressFilters() {}

    static Optional<Value> apply(String name, Call call) {
        return switch (name) {
            case "ipaddr" -> Optional.of(
                    query(call.takes("query", "version"), call.input(), call.integer("version", 0)));
            case "ipv4" -> Optional.of(query(call.takes("query"), call.input(), 4));
            case "ipv6" -> Optional.of(query(call.takes("query"), call.input(), 6));
            case "ipwrap" -> Optional.of(wrap(call.takes(), call.input()));
            default -> Optional.empty();
        };
    }

    private static Value query(Call call, Value input, int version) {
        if (input instanceof Items items) {
            List<Value> found = new ArrayList<>();
            for (Value element : items.elements()) {
                Value one = query(call, element, version);
                if (one.truthy()) {
                    found.add(one);
                }
            }
            return Items.list(found);
        }
        Optional<Network> network = Network.parse(input.text());
        if (network.isEmpty() || (version != 0 && network.get().version() != version)) {
            return Bool.FALSE;
        }
        return answer(call, network.get(), input);
    }

    private static Value answer(Call call, Network network, Value input) {
        Value query = call.get("query").orElse(Text.EMPTY);
        if (query instanceof Int index) {
            return nth(network, index.value());
        }
        if (query.text().matches("-?\\d{1,9}")) {
            return nth(network, new BigInteger(query.text()));
        }
        return switch (query.text()) {
            case "" -> input;
            case "address", "ip" -> new Text(network.address());
            case "prefix" -> Int.of(network.prefix());
            case "netmask" -> new Text(network.netmask());
            case "network", "network_id" -> new Text(network.first());
            case "net", "subnet" -> network.isNetwork()
                    ? new Text(network.first() + "/" + network.prefix())
                    : Bool.FALSE;
            case "broadcast" -> network.hasBroadcast() ? new Text(network.last()) : Bool.FALSE;
            case "version" -> Int.of(network.version());
            case "size" -> new Int(network.size());
            case "host/prefix", "address/prefix" -> new Text(network.address() + "/" + network.prefix());
            default -> throw call.wrong(
                    "the query '" + query.text() + "' is not known here; address, prefix, netmask, network, net, "
                            + "subnet, broadcast, version, size and numbers are");
        };
    }

    private static Value nth(Network network, BigInteger index) {
        return network.nth(index)
                .<Value>map(address -> new Text(address + "/" + network.prefix()))
                .orElse(Bool.FALSE);
    }

    private static Value wrap(Call call, Value input) {
        if (input instanceof Items items) {
            return Items.list(items.elements().stream().map(x -> wrap(call, x)).toList());
        }
        return Network.parse(input.text())
                .filter(network -> network.version() == 6)
                .<Value>map(network -> new Text(
                        input.text().contains("/")
                                ? "[" + network.address() + "]/" + network.prefix()
                                : "[" + network.address() + "]"))
                .orElse(input);
    }
}
