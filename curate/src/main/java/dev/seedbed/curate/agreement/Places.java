package dev.seedbed.curate.agreement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where each of some names stands in their list.
final class Places {
    private final Map<String, Integer> places = new HashMap<>();

    Places(List<String> names) {
        names.forEach(name -> places.put(name, places.size()));
    }

    int of(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("'" + name + "' is not in the list");
        }
        return place;
    }
}
