package dev.seedbed.recipes.selfinstruct;

/// The columns of a task on its way.
final class Tasks {
    static final String INSTRUCTION = "instruction";
    static final String INPUT = "input";
    static final String ANSWER = "answer";
    static final String IS_CLASSIFICATION = "is_classification";
    /// Why an instance is to be rejected, between the step that reads instances and the gate.
    static final String FAULT = "instance_fault";

    private Tasks() {}
}
