package dev.seedbed.pipeline.expression;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import dev.seedbed.pipeline.expression.InvalidSourceException.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.de.odysseus.el.tree.FunctionNode;
import jinjava.de.odysseus.el.tree.IdentifierNode;
import jinjava.de.odysseus.el.tree.Tree;
import jinjava.de.odysseus.el.tree.TreeBuilderException;
import jinjava.de.odysseus.el.tree.impl.Builder.Feature;

/// Reads a parsed template from top to bottom for the names it takes from outside, and for what is wrong in its
/// expressions, which Jinjava itself would find only when it renders them.
final class JinjaNames {
    private static final Pattern FOR = Pattern.compile("\\s*(.+?)\\s+in\\s+(.+)", Pattern.DOTALL);
    private static final Pattern SET = Pattern.compile("\\s*([\\w., ]+?)\\s*(?:=(?!=)(.*))?", Pattern.DOTALL);
    private static final Pattern MACRO = Pattern.compile("\\s*(\\w+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final String OPENING = "#{";

    private final String text;
    private final ExtendedSyntaxBuilder parser = new ExtendedSyntaxBuilder(Feature.METHOD_INVOCATIONS);
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> set = new HashSet<>(Set.of("true", "false", "none", "null", "None", "True", "False"));
    private final Set<String> macros = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    JinjaNames(String text) {
        this.text = text;
        if (text.contains(ExtendedParser.INTERPRETER)) {
            fault(1, "", "`" + ExtendedParser.INTERPRETER + "` has no place in a template");
        }
    }

    void read(Node root) {
        children(root, Set.of());
    }

    Set<String> variables() {
        return Collections.unmodifiableSet(variables);
    }

    List<Fault> faults() {
        return faults;
    }

    private void children(Node node, Set<String> local) {
        for (Node child : node.getChildren()) {
            switch (child) {
                case ExpressionNode expression -> {
                    if (expression.getMaster() instanceof ExpressionToken token) {
                        expression(token.getExpr(), expression.getLineNumber(), local);
                    }
                }
                case TagNode tag -> tag(tag, local);
                default -> children(child, local);
            }
        }
    }

    private void tag(TagNode tag, Set<String> local) {
        int line = tag.getLineNumber();
        String helpers = tag.getHelpers();
        if (!JinjaEngine.TAGS.contains(tag.getName())) {
            fault(
                    line,
                    tag.getName(),
                    "`{% " + tag.getName() + " %}` cannot be used in a prompt (there are: "
                            + String.join(
                                    ", ",
                                    JinjaEngine.TAGS.stream()
                                            .filter(name -> !name.startsWith("end"))
                                            .sorted()
                                            .toList())
                            + ")");
            return;
        }
        switch (tag.getName()) {
            case "for" -> loop(tag, helpers, line, local);
            case "set" -> assignment(tag, helpers, line, local);
            case "macro" -> macro(tag, helpers, line, local);
            case "raw" -> {}
            case "if", "elif" -> {
                expression(helpers, line, local);
                children(tag, local);
            }
            default -> children(tag, local);
        }
    }

    private void loop(TagNode tag, String helpers, int line, Set<String> local) {
        Matcher parts = FOR.matcher(helpers);
        if (!parts.matches()) {
            fault(line, "for", "`{% for" + helpers + " %}` must read `{% for name in list %}`");
            return;
        }
        expression(parts.group(2), line, local);
        Set<String> inner = new HashSet<>(local);
        inner.add("loop");
        for (String name : parts.group(1).replaceAll("[()]", "").split(",")) {
            inner.add(name.strip());
        }
        children(tag, inner);
    }

    private void assignment(TagNode tag, String helpers, int line, Set<String> local) {
        Matcher parts = SET.matcher(helpers);
        if (!parts.matches()) {
            fault(line, "set", "`{% set" + helpers + " %}` must read `{% set name = value %}`");
            return;
        }
        if (parts.group(2) != null) {
            expression(parts.group(2), line, local);
        }
        children(tag, local);
        for (String name : parts.group(1).split(",")) {
            set.add(name.strip());
        }
    }

    private void macro(TagNode tag, String helpers, int line, Set<String> local) {
        Matcher parts = MACRO.matcher(helpers);
        if (!parts.matches()) {
            fault(line, "macro", "`{% macro" + helpers + " %}` must read `{% macro name(first, second) %}`");
            return;
        }
        macros.add(parts.group(1));
        Set<String> inner = new HashSet<>(local);
        Matcher name = Pattern.compile("(?:^|,)\\s*(\\w+)").matcher(parts.group(2));
        while (name.find()) {
            inner.add(name.group(1));
        }
        children(tag, inner);
    }

    private void expression(String expression, int line, Set<String> local) {
        Tree tree;
        try {
            tree = parser.build(OPENING + expression.strip() + "}");
        } catch (TreeBuilderException e) {
            fault(
                    line,
                    expression.strip(),
                    "`" + expression.strip() + "` cannot be read: " + encountered(e.getEncountered()));
            return;
        }
        for (FunctionNode function : tree.getFunctionNodes()) {
            String name = function.getName().replaceFirst("^:", "");
            if (!JinjaEngine.FUNCTIONS.contains(name) && !macros.contains(name) && !name.startsWith("fn:")) {
                fault(
                        line,
                        name,
                        "there is no function `" + name + "`" + Nearest.hint(name, JinjaEngine.FUNCTIONS)
                                + " (there are: "
                                + String.join(
                                        ", ",
                                        JinjaEngine.FUNCTIONS.stream().sorted().toList()) + ")");
            }
        }
        for (IdentifierNode identifier : tree.getIdentifierNodes()) {
            identifier(identifier.getName(), line, local);
        }
    }

    private static String encountered(String token) {
        return token.equals("'}'") || token.equals("<EOF>") || token.isEmpty()
                ? "it ends too early"
                : token + " stands there";
    }

    private void identifier(String name, int line, Set<String> local) {
        if (name.startsWith(ExtendedParser.FILTER_PREFIX)) {
            String filter = name.substring(ExtendedParser.FILTER_PREFIX.length());
            if (!JinjaEngine.FILTERS.contains(filter)) {
                fault(line, filter, "there is no filter `" + filter + "`" + Nearest.hint(filter, JinjaEngine.FILTERS));
            }
        } else if (name.startsWith(ExtendedParser.EXPTEST_PREFIX)) {
            String test = name.substring(ExtendedParser.EXPTEST_PREFIX.length());
            Set<String> tests = JinjaEngine.expressionTests();
            if (!tests.contains(test)) {
                fault(line, test, "there is no test `is " + test + "`" + Nearest.hint(test, tests));
            }
        } else if (!name.equals(ExtendedParser.INTERPRETER)
                && NAME.matcher(name).matches()
                && !set.contains(name)
                && !local.contains(name)) {
            variables.add(name);
        }
    }

    /// Notes what is wrong at the first place of a word from a line on.
    private void fault(int line, String word, String message) {
        int offset = 0;
        for (int i = 1; i < line; i++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        int found = word.isEmpty() ? -1 : text.indexOf(word, offset);
        JinjaTemplate.Place place = JinjaTemplate.Place.of(text, found < 0 ? offset : found);
        faults.add(new Fault(place.line(), place.column(), message));
    }
}
