package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The profiles by their names. What each measures and where its bounds come from is in `GopherRules`, `WebRules`
/// and `CuratorRules`.
final class Profiles {
    private static final Map<String, Supplier<FilterProfile>> ALL = new LinkedHashMap<>();

    static {
        enter("gopher", "as gopher/paper", Profiles::gopherPaper);
        enter("gopher/paper", "Rae et al. 2021, arXiv 2112.11446, section A1.1 and table A1", Profiles::gopherPaper);
        enter(
                "gopher/datatrove",
                "datatrove 0.10.1, GopherRepetitionFilter and GopherQualityFilter, October 2026",
                () -> List.of(Stage.of(Unit.CODE_POINTS, GopherRules.datatrove())));
        enter(
                "gopher/dolma",
                "dolma 1.2.1, tagger gopher_v2, with the bounds of configs/dolma-v1_5, October 2026",
                () -> List.of(Stage.of(Unit.CODE_POINTS, GopherRules.dolma(SegmentKind.LINES_BETWEEN_RUNS))));
        enter(
                "gopher/dolma-v1",
                "dolma 1.2.1, tagger gopher_v1, with the bounds of configs/dolma-v1_5, October 2026",
                () -> List.of(Stage.of(Unit.CODE_POINTS, GopherRules.dolma(SegmentKind.LINES))));
        enter(
                "gopher/curator",
                "NeMo Curator 1.4.0, the heuristic filters after Gopher, October 2026",
                () -> List.of(Stage.of(Unit.CODE_POINTS, CuratorRules.gopher())));
        enter("c4", "TensorFlow Datasets, text/c4_utils.py, 2020", () -> WebRules.c4(C4Cleaning.reference(), 3));
        enter(
                "c4/datatrove",
                "datatrove 0.10.1, C4QualityFilter, October 2026",
                () -> WebRules.c4Datatrove(C4Cleaning.datatrove()));
        enter("c4/dolma", "dolma 1.2.1, tagger c4_v2, October 2026", WebRules::c4Dolma);
        enter("fineweb", "datatrove 0.10.1, examples/fineweb.py, October 2026", WebRules::fineweb);
        enter("dclm", "datamap-rs, configs/all_dressed, March 2026", WebRules::dclm);
        enter("dolma", "Soldaini et al. 2024, arXiv 2402.00159: C4 NoPunc, then gopher/dolma", WebRules::dolma);
        enter(
                "nemo-curator",
                "NeMo Curator 1.4.0, heuristic_filter_english_pipeline.yaml, October 2026",
                () -> List.of(Stage.of(Unit.CODE_POINTS, CuratorRules.english())));
    }

    private Profiles() {}

    private static List<Stage> gopherPaper() {
        return List.of(Stage.of(Unit.CODE_POINTS, GopherRules.paper()));
    }

    private static void enter(String name, String origin, Supplier<List<Stage>> stages) {
        ALL.put(name, () -> new FilterProfile(name, origin, stages.get()));
    }

    static List<String> names() {
        return List.copyOf(new ArrayList<>(ALL.keySet()));
    }

    static FilterProfile named(String name) {
        Supplier<FilterProfile> profile = ALL.get(name);
        if (profile == null) {
            throw new IllegalArgumentException(
                    "there is no filter profile `" + name + "`; there are " + String.join(", ", ALL.keySet()));
        }
        return profile.get();
    }
}
