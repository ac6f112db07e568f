package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has the model write instances of a task: the output first for classification, so that the labels come
/// evenly, and the input first for all other tasks (Self-Instruct, section 2.2). Every instance becomes a
/// sample, those to be dropped too, with the reason in a column for the gate behind.
///
/// @param most how many instances of a task are kept at most
record InstancesStep(
        String name,
        Asking asking,
        Template inputFirst,
        Template outputFirst,
        Sampling inputFirstSampling,
        Sampling outputFirstSampling,
        int most)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        boolean classification = Boolean.TRUE.equals(sample.data().value(Tasks.IS_CLASSIFICATION));
        Template prompt = classification ? outputFirst : inputFirst;
        String text = prompt.render(Map.of(Tasks.INSTRUCTION, sample.data().text(Tasks.INSTRUCTION)));
        // The reply is to begin on its own line, and a template's last line break may be taken off when it is read.
        String whole = Words.strip(text) + "\n";
        Sampling sampling = classification ? outputFirstSampling : inputFirstSampling;
        Reply reply = work.ask(asking.ask(sample, prompt, whole, sampling));
        if (reply.finish() == Finish.FILTERED) {
            return rejected("filtered", "the endpoint withheld or cut the reply", reply.text());
        }
        List<Instance> instances =
                classification ? Instance.outputFirst(reply.text()) : Instance.inputFirst(reply.text());
        if (instances.isEmpty()) {
            return rejected(
                    "no-instances",
                    classification
                            ? "there is no 'Class label:' in the reply"
                            : "there is neither 'Example' nor 'Output:' in the reply",
                    reply.text());
        }
        boolean cut = reply.finish() == Finish.LENGTH;
        return Outcome.became(sample.children(
                name, rows(sample.data(), instances, InstanceRules.judge(instances, cut, most, work.random(0)))));
    }

    private static List<Data> rows(Data task, List<Instance> instances, List<Optional<InstanceRules.Fault>> faults) {
        List<Data> rows = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(i);
            rows.add(Data.of(Tasks.INSTRUCTION, task.value(Tasks.INSTRUCTION))
                    .with(Tasks.INPUT, instance.input())
                    .with(Tasks.ANSWER, instance.output())
                    .with(task)
                    .with(Tasks.FAULT, faults.get(i).map(InstanceRules::asMap).orElse(null)));
        }
        return rows;
    }

    private static Outcome rejected(String reason, String explanation, String text) {
        return Outcome.rejected(new Rejection(reason, explanation, Data.of("text", text)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Tasks.INPUT, Tasks.ANSWER, Tasks.FAULT));
    }
}
