package dev.seedbed.store;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.setting.PromptReference;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Calls as rows. Not thread-safe: whoever uses it holds the connection's lock. After a failure, and after a
/// transaction was undone, a new one must take its place.
final class CallTable implements AutoCloseable {
    private static final String FAILED = "failed";

    /// By name, since a file of an older layout has them in another order.
    private static final String COLUMNS = "id, origin, sample, seed, attempt, request, ending, answer, input_tokens,"
            + " output_tokens, cached_tokens, reasoning_tokens, estimated, fingerprint, status, body, cost, started,"
            + " took, tries, lost_tokens, lost_money";

    private final PreparedStatement insertKey;
    private final PreparedStatement insertCall;
    private final PreparedStatement insertOrigin;
    private final PreparedStatement selectCall;
    private final Map<Origin, Integer> originIds = new HashMap<>();
    private final List<Origin> origins = new ArrayList<>();

    /// What many calls share.
    private record Origin(
            String alias,
            String identity,
            String step,
            Optional<PromptReference> prompt,
            Optional<String> model,
            String currency) {

        static Origin of(JournalledCall call) {
            return new Origin(
                    call.alias(),
                    call.identity(),
                    call.step(),
                    call.prompt(),
                    call.result() instanceof JournalledCall.Answered answered
                            ? answered.reply().model()
                            : Optional.empty(),
                    call.cost().currency());
        }
    }

    CallTable(Connection connection) throws SQLException {
        insertKey = connection.prepareStatement("INSERT INTO call_key VALUES (?, ?, ?)");
        insertCall = connection.prepareStatement("INSERT INTO call (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insertOrigin = connection.prepareStatement("INSERT INTO origin VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        selectCall = connection.prepareStatement("SELECT " + COLUMNS + " FROM call WHERE id = ?");
        readOrigins(connection);
    }

    private void readOrigins(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM origin ORDER BY id")) {
            while (row.next()) {
                String prompt = row.getString(5);
                remember(new Origin(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        prompt == null
                                ? Optional.empty()
                                : Optional.of(new PromptReference(prompt, row.getInt(6), row.getString(7))),
                        Optional.ofNullable(row.getString(8)),
                        row.getString(9)));
            }
        }
    }

    private int remember(Origin origin) {
        origins.add(origin);
        originIds.put(origin, origins.size());
        return origins.size();
    }

    /// Adds a call to the open transaction.
    void insert(int id, JournalledCall call) throws SQLException {
        insertKey.setInt(1, id);
        insertKey.setLong(2, call.key().high());
        insertKey.setLong(3, call.key().low());
        insertKey.executeUpdate();
        PreparedStatement row = insertCall;
        row.setInt(1, id);
        row.setInt(2, originOf(call));
        row.setString(3, call.sample());
        row.setInt(4, call.seed());
        row.setInt(5, call.attempt());
        row.setString(6, call.request());
        switch (call.result()) {
            case JournalledCall.Answered answered -> setReply(row, answered.reply());
            case JournalledCall.Failed failed -> setFailure(row, failed);
        }
        row.setString(17, call.cost().amount().toString());
        row.setLong(18, ChronoUnit.NANOS.between(Instant.EPOCH, call.started()));
        row.setLong(19, call.took().toNanos());
        row.setInt(20, call.tries());
        row.setLong(21, call.lost().tokens());
        row.setString(22, call.lost().money().toString());
        row.executeUpdate();
    }

    private static void setReply(PreparedStatement row, Reply reply) throws SQLException {
        row.setString(7, reply.finish().name().toLowerCase(Locale.ROOT));
        row.setString(8, reply.text());
        row.setLong(9, reply.usage().input());
        row.setLong(10, reply.usage().output());
        row.setLong(11, reply.usage().cachedInput());
        row.setLong(12, reply.usage().reasoning());
        Optional<String> countedBy = reply.usage().countedBy();
        if (countedBy.isPresent()) {
            row.setString(13, countedBy.get());
        } else {
            row.setInt(13, 0);
        }
        row.setString(14, reply.fingerprint().orElse(null));
        row.setNull(15, Types.INTEGER);
        row.setNull(16, Types.VARCHAR);
    }

    private static void setFailure(PreparedStatement row, JournalledCall.Failed failed) throws SQLException {
        row.setString(7, FAILED);
        row.setString(8, failed.message());
        for (int column = 9; column <= 14; column++) {
            row.setNull(column, Types.NULL);
        }
        row.setInt(15, failed.status());
        row.setString(16, failed.body());
    }

    private int originOf(JournalledCall call) throws SQLException {
        Origin origin = Origin.of(call);
        Integer known = originIds.get(origin);
        if (known != null) {
            return known;
        }
        int id = origins.size() + 1;
        insertOrigin.setInt(1, id);
        insertOrigin.setString(2, origin.alias());
        insertOrigin.setString(3, origin.identity());
        insertOrigin.setString(4, origin.step());
        PromptReference prompt = origin.prompt().orElse(null);
        insertOrigin.setString(5, prompt == null ? null : prompt.id());
        insertOrigin.setInt(6, prompt == null ? 0 : prompt.version());
        insertOrigin.setString(7, prompt == null ? null : prompt.sha256());
        insertOrigin.setString(8, origin.model().orElse(null));
        insertOrigin.setString(9, origin.currency());
        insertOrigin.executeUpdate();
        return remember(origin);
    }

    /// The call of a row.
    ///
    /// @throws SQLException also if there is no such row, which a whole journal never lacks
    JournalledCall read(int id, Hash key) throws SQLException {
        selectCall.setInt(1, id);
        try (ResultSet row = selectCall.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("call " + id + " is missing");
            }
            Origin origin = origins.get(row.getInt(2) - 1);
            return new JournalledCall(
                    key,
                    origin.alias(),
                    origin.identity(),
                    origin.step(),
                    row.getString(3),
                    row.getString(6),
                    row.getInt(4),
                    row.getInt(5),
                    origin.prompt(),
                    result(row, origin),
                    new Money(new BigDecimal(row.getString(17)), origin.currency()),
                    new JournalledCall.Lost(row.getLong(21), new BigDecimal(row.getString(22))),
                    Instant.EPOCH.plusNanos(row.getLong(18)),
                    Duration.ofNanos(row.getLong(19)),
                    row.getInt(20));
        }
    }

    private static JournalledCall.Result result(ResultSet row, Origin origin) throws SQLException {
        String ending = row.getString(7);
        String answer = row.getString(8);
        if (ending.equals(FAILED)) {
            return new JournalledCall.Failed(answer, row.getInt(15), row.getString(16));
        }
        return new JournalledCall.Answered(new Reply(
                answer,
                Reply.Finish.valueOf(ending.toUpperCase(Locale.ROOT)),
                new Usage(
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        countedBy(row.getString(13))),
                origin.model(),
                Optional.ofNullable(row.getString(14))));
    }

    /// A journal of an older Seedbed says 1 for an estimate, whatever made it.
    private static Optional<String> countedBy(String estimated) {
        return switch (estimated) {
            case "0" -> Optional.empty();
            case "1" -> new Usage(0, 0, true).countedBy();
            default -> Optional.of(estimated);
        };
    }

    @Override
    public void close() throws SQLException {
        insertKey.close();
        insertCall.close();
        insertOrigin.close();
        selectCall.close();
    }
}
