package dev.seedbed.pipeline.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// The compiler and the runtime that all expressions share.
final class CelEngine {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(20_000)
            .maxParseRecursionDepth(100)
            .comprehensionMaxIterations(1_000_000)
            .build();

    static final CelCompiler COMPILER = compiler();
    static final CelRuntime RUNTIME = runtime();

    private CelEngine() {}

    private static CelCompiler compiler() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        functions.add(CelFunctionDecl.newFunctionDeclaration(
                "words", CelOverloadDecl.newGlobalOverload("words_string", SimpleType.INT, SimpleType.STRING)));
        for (Mixed each : mixed()) {
            functions.add(CelFunctionDecl.newFunctionDeclaration(
                    each.operator(),
                    CelOverloadDecl.newGlobalOverload(
                            each.first(), SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                    CelOverloadDecl.newGlobalOverload(
                            each.second(), SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT)));
        }
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings(), CelExtensions.math())
                .addFunctionDeclarations(functions)
                .build();
    }

    private static CelRuntime runtime() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bindings.add(CelFunctionBinding.from("words_string", String.class, CelEngine::words));
        for (Mixed each : mixed()) {
            bindings.add(CelFunctionBinding.from(
                    each.first(), Long.class, Double.class, (a, b) -> each.function().applyAsDouble(a, b)));
            bindings.add(CelFunctionBinding.from(
                    each.second(), Double.class, Long.class, (a, b) -> each.function().applyAsDouble(a, b)));
        }
        return CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(CelExtensions.strings(), CelExtensions.math())
                .addFunctionBindings(bindings)
                .build();
    }

    private static long words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
    }

    /// JSON does not tell 4 from 4.0, so neither should arithmetic: what CEL lacks is computed with decimal numbers.
    private record Mixed(String operator, String name, DoubleBinaryOperator function) {
        String first() {
            return "mixed_" + name + "_int64_double";
        }

        String second() {
            return "mixed_" + name + "_double_int64";
        }
    }

    private static List<Mixed> mixed() {
        return List.of(
                new Mixed("_+_", "add", Double::sum),
                new Mixed("_-_", "subtract", (a, b) -> a - b),
                new Mixed("_*_", "multiply", (a, b) -> a * b),
                new Mixed("_/_", "divide", (a, b) -> a / b));
    }
}
