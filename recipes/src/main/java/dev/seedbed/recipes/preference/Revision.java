package dev.seedbed.recipes.preference;

import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.curate.judge.VerdictForm;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A revised text in tags, and before it why it was revised. Exactly one, with text in it: of two it is not known
/// which one is meant. Where the text that is revised has such tags itself, those of the revision are signed.
record Revision() implements VerdictForm<String> {
    static final String NONE = "no-revision";
    private static final Pattern TAG = Pattern.compile("</?revision\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean mayBeIn(String text) {
        return TAG.matcher(text).find();
    }

    @Override
    public String form() {
        return "<revision> and </revision>";
    }

    @Override
    public String form(String signature) {
        return "<revision " + signature + "> and </revision " + signature + ">";
    }

    @Override
    public Verdict<String> read(String reply, String marker) {
        return between(VerdictForm.ownWords(reply, marker), "");
    }

    @Override
    public Verdict<String> readSigned(String reply, String marker) {
        return between(VerdictForm.ownWords(reply, marker), " " + marker);
    }

    private static Verdict<String> between(String reply, String signature) {
        String start = "<revision" + signature + ">";
        String end = "</revision" + signature + ">";
        Matcher revision = Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(reply);
        if (!revision.find() || revision.group(1).isBlank()) {
            return Verdict.unscored(NONE, "there is no text between " + start + " and " + end);
        }
        Verdict<String> found = Verdict.given(
                revision.group(1).strip(), reply.substring(0, revision.start()).strip());
        return revision.find() ? Verdict.unscored(NONE, "there are several revisions in the reply") : found;
    }
}
