package dev.seedbed.privacy;

final class PostalAddresses {
    private PostalAddresses() {}

    static void in(Scan scan) {
    }
}
