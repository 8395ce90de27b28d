package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.effect.Alternatives.Link;
import io.github.kubespraymaven.debian.effect.Alternatives.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file of {@code /var/lib/dpkg/alternatives}, by which update-alternatives(1) can go on: mode and place, the slaves' names
 * and places, and all that is offered.
 *
 * @param automatic whether the best is chosen, and not what an administrator said
 * @param offers what can be chosen from
 */
record AlternativesRecord(boolean automatic, List<Offer> offers) {
    private static final String AUTO = "auto";

    /** Keeps its own copy. */
    AlternativesRecord {
        offers = List.copyOf(offers);
    }

    /** Reads a file; empty if it is none. */
    static Optional<AlternativesRecord> read(String name, String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() < 3) {
            return Optional.empty();
        }
        List<Link> slaves = new ArrayList<>();
        int at = 2;
        for (; at + 1 < lines.size() && !lines.get(at).isEmpty(); at += 2) {
            slaves.add(new Link(lines.get(at + 1), lines.get(at), ""));
        }
        List<Offer> offers = new ArrayList<>();
        for (at++; at + 1 + slaves.size() < lines.size() && !lines.get(at).isEmpty(); at += 2 + slaves.size()) {
            if (!lines.get(at + 1).matches("-?\\d{1,9}")) {
                return Optional.empty();
            }
            List<Link> own = new ArrayList<>();
            for (int i = 0; i < slaves.size(); i++) {
                String path = lines.get(at + 2 + i);
                if (!path.isEmpty()) {
                    own.add(new Link(slaves.get(i).place(), slaves.get(i).name(), path));
                }
            }
            offers.add(
                    new Offer(new Link(lines.get(1), name, lines.get(at)), Integer.parseInt(lines.get(at + 1)), own));
        }
        return Optional.of(new AlternativesRecord(lines.get(0).equals(AUTO), offers));
    }

    /** Returns this with more offers; one of the same path takes the other's place. */
    AlternativesRecord with(List<Offer> more) {
        List<Offer> all = new ArrayList<>(offers);
        all.removeIf(one -> more.stream()
                .anyMatch(other -> other.master().path().equals(one.master().path())));
        all.addAll(more);
        return new AlternativesRecord(automatic, all);
    }

    /** Returns the offer of the highest priority, the first of equals. */
    Offer best() {
        Offer best = offers.get(0);
        for (Offer other : offers) {
            best = other.priority() > best.priority() ? other : best;
        }
        return best;
    }

    /** Returns the file's text. */
    String text() {
        Map<String, String> slaves = new TreeMap<>();
        offers.forEach(offer -> offer.slaves().forEach(slave -> slaves.put(slave.name(), slave.place())));
        StringBuilder state = new StringBuilder(
                (automatic ? AUTO : "manual") + "\n" + offers.get(0).master().place() + "\n");
        slaves.forEach((name, place) -> state.append(name + "\n" + place + "\n"));
        state.append('\n');
        List<Offer> sorted = new ArrayList<>(offers);
        sorted.sort(Comparator.comparing(offer -> offer.master().path()));
        for (Offer offer : sorted) {
            state.append(offer.master().path() + "\n" + offer.priority() + "\n");
            for (String name : slaves.keySet()) {
                offer.slaves().stream()
                        .filter(slave -> slave.name().equals(name))
                        .forEach(slave -> state.append(slave.path()));
                state.append('\n');
            }
        }
        return state.append('\n').toString();
    }
}
