package dev.seedbed.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The arguments of [ScriptedEndpoint] as a process of its own:
///
/// | argument | meaning |
/// |---|---|
/// | `--port N` | the port; 0, the default, takes a free one |
/// | `--latency LAW` | `20ms`, `log-normal:MEDIAN:SIGMA:SEED`, or `uniform:LOW:HIGH:SEED` |
/// | `--once BEHAVIOUR[:MARKER]` | the first time each body (with the marker in it) arrives |
/// | `--always BEHAVIOUR[:MARKER]` | whenever a body (with the marker in it) arrives |
/// | `--until-input-ends` | ends when its standard input does, and so with the process that started it |
///
/// The behaviours are `status-CODE`, `slow-down-SECONDS`, `cut`, `malformed`, `drop`, `silence`, `length`,
/// `no-usage`.
final class ScriptedEndpointArguments {
    private ScriptedEndpointArguments() {}

    static void run(List<String> arguments) throws IOException {
        boolean untilInputEnds = arguments.contains("--until-input-ends");
        try (ScriptedEndpoint endpoint = start(arguments)) {
            PrintStream out = System.out;
            out.println(endpoint.port());
            out.flush();
            if (untilInputEnds) {
                while (System.in.read() >= 0) {}
            } else {
                Thread.currentThread().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts an endpoint that does as the arguments say.
    static ScriptedEndpoint start(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        int port = 0;
        Latency latency = Latency.none();
        List<Rule> rules = new ArrayList<>();
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--until-input-ends" -> {}
                case "--port" -> port = Integer.parseInt(value(name, left));
                case "--latency" -> latency = Latency.parse(value(name, left));
                case "--once" -> rules.add(Rule.parse(true, value(name, left)));
                case "--always" -> rules.add(Rule.parse(false, value(name, left)));
                default ->
                    throw new IllegalArgumentException("argument '" + name
                            + "' is none of --port, --latency, --once, --always, --until-input-ends");
            }
        }
        ScriptedEndpoint endpoint = ScriptedEndpoint.start(port).latency(latency);
        for (Rule rule : rules) {
            if (rule.once()) {
                endpoint.once(rule.marker(), rule.behaviour());
            } else {
                endpoint.always(rule.marker(), rule.behaviour());
            }
        }
        return endpoint;
    }

    private record Rule(boolean once, Behaviour behaviour, String marker) {
        static Rule parse(boolean once, String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Rule(once, Behaviour.parse(text), "")
                    : new Rule(once, Behaviour.parse(text.substring(0, colon)), text.substring(colon + 1));
        }
    }

    private static String value(String name, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException("argument '" + name + "' needs a value");
        }
        return value;
    }
}
