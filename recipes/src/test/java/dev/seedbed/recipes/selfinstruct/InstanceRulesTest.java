package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Draw;
import dev.seedbed.api.SampleId;
import dev.seedbed.recipes.internal.Picking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstanceRulesTest {
    private static RandomGenerator random(int n) {
        return Draw.of(1, SampleId.root("test", "x"), "test", n, 0).random();
    }

    private static List<String> reasons(boolean cut, String... pairs) {
        List<Instance> instances = Arrays.stream(pairs)
                .map(pair -> pair.split(">", -1))
                .map(pair -> new Instance(pair[0], pair[1]))
                .toList();
        return InstanceRules.judge(instances, cut, 5, random(0)).stream()
                .map(fault -> fault.map(InstanceRules.Fault::reason).orElse("kept"))
                .toList();
    }

    @Test
    void dropsInvalidInstancesOneByOne() {
        assertThat(reasons(false, "a>a", "a>", "a:>b", "a>b:", "a>b", ">b", ">"))
                .containsExactly(
                        "input-equals-output",
                        "empty-output",
                        "ends-with-colon",
                        "ends-with-colon",
                        "kept",
                        "kept",
                        "input-equals-output");
    }

    @Test
    void dropsTheLastInstanceOfACutReply() {
        assertThat(reasons(true, "a>b", "c>d")).containsExactly("kept", "truncated");
        assertThat(reasons(true, "a>b")).containsExactly("truncated");
        assertThat(reasons(true)).isEmpty();
    }

    @Test
    void dropsAllInstancesIfTwoContradictEachOther() {
        assertThat(reasons(false, "a>b", "c>d", "a>e"))
                .containsExactly("conflicting-outputs", "conflicting-outputs", "conflicting-outputs");
        assertThat(reasons(false, ">b", ">c")).containsExactly("kept", "kept");
        assertThat(reasons(true, "a>b", "a>c")).containsExactly("kept", "truncated");
        assertThat(reasons(false, "a>b", "a>c", "x>")).endsWith("empty-output");
    }

    @Test
    void dropsRepeatedInstances() {
        assertThat(reasons(false, "a>b", "a>b", ">b", ">b"))
                .containsExactly("kept", "duplicate-instance", "kept", "duplicate-instance");
    }

    @Test
    void keepsFiveByTheDraw() {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            instances.add(new Instance("in " + i, "out " + i));
        }
        assertThat(InstanceRules.judge(instances, false, 5, random(1)))
                .isEqualTo(InstanceRules.judge(instances, false, 5, random(1)))
                .satisfies(faults -> assertThat(faults.stream().filter(each -> each.isEmpty()))
                        .hasSize(5))
                .satisfies(faults -> assertThat(
                                faults.stream().flatMap(each -> each.stream()).map(InstanceRules.Fault::reason))
                        .containsExactly("too-many-instances", "too-many-instances", "too-many-instances"));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(n -> InstanceRules.judge(instances, false, 5, random(n)))
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void picksWithoutReplacementAndEachItemEquallyOften() {
        List<Integer> items = IntStream.range(0, 10).boxed().toList();
        int[] counts = new int[10];
        for (int n = 0; n < 10_000; n++) {
            List<Integer> picked = Picking.some(items, 4, random(n));
            assertThat(picked).hasSize(4).doesNotHaveDuplicates();
            picked.forEach(each -> counts[each]++);
        }
        // 4,000 expected, with a standard deviation of 49.
        assertThat(IntStream.of(counts).boxed()).allMatch(count -> count >= 3_750 && count <= 4_250);
        assertThat(Picking.some(items, 20, random(0))).containsExactlyInAnyOrderElementsOf(items);
        assertThat(Picking.some(List.of(), 2, random(0))).isEmpty();
    }
}
