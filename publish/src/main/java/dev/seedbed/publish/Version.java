package dev.seedbed.publish;

import java.util.Optional;

/// What made a file.
final class Version {
    private Version() {}

    /// Seedbed's version; `development` if it does not run from its jar.
    static String ofSeedbed() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    static String ofJava() {
        return Runtime.version().toString();
    }
}
