package dev.seedbed.pipeline;

import dev.seedbed.api.model.Price;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.pipeline.PriceList.ListedPrice;
import dev.seedbed.pipeline.PriceList.Vendor;
import dev.seedbed.pipeline.SettingsBinding.Bound;
import dev.seedbed.pipeline.expression.Nearest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a list of prices out of the values of a file, and notes what is wrong with them.
final class PriceFile {
    private static final Parameter<Object> VENDORS =
            Parameter.anyValue("vendors", "Who sells models, by name.").required();
    private static final Parameter<Object> PRICES =
            Parameter.anyValue("prices", "What each model costs.").required();

    private static final Parameter<String> HOST =
            Parameter.text("host", "The host of the vendor's address.").required();
    private static final Parameter<String> SOURCE =
            Parameter.text("source", "Where the prices stand.").required();

    private static final Parameter<String> VENDOR =
            Parameter.text("vendor", "One of the vendors.").required();
    private static final Parameter<String> MODEL =
            Parameter.text("model", "The model's name.").required();
    private static final Parameter<String> DATE =
            Parameter.text("date", "When it was looked up.").required();
    /// A page of its own, where the price does not stand on the vendor's.
    private static final Parameter<String> SOURCE_OF_ONE = Parameter.text("source", "Where the price stands.");

    private static final Parameter<String> FROM = Parameter.text("from", "The first day it holds.");
    private static final Parameter<String> UNTIL = Parameter.text("until", "The last day it holds.");
    private static final Parameter<List<String>> SNAPSHOTS =
            Parameter.listOf("snapshots", new Kind.Text(), "Which snapshots cost the same.");

    private static final List<Parameter<?>> OF_A_PRICE = List.of(
            VENDOR,
            MODEL,
            PipelineKeys.INPUT,
            PipelineKeys.CACHED_INPUT,
            PipelineKeys.OUTPUT,
            PipelineKeys.BATCH,
            DATE,
            SOURCE_OF_ONE,
            FROM,
            UNTIL,
            SNAPSHOTS);

    private final List<Problem> problems;
    private final SettingsBinding binding;
    private final Map<String, Settings> vendors = new LinkedHashMap<>();

    PriceFile(List<Problem> problems) {
        this.problems = problems;
        this.binding = new SettingsBinding(Scope.outside("prices", Path.of("")), problems);
    }

    List<ListedPrice> read(Raw.Fields root) {
        binding.bind("a list of prices", List.of(VENDORS, PRICES), root, Map.of());
        root.find("vendors").map(Raw.Field::raw).ifPresent(this::vendors);
        List<ListedPrice> prices = new ArrayList<>();
        root.find("prices").map(Raw.Field::raw).ifPresent(raw -> {
            if (raw instanceof Raw.Items items) {
                items.items().forEach(each -> price(each).ifPresent(prices::add));
            } else {
                report(raw, "`prices` is " + Shown.kind(raw) + ", but must be a list of prices");
            }
        });
        return prices;
    }

    private void report(Raw raw, String message) {
        problems.add(new Problem(raw.location(), message));
    }

    private void vendors(Raw raw) {
        if (!(raw instanceof Raw.Fields fields)) {
            report(raw, "`vendors` is " + Shown.kind(raw) + ", but must be a map: `ours: { host: ..., source: ... }`");
            return;
        }
        for (Raw.Field field : fields.fields()) {
            if (field.raw() instanceof Raw.Fields settings) {
                Bound bound = binding.bind(
                        "the vendor `" + field.name() + "`",
                        List.of(HOST, SOURCE, PipelineKeys.CURRENCY, PipelineKeys.BATCH),
                        settings,
                        Map.of());
                vendors.put(field.name(), bound.settings());
            } else {
                report(field.raw(), "the vendor `" + field.name() + "` must be a map: `{ host: ..., source: ... }`");
            }
        }
    }

    private Optional<ListedPrice> price(Raw raw) {
        if (!(raw instanceof Raw.Fields fields)) {
            report(raw, "a price is " + Shown.value(raw) + ", but must be a map: `{ vendor: ..., model: ..., ... }`");
            return Optional.empty();
        }
        Bound bound = binding.bind("a price", OF_A_PRICE, fields, Map.of());
        Settings settings = bound.settings();
        if (!bound.whole()) {
            return Optional.empty();
        }
        String id = settings.get(VENDOR);
        Settings vendor = vendors.get(id);
        if (vendor == null) {
            report(
                    raw,
                    "`vendor` is '" + id + "', but must be one of " + Shown.names(vendors.keySet())
                            + Nearest.hint(id, vendors.keySet()));
            return Optional.empty();
        }
        if (vendor.find(HOST).isEmpty() || vendor.find(SOURCE).isEmpty()) {
            return Optional.empty();
        }
        return listed(raw, new Vendor(id, vendor.get(HOST)), vendor, settings);
    }

    private Optional<ListedPrice> listed(Raw raw, Vendor vendor, Settings defaults, Settings settings) {
        Optional<LocalDate> date = date(raw, settings, DATE);
        Optional<LocalDate> from = date(raw, settings, FROM);
        Optional<LocalDate> until = date(raw, settings, UNTIL);
        String source = settings.find(SOURCE_OF_ONE).orElse(defaults.get(SOURCE));
        try {
            Price price = PipelineKeys.price(settings, defaults);
            return date.map(day -> new ListedPrice(
                    vendor,
                    settings.get(MODEL),
                    price.withOrigin(new Price.Origin(source, day)),
                    settings.find(SNAPSHOTS).orElse(List.of()),
                    from,
                    until));
        } catch (IllegalArgumentException e) {
            report(raw, "the price of `" + settings.get(MODEL) + "`: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<LocalDate> date(Raw raw, Settings settings, Parameter<String> parameter) {
        return settings.find(parameter).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                report(raw, "`" + parameter.name() + "` is '" + text + "', but must be a day such as `2026-11-21`");
                return Optional.empty();
            }
        });
    }
}
