package dev.seedbed.model.embedding;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A graph of the BERT family on ONNX Runtime: numbers of tokens in, numbers out.
///
/// ```java
/// try (OnnxGraph graph = OnnxGraph.of(weights)) {
///     OnnxGraph.Output output = graph.run(new long[] {101, 7592, 102});
/// }
/// ```
///
/// **One text at a time, on one thread**: weights of eight bits are multiplied by values that are rounded on
/// the way, to steps that depend on the largest value of the whole batch. So a text would get other numbers in
/// another batch (a cosine of only 0.97 to 0.99 to the vector it has alone, measured on eight sentences by
/// all-MiniLM-L6-v2).
///
/// Thread-safe. The native runtime is told to send nothing home.
final class OnnxGraph implements AutoCloseable {
    private static final String TOKENS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(TOKENS, MASK, TYPES));
    private static final String LOGITS = "logits";

    /// Those that the runtime's Java gives as floats.
    private static final List<OnnxJavaType> FLOATS =
            List.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, OnnxJavaType> inputs;
    private final String output;

    /// What a graph gives.
    ///
    /// @param numbers row by row
    /// @param shape of them, the text's own dimension of 1 in front
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Output(float[] numbers, long[] shape) {
        /// The size of the last dimension.
        int width() {
            return (int) shape[shape.length - 1];
        }
    }

    private OnnxGraph(OrtEnvironment environment, OrtSession session, Map<String, OnnxJavaType> inputs, String output) {
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
        this.output = output;
    }

    /// @throws IOException if it takes what no text gives, or gives no floats
    /// @throws OrtException if the runtime cannot use it
    /// @throws LinkageError if there is no runtime for this machine
    static OnnxGraph of(byte[] weights) throws IOException, OrtException {
        return of((environment, options) -> environment.createSession(weights, options));
    }

    /// The graph of a file, beside which there may be others with its weights. Throws as [#of(byte[])].
    static OnnxGraph read(String file) throws IOException, OrtException {
        return of((environment, options) -> environment.createSession(file, options));
    }

    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private static OnnxGraph of(Opening opening) throws IOException, OrtException {
        NativeRuntime.find();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // What it warns of is of no use to who cannot change the model, and would stand in the middle of a display.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtSession session = opening.open(environment, options);
            try {
                Set<String> outputs = session.getOutputNames();
                String output =
                        outputs.contains(LOGITS) ? LOGITS : outputs.iterator().next();
                refuseOtherThanNumbers(output, session.getOutputInfo().get(output));
                return new OnnxGraph(environment, session, inputs(session), output);
            } catch (IOException | OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        }
    }

    private static Map<String, OnnxJavaType> inputs(OrtSession session) throws IOException, OrtException {
        Map<String, OnnxJavaType> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, NodeInfo> each : session.getInputInfo().entrySet()) {
            boolean isTensor = each.getValue().getInfo() instanceof TensorInfo;
            OnnxJavaType type =
                    each.getValue().getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN;
            boolean isWhole = type == OnnxJavaType.INT64 || type == OnnxJavaType.INT32;
            if (!KNOWN.contains(each.getKey()) || !isTensor || !isWhole) {
                throw new IOException("its graph has the input '" + each.getKey() + "' of type " + type
                        + ", but a text gives " + KNOWN + " only, as whole numbers; export it for texts without"
                        + " further inputs");
            }
            inputs.put(each.getKey(), type);
        }
        if (!inputs.containsKey(TOKENS)) {
            throw new IOException(
                    "its graph has the inputs " + inputs.keySet() + ", but not '" + TOKENS + "', by which texts come");
        }
        return inputs;
    }

    private static void refuseOtherThanNumbers(String output, @Nullable NodeInfo info) throws IOException {
        ValueInfo given = Objects.requireNonNull(info).getInfo();
        String type = switch (given) {
            case TensorInfo tensor -> FLOATS.contains(tensor.type) ? "" : "a tensor of " + tensor.type;
            case SequenceInfo _ -> "a sequence";
            case MapInfo _ -> "a map";
            default -> given.getClass().getSimpleName();
        };
        if (!type.isEmpty()) {
            throw new IOException("its graph gives '" + output + "' as " + type + ", but it must be a tensor of "
                    + FLOATS + "; export it without steps behind the logits");
        }
    }

    /// What it gives for a text.
    ///
    /// @param ids the numbers of its tokens, those around it included
    Output run(long[] ids) throws OrtException {
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, OnnxJavaType> input : inputs.entrySet()) {
                long[] numbers = switch (input.getKey()) {
                    case TOKENS -> ids;
                    case MASK -> ones;
                    default -> new long[ids.length];
                };
                tensors.put(input.getKey(), tensor(numbers, input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                OnnxTensor first = (OnnxTensor) result.get(0);
                FloatBuffer given = first.getFloatBuffer();
                float[] numbers = new float[given.remaining()];
                given.get(numbers);
                return new Output(numbers, first.getInfo().getShape());
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(long[] numbers, OnnxJavaType type) throws OrtException {
        long[] shape = {1, numbers.length};
        return type == OnnxJavaType.INT32
                ? OnnxTensor.createTensor(
                        environment,
                        IntBuffer.wrap(Arrays.stream(numbers)
                                .mapToInt(number -> (int) number)
                                .toArray()),
                        shape)
                : OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), shape);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
