package dev.seedbed.model.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the secrets of an endpoint out of what it said: its keys, those that requests are signed with, and the
/// proxy's password.
///
/// @param secrets all that must not be shown
record Redaction(List<Secret> secrets) {
    static final int LONGEST_SHOWN = 2_000;

    /// No more of a long text is looked at, as no more is shown of it.
    private static final int LONGEST_READ = 64_000;

    static Redaction of(Keys keys, Optional<HttpProxy> proxy, Optional<RequestSigner> signer) {
        List<Secret> secrets = new ArrayList<>(keys.secrets());
        proxy.ifPresent(each -> secrets.addAll(each.secrets()));
        signer.ifPresent(each -> secrets.addAll(each.secrets()));
        return new Redaction(List.copyOf(secrets));
    }

    /// A text as it may be shown and kept. Redacts before it cuts: half a key at the end would be missed.
    String shown(String text) {
        boolean isCut = text.length() > LONGEST_READ;
        String safe = isCut ? text.substring(0, LONGEST_READ) : text;
        for (Secret secret : secrets) {
            safe = secret.redact(safe);
        }
        int end = Math.min(LONGEST_SHOWN, isCut ? safe.length() - longestSecret() : safe.length());
        if (end >= safe.length()) {
            return safe;
        }
        return safe.substring(
                0, end > 0 && Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : Math.max(0, end));
    }

    private int longestSecret() {
        return secrets.stream().mapToInt(Secret::longest).max().orElse(0);
    }
}
