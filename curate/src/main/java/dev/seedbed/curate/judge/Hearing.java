package dev.seedbed.curate.judge;

import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Verdict.Given;
import dev.seedbed.curate.judge.Verdict.Unscored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How models are asked about texts that others wrote, so that such a text cannot answer for them.
///
/// ```java
/// Hearing hearing = new Hearing(building.prompt(RATE), Optional.empty(), sampling, 2, false);
/// List<Opinion<Double>> opinions = hearing.ask(work, VerdictGrammar.scores(scale), inquiries);
/// ```
///
/// The prompt may use [#MARKER], to delimit the texts by lines `[begin answer {{ marker }}]`, and [#FORM], the form
/// of what is wanted. All are asked at once, then all again whose replies cannot be read, each as the next attempt
/// of its draw. Every attempt has a marker of its own, drawn by the work, so that asking again is another question
/// even at temperature 0, and no text can know it. If a text holds what might be taken for the verdict, the form is
/// signed with the marker, and nothing else is read. A prompt that does not use [#FORM] cannot ask for a signature.
///
/// Deterministic in the replies. Immutable and thread-safe.
///
/// @param system a message in front; none if empty
/// @param retries how often at most a reply that cannot be read is asked for again
/// @param wantsReasons whether a verdict without reasons before it is none
public record Hearing(Template prompt, Optional<String> system, Sampling sampling, int retries, boolean wantsReasons) {
    /// The prompt's variable for the marker.
    public static final String MARKER = "marker";

    /// The prompt's variable for the form of the verdict.
    public static final String FORM = "form";

    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";
    private static final int MARKER_LENGTH = 8;
    private static final int ATTEMPTS = 32;

    /// Markers are drawn with numbers from here on; a step's own draws have smaller ones.
    private static final int MARKER_DRAWS = 1 << 16;

    /// One question.
    ///
    /// @param number of the question about the sample, as [Ask#number] has it
    /// @param values of the prompt's variables, but for marker and form
    /// @param texts that are judged or shown, none of which may contain the marker
    public record Inquiry(Model judge, int number, Map<String, ?> values, List<String> texts) {}

    /// What came of it.
    ///
    /// @param judge the model's alias
    /// @param reply the last one, as it came
    /// @param attempts how often it was asked
    public record Opinion<T>(String judge, Verdict<T> verdict, String reply, int attempts) {}

    public Hearing {
        if (retries < 0 || retries >= ATTEMPTS) {
            throw new IllegalArgumentException("retries is " + retries + ", but must be from 0 to " + (ATTEMPTS - 1)
                    + ", so that no marker comes twice");
        }
    }

    private record Put(Ask ask, String marker, boolean signed) {}

    /// Asks all and returns what each came to, in their order. Questions to one model must differ in their number.
    public <T> List<Opinion<T>> ask(Work work, VerdictForm<T> form, List<Inquiry> inquiries)
            throws InterruptedException {
        List<Opinion<T>> opinions = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < inquiries.size(); i++) {
            opinions.add(new Opinion<>("", Verdict.unscored("no-verdict", "was not asked"), "", 0));
            open.add(i);
        }
        for (int attempt = 0; attempt <= retries && !open.isEmpty(); attempt++) {
            List<Put> puts = new ArrayList<>();
            for (int index : open) {
                puts.add(put(work, form, inquiries.get(index), attempt));
            }
            List<Reply> replies = work.askAll(puts.stream().map(Put::ask).toList());
            List<Integer> again = new ArrayList<>();
            for (int i = 0; i < puts.size(); i++) {
                Reply reply = replies.get(i);
                int index = open.get(i);
                Verdict<T> verdict = verdict(form, puts.get(i), reply);
                String judge = inquiries.get(index).judge().alias();
                opinions.set(index, new Opinion<>(judge, verdict, reply.text(), attempt + 1));
                if (verdict instanceof Unscored<T> && reply.finish() != Finish.FILTERED) {
                    again.add(index);
                }
            }
            open = again;
        }
        return opinions;
    }

    private <T> Put put(Work work, VerdictForm<T> form, Inquiry inquiry, int attempt) {
        String marker = marker(work, inquiry.texts(), inquiry.number() * ATTEMPTS + attempt);
        boolean signed =
                prompt.variables().contains(FORM) && inquiry.texts().stream().anyMatch(form::mayBeIn);
        Map<String, Object> values = new HashMap<>(inquiry.values());
        values.put(MARKER, marker);
        values.put(FORM, signed ? form.form(marker) : form.form());
        List<Message> messages = new ArrayList<>();
        system.ifPresent(text -> messages.add(Message.system(text)));
        messages.add(Message.user(prompt.render(values)));
        Ask ask = Ask.of(inquiry.judge(), Request.chat(messages, sampling))
                .number(inquiry.number())
                .attempt(attempt)
                .with(prompt.reference());
        return new Put(ask, marker, signed);
    }

    private static String marker(Work work, List<String> texts, int draw) {
        var random = work.random(MARKER_DRAWS + draw);
        while (true) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < MARKER_LENGTH; i++) {
                letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            String marker = letters.toString();
            if (texts.stream().noneMatch(text -> text.contains(marker))) {
                return marker;
            }
        }
    }

    private <T> Verdict<T> verdict(VerdictForm<T> form, Put put, Reply reply) {
        return switch (reply.finish()) {
            case FILTERED -> Verdict.unscored("filtered", "the endpoint withheld or cut the judge's reply");
            case LENGTH ->
                Verdict.unscored(
                        "truncated", "the judge's reply was cut by its token limit, so its verdict may be missing");
            case STOP ->
                reply.text().isBlank()
                        ? Verdict.unscored("empty-reply", "there is no text in the judge's reply")
                        : reasoned(
                                put.signed()
                                        ? form.readSigned(reply.text(), put.marker())
                                        : form.read(reply.text(), put.marker()));
        };
    }

    private <T> Verdict<T> reasoned(Verdict<T> verdict) {
        return wantsReasons
                        && verdict instanceof Given<T> given
                        && given.reasons().isBlank()
                ? Verdict.unscored("no-reasons", "the judge gave a verdict without the reasons that it was asked for")
                : verdict;
    }
}
