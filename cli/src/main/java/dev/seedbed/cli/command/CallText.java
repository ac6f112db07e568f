package dev.seedbed.cli.command;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.cli.terminal.Figures;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// Shows calls for people to read.
final class CallText {
    private final PrintStream out;

    CallText(PrintStream out) {
        this.out = out;
    }

    /// Who asks whom, and what.
    void request(JournalledCall call) {
        Data request = Json.parseObject(call.request());
        out.println("== " + call.step() + " asks " + call.alias() + " about " + call.sample() + " (seed " + call.seed()
                + (call.attempt() == 0 ? "" : ", attempt " + call.attempt()) + ")");
        call.prompt()
                .ifPresent(prompt -> out.println(
                        "prompt " + prompt.id() + (prompt.version() == 0 ? "" : ", version " + prompt.version())));
        if (request.value("messages") instanceof List<?> messages) {
            for (Object message : messages) {
                if (message instanceof Map<?, ?> turn) {
                    out.println("-- " + turn.get("role"));
                    out.println(turn.get("content"));
                }
            }
        } else {
            out.println("-- text to continue");
            out.println(request.textIfPresent("prompt").orElse(""));
        }
        out.println("-- " + request.without("messages").without("prompt"));
    }

    /// What came of it.
    void result(JournalledCall call) {
        switch (call.result()) {
            case JournalledCall.Answered answered -> {
                out.println("-- reply (" + answered.reply().finish() + ", "
                        + Figures.count(answered.reply().usage().input()) + " + "
                        + Figures.count(answered.reply().usage().output()) + " tokens, "
                        + Figures.money(call.cost()) + ", " + Figures.time(call.took()) + ")");
                out.println(answered.reply().text());
            }
            case JournalledCall.Failed failed -> {
                out.println("-- failed" + (failed.status() == 0 ? "" : " (status " + failed.status() + ")"));
                out.println(failed.message());
            }
        }
    }
}
