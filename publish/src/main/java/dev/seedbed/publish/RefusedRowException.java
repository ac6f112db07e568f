package dev.seedbed.publish;

/// A row from which a trainer would silently learn something else than it says. The message goes on from
/// "row 3 (_id ...): ".
final class RefusedRowException extends Exception {
    RefusedRowException(String message) {
        super(message);
    }
}
