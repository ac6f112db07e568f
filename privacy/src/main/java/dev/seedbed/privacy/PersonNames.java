package dev.seedbed.privacy;

final class PersonNames {
    private PersonNames() {}

    static void in(Scan scan) {
    }
}
