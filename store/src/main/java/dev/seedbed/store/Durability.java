package dev.seedbed.store;

/// What a returned [SqliteJournal#append] survives.
public enum Durability {
    /// The death of the process, at any moment: what was committed is in the operating system's hands. After a
    /// power loss the newest calls may be missing, but the journal is whole.
    PROCESS_DEATH("NORMAL"),
    /// Power loss too: every commit waits until the disk says that it is written.
    POWER_LOSS("FULL");

    private final String synchronous;

    Durability(String synchronous) {
        this.synchronous = synchronous;
    }

    /// SQLite's word for it. `OFF` would survive the death of the process as well, but a power loss could then
    /// destroy the whole journal, and in WAL mode it saves only the syncs of the checkpoints.
    String synchronous() {
        return synchronous;
    }
}
