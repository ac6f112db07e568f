"""Writes the tiny ONNX models of the tests and the documentation.

    python3 -m venv v && v/bin/pip install onnx && v/bin/python benchmarks/onnx/make_models.py

They have the interface of models of the BERT family as hubs export them (input_ids, attention_mask and token_type_ids
in, logits out), with weights that were set by hand: each word adds what its row in WEIGHTS says to the scores of the
labels. So what they must say of a text can be computed on paper. They know nothing else of language.

As in a real model, more tokens than it has positions for are an error of the runtime. Nothing is random: the same
version of `onnx` writes the same bytes.
"""

import json
import string
from pathlib import Path

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "examples/data/models"
TESTS = ROOT / "models/embedding/src/test/resources/models"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
POSITIONS = 16


def pieces(words):
    """A vocabulary that can spell everything in ASCII beside these words."""
    letters = string.ascii_lowercase + string.digits
    if any(word != word.lower() for word in words):
        letters += string.ascii_uppercase
    spelt = list(string.punctuation) + list(letters) + ["##" + letter for letter in letters]
    return SPECIAL + list(dict.fromkeys(spelt + sorted(words)))


def graph(folder, name, vocabulary, weights, bias, inputs, whole=TensorProto.INT64, of_tokens=False, given="float"):
    table = numpy.zeros((len(vocabulary), len(bias)), numpy.float32)
    for word, row in weights.items():
        table[vocabulary.index(word)] = row
    constants = {
        "table": table,
        "positions": numpy.zeros((POSITIONS, len(bias)), numpy.float32),
        "bias": numpy.array(bias, numpy.float32),
        "zero": numpy.array(0, numpy.int64),
        "one": numpy.array(1, numpy.int64),
        "axis": numpy.array([1], numpy.int64),
        "last": numpy.array([2], numpy.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        # A position beyond the table is an error, as in a real model.
        helper.make_node("Shape", ["input_ids"], ["shape"]),
        helper.make_node("Gather", ["shape", "one"], ["length"]),
        helper.make_node("Range", ["zero", "length", "one"], ["places"]),
        helper.make_node("Gather", ["positions", "places"], ["placed"]),
        helper.make_node("Add", ["words", "placed"], ["embedded"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["embedded", "wide"], ["seen"]),
    ]
    if of_tokens:
        nodes.append(helper.make_node("Add", ["seen", "bias"], ["sums"]))
    else:
        nodes.append(helper.make_node("ReduceSum", ["seen", "axis"], ["pooled"], keepdims=0))
        nodes.append(helper.make_node("Add", ["pooled", "bias"], ["sums"]))
    shape = ["batch", "tokens", "labels"][:: 1 if of_tokens else 2]
    if given == "sequence":
        nodes.append(helper.make_node("SequenceConstruct", ["sums"], ["logits"]))
        logits = helper.make_tensor_sequence_value_info("logits", TensorProto.FLOAT, None)
    elif given == "double":
        nodes.append(helper.make_node("Cast", ["sums"], ["logits"], to=TensorProto.DOUBLE))
        logits = helper.make_tensor_value_info("logits", TensorProto.DOUBLE, shape)
    else:
        nodes[-1].output[0] = "logits"
        logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, shape)
    model = helper.make_model(
        helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(each, whole, ["batch", "tokens"]) for each in inputs],
            [logits],
            [numpy_helper.from_array(array, key) for key, array in constants.items() if any(key in node.input for node in nodes)],
        ),
        opset_imports=[helper.make_opsetid("", 13)],
        producer_name="seedbed",
    )
    model.ir_version = 8
    checker.check_model(model)
    folder.mkdir(parents=True, exist_ok=True)
    save(model, folder / name)


def text(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")


def files(folder, vocabulary, config):
    text(folder, "vocab.txt", "".join(piece + "\n" for piece in vocabulary))
    labels = config.pop("labels")
    config["id2label"] = {str(i): label for i, label in enumerate(labels)}
    config["vocab_size"] = len(vocabulary)
    config["max_position_embeddings"] = POSITIONS
    text(folder, "config.json", json.dumps(config, indent=2) + "\n")


ALL = ["input_ids", "attention_mask", "token_type_ids"]

# toxic, threat, insult: each label by itself.
WEIGHTS = {"fool": [8, 0, 9], "hurt": [6, 9, 0], "kind": [-2, -2, -2]}
words = pieces(["fool", "hurt", "kind", "you", "are", "a", "i", "will", "the", "and"])
graph(PUBLIC / "tiny-toxic", "model.onnx", words, WEIGHTS, [-4, -5, -4], ALL)
files(
    PUBLIC / "tiny-toxic",
    words,
    {
        "model_type": "bert",
        "architectures": ["BertForSequenceClassification"],
        "problem_type": "multi_label_classification",
        "labels": ["toxic", "threat", "insult"],
    },
)
text(PUBLIC / "tiny-toxic", "tokenizer_config.json", '{ "do_lower_case": true }\n')

# calm or shouting: one of both, by capital letters; two inputs, 32 bits, no file about the tokenizer.
cased = pieces(["help", "HELP", "me"])
graph(
    TESTS / "cased" / "onnx",
    "model.onnx",
    cased,
    {"HELP": [-1, 1], "help": [1, -1]},
    [0, 0],
    ALL[:2],
    whole=TensorProto.INT32,
)
files(TESTS / "cased", cased, {"model_type": "distilbert", "labels": ["calm", "shouting"]})

# Labels of tokens, where those of texts are wanted, and an input that no text gives.
tokens = pieces(["Ada"])
graph(TESTS / "tokens", "model.onnx", tokens, {"Ada": [-9, 9, 0]}, [1, 0, 0], ALL, of_tokens=True)
files(TESTS / "tokens", tokens, {"model_type": "bert", "labels": ["O", "B-PER", "I-PER"]})
graph(TESTS / "tokens", "further.onnx", tokens, {}, [0, 0, 0], ALL + ["position_ids"])
graph(TESTS / "tokens", "nameless.onnx", tokens, {}, [0, 0, 0], ALL)

# What is no number, and what is none of 32 bits: infinite for one word, and not a number for both.
graph(TESTS / "tokens", "endless.onnx", tokens, {"Ada": [0, float("inf"), 0], "b": [0, -float("inf"), 0]}, [0, 0, 0], ALL)
graph(TESTS / "tokens", "double.onnx", tokens, {}, [0, 0, 0], ALL, given="double")
graph(TESTS / "tokens", "sequence.onnx", tokens, {}, [0, 0, 0], ALL, given="sequence")
