package dev.seedbed.api.run;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.Money;
import dev.seedbed.api.SampleId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A [LedgerEntry] as one line of JSON, the form of the ledger file.
///
/// ```java
/// writer.write(LedgerJson.write(entry));      // {"candidate":0,"sample":"3f...","parents":[],...}
/// writer.write("\n");
/// ```
///
/// Every line has the same fields in the same order, whatever the fate. Ids are texts; so is the amount of
/// money, which a reader's floating-point number could not hold exactly.
public final class LedgerJson {
    private LedgerJson() {}

    /// The entry's line, without an end of line.
    public static String write(LedgerEntry entry) {
        Map<String, @Nullable Object> line = LinkedHashMap.newLinkedHashMap(13);
        line.put("candidate", entry.candidate());
        line.put("sample", entry.sample().toString());
        line.put("parents", texts(entry.parents()));
        line.put("children", texts(entry.children()));
        line.put("fate", entry.fate().name().toLowerCase(Locale.ROOT));
        line.put("step", entry.step());
        line.put("reason", entry.reason());
        line.put("explanation", entry.explanation());
        line.put("evidence", entry.evidence());
        line.put("scores", entry.scores());
        line.put("data", entry.data());
        line.put("calls", texts(entry.calls()));
        line.put("cost", cost(entry.cost()));
        return Json.write(line);
    }

    /// The entry that [#write] wrote.
    ///
    /// @throws JsonException if the line is not one
    public static LedgerEntry read(String line) {
        Data fields = Json.parseObject(line);
        try {
            Data cost = object(fields, "cost");
            return new LedgerEntry(
                    field(fields, "candidate", Long.class),
                    SampleId.parse(fields.text("sample")),
                    list(fields, "parents", SampleId::parse),
                    list(fields, "children", SampleId::parse),
                    Fate.valueOf(fields.text("fate").toUpperCase(Locale.ROOT)),
                    fields.text("step"),
                    fields.text("reason"),
                    fields.text("explanation"),
                    object(fields, "evidence"),
                    scores(object(fields, "scores")),
                    object(fields, "data"),
                    list(fields, "calls", Hash::parse),
                    new Money(new BigDecimal(cost.text("amount")), cost.text("currency")));
        } catch (IllegalArgumentException e) {
            throw new JsonException("this is not a line of a ledger: " + e.getMessage(), 1, 1);
        }
    }

    private static Map<String, String> cost(Money money) {
        Map<String, String> cost = new LinkedHashMap<>();
        cost.put("amount", money.amount().toPlainString());
        cost.put("currency", money.currency());
        return cost;
    }

    private static List<String> texts(List<?> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(items.size());
        items.forEach(item -> texts.add(item.toString()));
        return texts;
    }

    private static <T> T field(Data fields, String name, Class<T> type) {
        Object value = fields.value(name);
        return Optional.ofNullable(value)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is " + Json.write(value)));
    }

    private static Data object(Data fields, String name) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) field(fields, name, Map.class)).entrySet()) {
            copy.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return Data.copyOf(copy);
    }

    private static Map<String, Double> scores(Data scores) {
        Map<String, Double> copy = new LinkedHashMap<>();
        for (String name : scores.columns()) {
            copy.put(name, field(scores, name, Number.class).doubleValue());
        }
        return copy;
    }

    private static <T> List<T> list(Data fields, String name, Function<String, T> parse) {
        return ((List<?>) field(fields, name, List.class))
                .stream().map(item -> parse.apply(String.valueOf(item))).toList();
    }
}
