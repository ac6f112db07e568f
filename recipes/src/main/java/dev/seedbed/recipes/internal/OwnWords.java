package dev.seedbed.recipes.internal;

import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.curate.judge.VerdictForm;

/// A reply about texts of others that is a text itself, such as a critique: all of it counts but what it repeats of
/// the delimited material, so nothing in those texts can be taken for it, and nothing needs a signature.
public record OwnWords() implements VerdictForm<String> {
    @Override
    public boolean mayBeIn(String text) {
        return false;
    }

    @Override
    public String form() {
        return "";
    }

    @Override
    public String form(String signature) {
        return "";
    }

    @Override
    public Verdict<String> read(String reply, String marker) {
        String own = VerdictForm.ownWords(reply, marker);
        return own.isEmpty()
                ? Verdict.unscored("empty-reply", "the reply only repeats what it was shown")
                : Verdict.given(own, "");
    }

    @Override
    public Verdict<String> readSigned(String reply, String marker) {
        return read(reply, marker);
    }
}
