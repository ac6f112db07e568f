package dev.seedbed.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.Money;
import dev.seedbed.api.SampleId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {
    private static final SampleId ID = SampleId.parse("000102030405060708090a0b0c0d0e0f");

    private final LedgerEntry rejected = new LedgerEntry(
            7,
            ID,
            List.of(ID.child("a", 0)),
            List.of(),
            Fate.REJECTED,
            "novelty",
            "too-similar",
            "0.8 with \"x\"\nis above 0.7",
            Data.of("similarity", 0.8).with("with", List.of("x", Map.of("y", 1))),
            Map.of("quality", 4.0),
            Data.of("instruction", "\u2028 < > &").with("nothing", null),
            List.of(Hash.of("call")),
            new Money(new BigDecimal("0.0000000000000000123"), "EUR"));

    @Test
    void readsWhatItWrote() {
        String line = LedgerJson.write(rejected);

        assertThat(line).doesNotContain("\n");
        assertThat(LedgerJson.read(line)).isEqualTo(rejected);
    }

    @Test
    void namesTheFieldsAsDocumented() {
        LedgerEntry accepted = new LedgerEntry(
                0,
                ID,
                List.of(),
                List.of(),
                Fate.ACCEPTED,
                "",
                "",
                "",
                Data.empty(),
                Map.of(),
                Data.of("a", 1),
                List.of(),
                Money.zero("USD"));

        assertThat(LedgerJson.write(accepted))
                .isEqualTo("{\"candidate\":0,\"sample\":\"000102030405060708090a0b0c0d0e0f\",\"parents\":[],"
                        + "\"children\":[],\"fate\":\"accepted\",\"step\":\"\",\"reason\":\"\",\"explanation\":\"\","
                        + "\"evidence\":{},\"scores\":{},\"data\":{\"a\":1},\"calls\":[],"
                        + "\"cost\":{\"amount\":\"0\",\"currency\":\"USD\"}}");
    }

    @Test
    void refusesALineThatIsNotOne() {
        assertThatThrownBy(() -> LedgerJson.read("{\"candidate\":0}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("not a line of a ledger")
                .hasMessageContaining("cost");
        assertThatThrownBy(() -> LedgerJson.read(LedgerJson.write(rejected).replace("\"rejected\"", "\"lost\"")))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("LOST");
    }
}
