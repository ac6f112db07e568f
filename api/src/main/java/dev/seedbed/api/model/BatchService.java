package dev.seedbed.api.model;

import dev.seedbed.api.model.CallFailedException.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The port to an endpoint's interface for batches: many requests are handed in together, and answered later and
/// cheaper.
///
/// ```java
/// Letter letter = batches.write(request, seed);
/// String id = batches.submit("seedbed-1f", List.of(new Posted("1f-0", letter)), deadline);
/// // ... until batches.look(id, deadline) is Ended
/// batches.fetch(id, Map.of("1f-0", request), (posted, outcome) -> ..., deadline);
/// ```
///
/// **Order**: what comes of a request is told by the id that it was posted under, in whatever order. **Failures**:
/// a request that was refused inside a batch is told by the same [CallFailedException] as if it had been asked by
/// itself. **Threads**: thread-safe; calls block, and end soon after their thread is interrupted. Nothing is tried
/// again here.
public interface BatchService {
    /// How many requests one batch takes.
    int mostRequests();

    /// How many bytes the bodies of one batch may have together.
    long mostBytes();

    /// The request as a batch takes it.
    ///
    /// @throws CallFailedException if it cannot be said at all
    Letter write(Request request, int seed) throws CallFailedException;

    /// Hands requests in.
    ///
    /// @param name by which [#find] knows the batch again: letters, digits and `-`, 40 at most
    /// @param posted all with the same target, each id beginning with the name
    /// @return the endpoint's own id of the batch
    /// @throws CallFailedException if it was not taken; but where no answer came, it may have been
    String submit(String name, List<Posted> posted, Duration deadline) throws CallFailedException, InterruptedException;

    /// Looks for a batch of which it is not known whether it was taken.
    ///
    /// @param requests how many it has
    /// @param since when it was submitted at the earliest, by this machine's clock
    Search find(String name, int requests, Instant since, Duration deadline)
            throws CallFailedException, InterruptedException;

    /// How far a batch is.
    Status look(String id, Duration deadline) throws CallFailedException, InterruptedException;

    /// Gives out what came of the requests of a batch that has ended. Those that it says nothing of were not
    /// mentioned by the endpoint.
    ///
    /// @param asked the requests by the ids they were posted under
    void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException;

    /// Asks that no more be done for it. It ends a while later, with what was done by then. One that has ended
    /// already stays as it is.
    void cancel(String id, Duration deadline) throws CallFailedException, InterruptedException;

    /// A request, written.
    ///
    /// @param target what kind of request it is; those of a batch are all of one kind
    /// @param body JSON
    record Letter(String target, String body) {}

    /// A letter under its id: letters, digits, `-` and `_`, 64 at most.
    record Posted(String id, Letter letter) {}

    /// What came of a search.
    sealed interface Search {}

    /// It is there.
    record Found(String id) implements Search {}

    /// It was never taken.
    record Absent() implements Search {}

    /// It cannot be told yet.
    record Unsure() implements Search {}

    /// How far a batch is.
    sealed interface Status {}

    record Running() implements Status {}

    /// @param isCancelled whether somebody told it to end
    record Ended(boolean isCancelled) implements Status {}

    /// It failed as a whole, and nothing was asked.
    ///
    /// @param isTooMuch whether it may be taken when others have ended, or in smaller pieces
    /// @param remedy `GIVE_UP` if one of its requests is to blame, else what helps against what is
    record Refused(String why, boolean isTooMuch, Remedy remedy) implements Status {
        /// One of its requests may be to blame.
        public Refused(String why, boolean isTooMuch) {
            this(why, isTooMuch, Remedy.GIVE_UP);
        }
    }

    /// What came of one request.
    sealed interface Outcome {}

    record Answered(Reply reply) implements Outcome {}

    record Failed(CallFailedException failure) implements Outcome {}

    /// It was never asked: time ran out, or the batch was cancelled. It costs nothing.
    record Unasked(String why) implements Outcome {}

    /// Is given what came of each request.
    @FunctionalInterface
    interface Taker {
        void take(String posted, Outcome outcome) throws InterruptedException;
    }
}
