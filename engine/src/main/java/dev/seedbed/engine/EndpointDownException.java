package dev.seedbed.engine;

import dev.seedbed.api.run.JournalledCall.Lost;

/// An endpoint is out of order, and another may stand in for it.
final class EndpointDownException extends RuntimeException {
    private final transient Lost lost;

    /// @param why in words, with the model's name
    EndpointDownException(String why) {
        this(why, Lost.NONE);
    }

    private EndpointDownException(String why, Lost lost) {
        super(why, null, false, false);
        this.lost = lost;
    }

    EndpointDownException with(Lost newLost) {
        return new EndpointDownException(String.valueOf(getMessage()), newLost);
    }

    /// What tries that got no reply may have cost.
    Lost lost() {
        return lost;
    }
}
