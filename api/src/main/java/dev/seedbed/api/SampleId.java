package dev.seedbed.api;

/// Who a sample is: derived from its lineage (parents, the step that made it, which of that step's samples it
/// is), never from its position in a file or the time of its arrival. So a row keeps its id when others are
/// added.
///
/// ```java
/// SampleId seed = SampleId.root("load", "{\"question\":\"...\"}");
/// SampleId second = seed.child("generate", 1);
/// ```
public record SampleId(Hash hash) implements Comparable<SampleId> {
    /// The id of a sample without parents: the step that made it, and what sets it apart from that step's
    /// others.
    public static SampleId root(String step, String distinction) {
        return new SampleId(Hash.of("root", step, distinction));
    }

    /// The id of the sample number `n` (from 0) that a step made of this one.
    public SampleId child(String step, int n) {
        return new SampleId(Hash.of("child", toString(), step, Integer.toString(n)));
    }

    /// What [#toString] wrote.
    ///
    /// @throws IllegalArgumentException if it is not 32 hexadecimal digits
    public static SampleId parse(String text) {
        return new SampleId(Hash.parse(text));
    }

    @Override
    public int compareTo(SampleId other) {
        return hash.compareTo(other.hash);
    }

    /// 32 hexadecimal digits.
    @Override
    public String toString() {
        return hash.toString();
    }
}
