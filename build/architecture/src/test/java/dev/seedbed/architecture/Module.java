package dev.seedbed.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// The modules, and which others each may use. An arrow points up this list, never down.
enum Module {
    API("dev.seedbed.api"),
    TEXT("dev.seedbed.text"),
    PRIVACY("dev.seedbed.privacy"),
    TOKENS("dev.seedbed.tokens", API),
    TESTKIT("dev.seedbed.testkit", API),
    STORE("dev.seedbed.store", API),
    ENGINE("dev.seedbed.engine", API),
    HTTP("dev.seedbed.model.http", API, TOKENS),
    OPENAI("dev.seedbed.model.openai", API, HTTP, TOKENS),
    HOSTED("dev.seedbed.model.hosted", API, HTTP),
    BEDROCK("dev.seedbed.model.bedrock", API, HTTP),
    LOCAL("dev.seedbed.model.local", API),
    EMBEDDING("dev.seedbed.model.embedding", API),
    PIPELINE("dev.seedbed.pipeline", API),
    CURATE("dev.seedbed.curate", API, TEXT, PRIVACY),
    RECIPES("dev.seedbed.recipes", API, TEXT, CURATE),
    PUBLISH("dev.seedbed.publish", API, TEXT),
    CORPUS("dev.seedbed.corpus", API, TEXT, PRIVACY, CURATE),
    LIBRARY(
            "dev.seedbed",
            API,
            TOKENS,
            STORE,
            ENGINE,
            OPENAI,
            HOSTED,
            BEDROCK,
            LOCAL,
            EMBEDDING,
            PIPELINE,
            CURATE,
            RECIPES,
            PUBLISH),
    TELEMETRY("dev.seedbed.telemetry", API),
    CLI("dev.seedbed.cli", API, TEXT, PRIVACY, CORPUS, ENGINE, CURATE, RECIPES, PIPELINE, LOCAL, LIBRARY, TELEMETRY),
    EXAMPLES("dev.seedbed.examples", API, TEXT, PRIVACY, CORPUS, CURATE, PIPELINE, LIBRARY, TELEMETRY);

    private final String root;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Module> uses;

    Module(String root, Module... uses) {
        this.root = root;
        this.uses = Set.of(uses);
    }

    /// The module of a class of ours, empty for any other class.
    static Optional<Module> of(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return Arrays.stream(values())
                .filter(module -> name.equals(module.root) || name.startsWith(module.root + "."))
                .max(Comparator.comparingInt(module -> module.root.length()));
    }

    boolean mayUse(Module other) {
        return this == other || uses.contains(other);
    }
}
