package dev.seedbed.examples;

import dev.seedbed.privacy.Found;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.PrivacySettings;
import dev.seedbed.privacy.Scrubbed;
import dev.seedbed.privacy.Scrubbing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds personal data in a text, and puts others in its place.
final class ScrubExample {
    private ScrubExample() {}

    public static void main(String[] arguments) {
        byte[] key = "only for this example".getBytes(StandardCharsets.UTF_8);
        System.out.println(scrubbed("Anna Schmidt wrote to jo@acme.com.", key).text());
    }

    static Scrubbed scrubbed(String text, byte[] key) {
        PersonalData scanner = PersonalData.with(PrivacySettings.defaults());
        List<Found> found = scanner.find(text);
        Scrubbed scrubbed = Scrubbing.surrogates(key).scrub(text, found);
        return scrubbed;
    }
}
