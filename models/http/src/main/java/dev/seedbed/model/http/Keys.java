package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.Allowance.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The keys of an endpoint, which take turns. One that is refused is put aside for good; the last one never is,
/// so that there is always one to be refused with. Thread-safe.
final class Keys {
    static final String NONE = "none";

    private final List<Key> all;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile List<Key> taken;

    private Keys(List<Key> all) {
        this.all = List.copyOf(all);
        taken = this.all;
    }

    /// The keys that an endpoint needs, which may be none.
    ///
    /// A host in a private network gets a key only if one is named: what stands in the usual variable is not
    /// meant for it.
    ///
    /// @param variables the setting `key-from`, empty if it was left out
    /// @throws SeedbedException if a key is missing, or cannot be sent
    static Keys find(List<String> variables, String usual, BaseUrl base, Map<String, String> environment) {
        if (variables.isEmpty() ? base.isPrivate() : variables.equals(List.of(NONE))) {
            return new Keys(List.of());
        }
        if (variables.contains(NONE)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "key-from names '" + NONE + "' beside variables; leave one out");
        }
        List<Key> keys = new ArrayList<>();
        for (String variable : variables.isEmpty() ? List.of(usual) : variables) {
            keys.add(Key.find(variable, base, environment));
        }
        return new Keys(keys);
    }

    int size() {
        return all.size();
    }

    /// The first of those that are taken, whosever turn it is.
    Optional<Key> first() {
        return taken.stream().findFirst();
    }

    Optional<Key> next() {
        List<Key> now = taken;
        return switch (now.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(now.getFirst());
            default -> Optional.of(now.get(Math.floorMod(turns.getAndIncrement(), now.size())));
        };
    }

    /// @return whether there is another one
    synchronized boolean putAside(Key key) {
        List<Key> others = new ArrayList<>(taken);
        others.remove(key);
        if (others.isEmpty()) {
            return false;
        }
        taken = List.copyOf(others);
        return true;
    }

    /// What the keys together are allowed, as soon as the endpoint has spoken of each.
    Allowance allowance() {
        List<Key> now = taken;
        if (now.size() == 1) {
            return now.getFirst().allowance();
        }
        List<Allowance> heard = new ArrayList<>();
        long latest = 0;
        for (Key key : now) {
            Allowance one = key.allowance();
            if (one.equals(Allowance.UNKNOWN)) {
                return one;
            }
            latest = heard.isEmpty() || one.heard() - latest > 0 ? one.heard() : latest;
            heard.add(one);
        }
        return heard.isEmpty()
                ? Allowance.UNKNOWN
                : new Allowance(sum(heard, Allowance::requests), sum(heard, Allowance::tokens), latest);
    }

    private static Window sum(List<Allowance> heard, Function<Allowance, Window> part) {
        List<Window> windows = heard.stream().map(part).toList();
        return new Window(
                sumOf(windows, Window::most),
                sumOf(windows, Window::left),
                windows.stream().flatMap(window -> window.fullIn().stream()).max(Duration::compareTo));
    }

    private static OptionalLong sumOf(List<Window> windows, Function<Window, OptionalLong> part) {
        return windows.stream().allMatch(window -> part.apply(window).isPresent())
                ? OptionalLong.of(windows.stream()
                        .mapToLong(window -> part.apply(window).getAsLong())
                        .sum())
                : OptionalLong.empty();
    }

    List<Secret> secrets() {
        return all.stream().map(Key::secret).toList();
    }

    @Override
    public String toString() {
        return all.size() + " keys";
    }
}
