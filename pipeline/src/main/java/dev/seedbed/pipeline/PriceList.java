package dev.seedbed.pipeline;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.api.setting.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What models cost, as their makers' public pages say, each with its page and date: for models whose pipeline
/// names no `price`.
///
/// ```java
/// PriceList prices = PriceList.read(Path.of("our-prices.yaml")).before(PriceList.shipped());
/// prices.find("openai", "gpt-5-mini", Optional.empty(), LocalDate.of(2026, 11, 21));
/// ```
///
/// A price counts for a vendor's own address only: for a model whose `base-url` is at the vendor's host, or
/// that has no `base-url` and a provider of the vendor's name. The same name elsewhere is another offer. A
/// snapshot, such as `gpt-5-mini-2025-08-07`, costs what its model does, unless the list names the snapshots
/// that do.
///
/// What comes with Seedbed leaves out models whose price depends on the length of the prompt or the hour: one
/// figure would be wrong for them. Immutable and thread-safe.
public final class PriceList {
    /// After so many days a price is likely to have changed, and is mentioned.
    public static final int DAYS_FRESH = 180;

    private static final String SHIPPED = "prices.json";
    private static final PriceList NONE = new PriceList(List.of());

    private final List<ListedPrice> prices;

    PriceList(List<ListedPrice> prices) {
        this.prices = List.copyOf(prices);
    }

    /// An empty list.
    public static PriceList none() {
        return NONE;
    }

    /// The list that comes with this version of Seedbed.
    public static PriceList shipped() {
        return Shipped.LIST;
    }

    /// Read when the first model needs it.
    private static final class Shipped {
        private static final PriceList LIST = read();

        private static PriceList read() {
            try (InputStream in = PriceList.class.getResourceAsStream(SHIPPED)) {
                if (in == null) {
                    throw new IllegalStateException(SHIPPED + " is missing in the jar");
                }
                return PriceList.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), SHIPPED);
            } catch (IOException e) {
                throw new IllegalStateException(SHIPPED + " cannot be read", e);
            }
        }
    }

    /// Reads a list of one's own, in YAML or JSON:
    ///
    /// ```yaml
    /// vendors:
    ///   ours: { host: llm.example.org, source: our contract, currency: EUR, batch: 0.5 }
    /// prices:
    ///   - { vendor: ours, model: qwen3-32b, input: 0.20, cached-input: 0.02, output: 0.80, date: 2026-11-01 }
    /// ```
    ///
    /// @throws InvalidPipelineException with every problem
    /// @throws SeedbedException if it cannot be read
    public static PriceList read(Path file) {
        try {
            return read(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + ": there is no such file; give the path of a list of prices in YAML or JSON",
                    e);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, file + ": the list of prices cannot be read: " + e.getMessage(), e);
        }
    }

    private static PriceList read(String text, String file) {
        List<Problem> problems = new ArrayList<>();
        List<ListedPrice> prices = new PriceFile(problems)
                .read(PipelineReader.read(text, file, Path.of("")).root());
        if (!problems.isEmpty()) {
            throw new InvalidPipelineException(problems);
        }
        return new PriceList(prices);
    }

    /// This, and what another list says of the models that this one does not have.
    public PriceList before(PriceList other) {
        List<ListedPrice> all = new ArrayList<>(prices);
        all.addAll(other.prices);
        return new PriceList(all);
    }

    /// The price of a model.
    ///
    /// @param provider its provider's id
    /// @param model its name, as the endpoint knows it
    /// @param baseUrl where its calls go, if its pipeline says so
    /// @param day some prices hold from or until a day
    public Optional<Price> find(String provider, String model, Optional<String> baseUrl, LocalDate day) {
        Optional<String> host = baseUrl.map(PriceList::host);
        return prices.stream()
                .filter(each -> host.isPresent()
                        ? host.get().equals(each.vendor().host())
                        : provider.equals(each.vendor().id()))
                .filter(each -> each.isFor(model) && each.holdsOn(day))
                .findFirst()
                .map(ListedPrice::price);
    }

    private static String host(String url) {
        try {
            return Optional.ofNullable(URI.create(url.strip()).getHost())
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// Everything on the list, in its order.
    public List<ListedPrice> all() {
        return prices;
    }

    /// Who sells models.
    ///
    /// @param id the provider's id, where there is one
    /// @param host of its address
    public record Vendor(String id, String host) {}

    /// A line of the list.
    ///
    /// @param snapshots that cost the same; empty for all
    /// @param from the first day it holds
    /// @param until the last day it holds
    public record ListedPrice(
            Vendor vendor,
            String model,
            Price price,
            List<String> snapshots,
            Optional<LocalDate> from,
            Optional<LocalDate> until) {
        private static final String DATED = "\\d{4}-?\\d{2}-?\\d{2}";

        public ListedPrice {
            snapshots = List.copyOf(snapshots);
        }

        boolean isFor(String name) {
            if (name.equals(model)) {
                return true;
            }
            if (!name.startsWith(model + "-")) {
                return false;
            }
            String rest = name.substring(model.length() + 1);
            return snapshots.isEmpty() ? rest.matches(DATED) : snapshots.contains(rest);
        }

        boolean holdsOn(LocalDate day) {
            return from.map(first -> !day.isBefore(first)).orElse(true)
                    && until.map(last -> !day.isAfter(last)).orElse(true);
        }
    }

    /// The beginning of a sentence on a price that may have changed since; empty for one that is fresh.
    static Optional<String> stale(Map.Entry<String, Price> model, LocalDate day) {
        return model.getValue()
                .origin()
                .filter(origin -> origin.date().isBefore(day.minusDays(DAYS_FRESH)))
                .map(origin -> "the price of the model `" + model.getKey() + "` is of " + origin.date() + " ("
                        + origin.source() + "), more than " + DAYS_FRESH
                        + " days ago; look it up, and say what it is now with `price`");
    }
}
