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
        functions.add(mixed("_+_", "add"));
        functions.add(mixed("_-_", "subtract"));
        functions.add(mixed("_*_", "multiply"));
        functions.add(mixed("_/_", "divide"));
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
        bindings.add(CelFunctionBinding.from("int_add_double", Long.class, Double.class, (a, b) -> a + b));
        bindings.add(CelFunctionBinding.from("double_add_int", Double.class, Long.class, (a, b) -> a + b));
        bindings.add(CelFunctionBinding.from("int_subtract_double", Long.class, Double.class, (a, b) -> a - b));
        bindings.add(CelFunctionBinding.from("double_subtract_int", Double.class, Long.class, (a, b) -> a - b));
        bindings.add(CelFunctionBinding.from("int_multiply_double", Long.class, Double.class, (a, b) -> a * b));
        bindings.add(CelFunctionBinding.from("double_multiply_int", Double.class, Long.class, (a, b) -> a * b));
        bindings.add(CelFunctionBinding.from("int_divide_double", Long.class, Double.class, (a, b) -> a / b));
        bindings.add(CelFunctionBinding.from("double_divide_int", Double.class, Long.class, (a, b) -> a / b));
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

    /// JSON does not tell 4 from 4.0, so neither should arithmetic: what CEL lacks is computed with decimals.
    private static CelFunctionDecl mixed(String operator, String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(
                        "int_" + name + "_double", SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                CelOverloadDecl.newGlobalOverload(
                        "double_" + name + "_int", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT));
    }
}
