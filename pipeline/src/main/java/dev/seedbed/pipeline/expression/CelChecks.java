package dev.seedbed.pipeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.seedbed.pipeline.expression.InvalidSourceException.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles expressions, and says in our words what is wrong with them.
final class CelChecks {
    private CelChecks() {}

    record Checked(Set<String> variables, CelRuntime.Program program) {}

    static Checked check(String source, Collection<String> names, boolean complete, boolean condition) {
        CelAbstractSyntaxTree parsed = tree(CelEngine.COMPILER.parse(source), source);
        Map<String, CelSourceLocation> used = CelNames.free(parsed, names);
        List<Fault> faults = new ArrayList<>();
        Set<String> variables = new LinkedHashSet<>();
        used.forEach((name, place) -> {
            boolean known = names.contains(name) || !complete;
            if (!name.equals(CelExpression.ALL_COLUMNS) || names.contains(name)) {
                variables.add(name);
                if (!known) {
                    faults.add(fault(place, unknown(name, names)));
                }
            }
        });
        CelCompilerBuilder builder = CelEngine.COMPILER.toCompilerBuilder();
        used.keySet().forEach(name -> builder.addVar(name, SimpleType.DYN));
        CelCompiler compiler = builder.build();
        CelValidationResult result = compiler.check(parsed);
        result.getErrors().stream()
                .filter(issue -> issue.getSeverity() == CelIssue.Severity.ERROR)
                .forEach(issue -> faults.add(fault(issue.getSourceLocation(), CelWords.of(issue, source))));
        if (!faults.isEmpty()) {
            throw new InvalidSourceException(faults);
        }
        CelAbstractSyntaxTree checked = tree(result, source);
        if (condition) {
            requireBoolean(checked.getResultType());
        }
        try {
            return new Checked(variables, CelEngine.RUNTIME.createProgram(checked));
        } catch (CelEvaluationException e) {
            throw new InvalidSourceException(List.of(new Fault(1, 1, runtimeWords(String.valueOf(e.getMessage())))));
        }
    }

    private static String unknown(String name, Collection<String> names) {
        return "there is no column or score `" + name + "` here" + Nearest.hint(name, names)
                + (names.isEmpty()
                        ? " (there are none yet)"
                        : " (there are: "
                                + String.join(
                                        ", ",
                                        names.stream()
                                                .map(each -> "`" + each + "`")
                                                .toList()) + ")");
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result, String source) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            // What the parser says after its first complaint follows from that one.
            throw new InvalidSourceException(e.getErrors().stream()
                    .limit(1)
                    .map(issue -> fault(issue.getSourceLocation(), CelWords.of(issue, source)))
                    .toList());
        }
    }

    private static void requireBoolean(CelType type) {
        if (type.kind() != CelKind.BOOL && type.kind() != CelKind.DYN) {
            throw new InvalidSourceException(List.of(new Fault(
                    1,
                    1,
                    "a condition must give true or false, but this gives " + CelWords.type(type.name())
                            + "; compare it with something, as in `score >= 4`")));
        }
    }

    private static Fault fault(CelSourceLocation place, String message) {
        return new Fault(Math.max(1, place.getLine()), Math.max(0, place.getColumn()) + 1, message);
    }

    static String runtimeWords(String message) {
        return CelWords.ofRuntime(message);
    }
}
