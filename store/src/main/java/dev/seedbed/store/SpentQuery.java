package dev.seedbed.store;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal.Spent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/// Sums up what the calls of a journal took and cost. Costs are added as decimals, since SQLite would make them
/// binary fractions.
final class SpentQuery {
    private SpentQuery() {}

    static Spent run(Statement statement) throws SQLException {
        Map<String, BigDecimal> costs = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(
                "SELECT origin.currency, call.cost, call.lost_money FROM call JOIN origin ON origin.id = call.origin"
                        + " WHERE call.cost <> '0' OR call.lost_money <> '0'")) {
            while (row.next()) {
                BigDecimal both = new BigDecimal(row.getString(2)).add(new BigDecimal(row.getString(3)));
                costs.merge(row.getString(1), both, BigDecimal::add);
            }
        }
        long lost;
        try (ResultSet row = statement.executeQuery("SELECT total(lost_tokens) FROM call")) {
            row.next();
            lost = row.getLong(1);
        }
        try (ResultSet row = statement.executeQuery(
                "SELECT count(*), total(input_tokens), total(output_tokens), total(cached_tokens),"
                        + " total(reasoning_tokens), max(estimated <> 0) FROM call"
                        + " WHERE ending <> 'failed'")) {
            row.next();
            return new Spent(
                    row.getLong(1),
                    new Usage(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getInt(6) == 1),
                    costs.entrySet().stream()
                            .map(cost -> new Money(cost.getValue(), cost.getKey()))
                            .toList(),
                    lost);
        }
    }
}
