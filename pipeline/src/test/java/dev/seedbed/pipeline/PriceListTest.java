package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Money;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.pipeline.PriceList.ListedPrice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceListTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    private Path folder = Path.of("");

    private static Optional<Price> shipped(String provider, String model) {
        return PriceList.shipped().find(provider, model, Optional.empty(), TODAY);
    }

    private static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    private PriceList list(String text) throws IOException {
        return PriceList.read(Files.writeString(folder.resolve("prices.yaml"), text));
    }

    /// By hand from what the vendors' pages said: a million tokens in of which 400,000 were cached, 100,000
    /// out.
    @Test
    void reckonsWhatTheVendorsPagesSay() {
        Usage usage = new Usage(1_000_000, 100_000, 400_000, 0, false);
        // GPT-4.1: 0.6 x 2 + 0.4 x 0.50 + 0.1 x 8
        assertThat(shipped("openai", "gpt-4.1").orElseThrow().of(usage)).isEqualTo(usd("2.2"));
        // Claude Haiku 4.5: 0.6 x 1 + 0.4 x 0.10 + 0.1 x 5
        assertThat(shipped("anthropic", "claude-haiku-4-5").orElseThrow().of(usage))
                .isEqualTo(usd("1.14"));
        // Its page's batch table: 0.50 and 2.50
        assertThat(shipped("anthropic", "claude-haiku-4-5")
                        .orElseThrow()
                        .inBatch()
                        .of(new Usage(1_000_000, 100_000, false)))
                .isEqualTo(usd("0.75"));
        // Gemini 2.5 Flash-Lite: 0.6 x 0.10 + 0.4 x 0.01 + 0.1 x 0.40
        assertThat(shipped("gemini", "gemini-2.5-flash-lite").orElseThrow().of(usage))
                .isEqualTo(usd("0.104"));
        // Mistral Large 3: 0.6 x 0.5 + 0.4 x 0.05 + 0.1 x 1.5
        assertThat(shipped("mistral", "mistral-large-2512").orElseThrow().of(usage))
                .isEqualTo(usd("0.47"));
    }

    @Test
    void shipsEveryPriceWithItsPageAndADayThatHasBeen() {
        List<ListedPrice> all = PriceList.shipped().all();
        assertThat(all).hasSizeGreaterThan(30);
        for (ListedPrice listed : all) {
            Price.Origin origin = listed.price().origin().orElseThrow();
            assertThat(origin.source()).isNotBlank();
            assertThat(origin.date()).isBefore(TODAY).isAfter(TODAY.minusYears(1));
            // Vectors cost nothing; words cost no less than they are asked for with.
            assertThat(listed.price().outputPerMillion())
                    .as(listed.model())
                    .isGreaterThanOrEqualTo(
                            listed.model().contains("embed")
                                    ? BigDecimal.ZERO
                                    : listed.price().inputPerMillion());
            assertThat(shipped(listed.vendor().id(), listed.model())).isPresent();
        }
    }

    @Test
    void pricesSnapshotsAsTheirModelButNotOtherModels() {
        assertThat(shipped("openai", "gpt-5-mini-2025-08-07")).isEqualTo(shipped("openai", "gpt-5-mini"));
        assertThat(shipped("anthropic", "claude-opus-4-5-20251101")).isPresent();
        assertThat(shipped("openai", "gpt-4o-2024-08-06")).isPresent();
        assertThat(shipped("openai", "gpt-4o-2024-05-13")).as("it cost more").isEmpty();
        assertThat(shipped("openai", "gpt-5-pro")).isEmpty();
        assertThat(shipped("openai", "gpt-5-mini-2")).isEmpty();
    }

    @Test
    void pricesAModelAtItsVendorsAddressOnly() {
        PriceList prices = PriceList.shipped();
        assertThat(prices.find("openai", "gpt-5-mini", Optional.of("https://api.openai.com/v1"), TODAY))
                .isPresent();
        assertThat(prices.find("openai", "gpt-5-mini", Optional.of("http://localhost:8000/v1"), TODAY))
                .isEmpty();
        assertThat(prices.find("openai", "mistral-large-2512", Optional.of("https://api.mistral.ai/v1"), TODAY))
                .isPresent();
        assertThat(prices.find("openai", "mistral-large-2512", Optional.empty(), TODAY))
                .isEmpty();
        assertThat(prices.find("openai", "gpt-5-mini", Optional.of("no address at all"), TODAY))
                .isEmpty();
    }

    @Test
    void takesThePriceOfTheDay() {
        PriceList prices = PriceList.shipped();
        assertThat(prices.find("gemini", "gemini-3.8-flash", Optional.empty(), LocalDate.of(2026, 12, 31))
                        .orElseThrow()
                        .inputPerMillion())
                .isEqualByComparingTo("0.75");
        assertThat(prices.find("gemini", "gemini-3.8-flash", Optional.empty(), LocalDate.of(2027, 1, 1))
                        .orElseThrow()
                        .inputPerMillion())
                .isEqualByComparingTo("1.5");
    }

    @Test
    void readsAListOfOnesOwnBeforeTheShippedOne() throws IOException {
        PriceList own = list("""
                vendors:
                  ours: { host: llm.example.org, source: our contract, currency: eur, batch: 0.5 }
                  openai: { host: api.openai.com, source: our discount }
                prices:
                  - { vendor: ours, model: qwen3-32b, input: 0.20, cached-input: 0.02, output: 0.80, date: 2026-11-01 }
                  - { vendor: openai, model: gpt-5-mini, input: 0.2, output: 1.6, date: 2026-11-01 }
                """);
        PriceList both = own.before(PriceList.shipped());
        Price ours = both.find("openai", "qwen3-32b", Optional.of("https://llm.example.org/v1"), TODAY)
                .orElseThrow();
        assertThat(ours)
                .isEqualTo(new Price(new BigDecimal("0.2"), new BigDecimal("0.8"), "EUR")
                        .withCachedInput(new BigDecimal("0.02"))
                        .withBatchShare(new BigDecimal("0.5"))
                        .withOrigin(new Price.Origin("our contract", LocalDate.of(2026, 11, 1))));
        assertThat(both.find("openai", "gpt-5-mini", Optional.empty(), TODAY)
                        .orElseThrow()
                        .outputPerMillion())
                .isEqualByComparingTo("1.6");
        assertThat(both.find("openai", "gpt-5-nano", Optional.empty(), TODAY)).isPresent();
    }

    @Test
    void tellsEveryProblemOfAListWithItsLine() {
        assertThatThrownBy(() -> list("""
                        vendors:
                          ours: { host: llm.example.org, source: our contract }
                        prices:
                          - { vendor: our, model: a, input: 1, output: 1, date: 2026-11-01 }
                          - { vendor: ours, model: b, input: 1, cached-input: 2, output: 1, date: 2026-11-01 }
                          - { vendor: ours, model: c, input: 1, output: 1, date: soon }
                          - { vendor: ours, model: d, inputs: 1, output: 1, date: 2026-11-01 }
                        """))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("prices.yaml:4")
                .hasMessageContaining("`vendor` is 'our', but must be one of `ours`; did you mean `ours`?")
                .hasMessageContaining("prices.yaml:5")
                .hasMessageContaining("the price of cached input is 2, but must not be above that of input, 1")
                .hasMessageContaining("`date` is 'soon', but must be a day such as `2026-11-21`")
                .hasMessageContaining("did you mean `input`?");
    }

    @Test
    void saysThatThereIsNoSuchList() {
        assertThatThrownBy(() -> PriceList.read(folder.resolve("nowhere.yaml")))
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                .hasMessageContaining("nowhere.yaml: there is no such file");
    }

    private PlannedPipeline bind(String price, String money) throws IOException {
        Files.writeString(folder.resolve("samples.jsonl"), "{\"instruction\":\"Name a prime.\"}\n");
        PriceList prices = list("""
                vendors: { hosted: { host: hosted.example.org, source: the page of the hosted } }
                prices: [ { vendor: hosted, model: big, input: 3, output: 15, date: 2026-05-01 } ]
                """);
        PipelineSpec spec = PipelineReader.read("""
                models: { judge: { provider: hosted, model: big%s } }
                budget: { money: %s }
                compare-with: expert
                steps: [ { load: samples.jsonl }, { judge: judge } ]
                """.formatted(price, money), "test.yaml", folder);
        return new Binder(TestCatalogue.catalogue(), Map.of("HOSTED_KEY", "k"), prices, TODAY).bind(spec);
    }

    @Test
    void givesAModelWithNoPriceTheListedOneAndMentionsItsAge() throws IOException {
        try (PlannedPipeline plan = bind("", "2 USD")) {
            assertThat(plan.model("judge").orElseThrow().price().orElseThrow().inputPerMillion())
                    .isEqualByComparingTo("3");
            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .contains("the price of the model `judge` is of 2026-05-01 (the page of the hosted)");
            assertThat(plan.compareWith().orElseThrow().high()).isEqualTo(usd("20"));
        }
    }

    @Test
    void takesThePipelinesPriceBeforeTheListedOne() throws IOException {
        try (PlannedPipeline plan = bind(", price: { input: 1, cached-input: 0.1, output: 2, batch: 0.5 }", "2 USD")) {
            assertThat(plan.model("judge").orElseThrow().price())
                    .contains(new Price(new BigDecimal("1"), new BigDecimal("2"), "USD")
                            .withCachedInput(new BigDecimal("0.1"))
                            .withBatchShare(new BigDecimal("0.5")));
            assertThat(plan.warnings()).isEmpty();
        }
    }

    @Test
    void refusesAMoneyBudgetInAnotherCurrencyOrWithAPriceThatCannotBe() {
        assertThatThrownBy(() -> bind("", "2 EUR")).hasMessageContaining("use one currency");
        assertThatThrownBy(() -> bind(", price: { input: 1, cached-input: 3, output: 2 }", "2 USD"))
                .hasMessageContaining("`price`: the price of cached input is 3, but must not be above that of input");
        assertThatThrownBy(() -> bind(", price: { input: 1, output: 2, batch: 0 }", "2 USD"))
                .hasMessageContaining("the share of a batch is 0");
    }
}
