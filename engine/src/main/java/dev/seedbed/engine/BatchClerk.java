package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.BatchService.Letter;
import dev.seedbed.api.model.BatchService.Posted;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.engine.BatchDesk.SentBatch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// Hands batches in, looks after them, and takes in what came of them.
///
/// **Nothing is handed in twice.** What a batch holds is in the log before it is submitted, and the endpoint's id of
/// it as soon as there is one. Where no id came, because the answer was lost or the process died, the batch is
/// looked for at the endpoint before anything in it is sent again. Only when all that came of it is in the journal
/// does it leave the log.
final class BatchClerk {
    private static final Duration LISTED_AFTER = Duration.ofMinutes(1);

    private static final int MOST_WORDLESS = 2;

    private final BatchDesk desk;
    private final ModelBinding model;
    private final BatchService service;
    private final BatchLine line;
    private final BatchLog log;
    private final Journal journal;
    private final Purse purse;
    private final CallRules rules;
    private final Clock clock;
    private final LongAdder tries = new LongAdder();
    private volatile BooleanSupplier hasAnswered = () -> false;
    private volatile boolean answered;
    private int fruitless;
    private int wordless;
    private int refusedAlone;
    private long sequence;

    BatchClerk(BatchDesk desk, ModelBinding model, BatchService service, BatchDesks.Shared shared) {
        this.desk = desk;
        this.model = model;
        this.service = service;
        this.rules = shared.rules();
        this.line = new BatchLine(model.alias(), shared.rules(), shared.stopSignal());
        this.log = shared.log();
        this.journal = shared.journal();
        this.purse = shared.purse();
        this.clock = shared.clock();
    }

    void hasAnswered(BooleanSupplier newHasAnswered) {
        hasAnswered = newHasAnswered;
    }

    long tries() {
        return tries.sum();
    }

    boolean isKnownToAnswer() {
        return answered || hasAnswered.getAsBoolean();
    }

    void send(List<Slip> load) throws InterruptedException {
        List<BatchLog.Question> questions =
                load.stream().map(slip -> slip.question).toList();
        BatchLog.Batch batch = new BatchLog.Batch(
                name(questions.getFirst().key()),
                model.endpoint().identity(),
                Optional.empty(),
                clock.instant(),
                load.getFirst().most.price(),
                questions);
        SentBatch sent = new SentBatch(batch, System.nanoTime(), desk.rules().poll());
        List<Posted> posted = new ArrayList<>(load.size());
        for (int number = 0; number < load.size(); number++) {
            Slip slip = load.get(number);
            sent.slips.put(sent.posted(number), slip);
            posted.add(new Posted(sent.posted(number), Objects.requireNonNull(slip.letter)));
            slip.letter = null;
        }
        log.intend(batch);
        desk.isAway(sent);
        submit(sent, posted);
    }

    /// Another for each batch, even of the same questions. It decides nothing but how the batch is called.
    private String name(Hash first) {
        return "seedbed-"
                + Hash.of(first.toString(), clock.instant().toString(), Long.toString(sequence++))
                        .toString()
                        .substring(0, 16);
    }

    private void submit(SentBatch sent, List<Posted> posted) throws InterruptedException {
        long begun = System.nanoTime();
        for (int times = 0; ; times++) {
            try {
                sent.lastSubmit = clock.instant();
                isTaken(sent, service.submit(sent.name(), posted, line.transfer()));
                tries.add(posted.size());
                return;
            } catch (CallFailedException failure) {
                if (failure.remedy() == Remedy.GIVE_UP) {
                    isNotTaken(sent, failure);
                    return;
                }
                if (failure.remedy() == Remedy.STOP_RUN) {
                    log.close(sent.name());
                    desk.isBack(sent, List.of());
                }
                line.pause(failure, begun, times);
                if (failure.remedy() == Remedy.RETRY && !isStillToSubmit(sent)) {
                    return;
                }
            }
        }
    }

    /// Whether a batch whose submission got no answer was not taken.
    private boolean isStillToSubmit(SentBatch sent) throws InterruptedException {
        switch (find(sent)) {
            case BatchService.Found found -> isTaken(sent, found.id());
            case BatchService.Absent _ -> {
                return true;
            }
            case BatchService.Unsure _ -> sent.lookLater();
        }
        return false;
    }

    /// An endpoint may list a batch only a while after it took it: till then, that it is not there says nothing.
    private BatchService.Search find(SentBatch sent) throws InterruptedException {
        BatchService.Search search = line.persist(
                () -> service.find(sent.name(), sent.asIntended.questions().size(), sent.sent(), line.transfer()));
        return search instanceof BatchService.Absent && clock.instant().isBefore(sent.lastSubmit.plus(LISTED_AFTER))
                ? new BatchService.Unsure()
                : search;
    }

    private void isTaken(SentBatch sent, String id) {
        log.submitted(sent.name(), id);
        sent.id = Optional.of(id);
        sent.lookLater();
    }

    /// Halves what was refused as a whole, so that a question that no batch takes fails by itself. As long as the
    /// endpoint has answered nothing, it may be the endpoint that is to blame: one refused alone goes last then.
    private void isNotTaken(SentBatch sent, CallFailedException failure) throws InterruptedException {
        log.close(sent.name());
        List<Slip> all = new ArrayList<>(sent.slips.values());
        if (all.size() == 1) {
            if (isKnownToAnswer()) {
                keepFailed(sent, all.getFirst(), failure);
                desk.isBack(sent, List.of());
                return;
            }
            all.getFirst().letter = rewritten(all.getFirst());
            desk.sendLast(all);
            desk.isBack(sent, List.of());
            if (++refusedAlone > rules.retries()) {
                throw line.unusable("has answered nothing and refused " + refusedAlone
                        + " batches of one question each; the last refusal: " + BatchLine.said(failure));
            }
            return;
        }
        sendInHalves(sent, all, false);
    }

    private void sendInHalves(SentBatch sent, List<Slip> all, boolean waits) {
        for (Slip slip : all) {
            slip.letter = rewritten(slip);
        }
        desk.sendNext(all.subList(all.size() / 2, all.size()), waits);
        desk.sendNext(all.subList(0, all.size() / 2), waits);
        desk.isBack(sent, List.of());
    }

    private Letter rewritten(Slip slip) {
        try {
            return service.write(slip.request, slip.question.seed());
        } catch (CallFailedException e) {
            throw new IllegalStateException("what was sent once cannot be written any more", e);
        }
    }

    void look(SentBatch sent) throws InterruptedException {
        if (sent.id.isEmpty()) {
            if (isStillToSubmit(sent)) {
                log.close(sent.name());
                desk.isBack(sent, List.copyOf(sent.slips.values()));
            }
            return;
        }
        String id = sent.id.get();
        try {
            switch (line.persistWhileThere(() -> service.look(id, line.deadline()))) {
                case BatchService.Running _ -> sent.lookLater();
                case BatchService.Ended ended -> takeIn(sent, id, ended.isCancelled());
                case BatchService.Refused refused -> isRefused(sent, refused);
            }
        } catch (BatchLine.GoneException gone) {
            Arrivals none = new Arrivals(this, sent, rules.retries());
            none.isGone(gone.failure());
            end(sent, none);
        }
    }

    private void isRefused(SentBatch sent, BatchService.Refused refused) throws InterruptedException {
        CallFailedException failure =
                new CallFailedException(refused.remedy(), "the batch was refused: " + refused.why());
        if (refused.remedy() != Remedy.GIVE_UP) {
            Arrivals none = new Arrivals(this, sent, rules.retries());
            none.isGone(failure);
            end(sent, none);
            if (refused.remedy() == Remedy.STOP_RUN) {
                throw cannotBeUsed(failure);
            }
            return;
        }
        boolean isAlone = desk.isAlone(sent);
        if (!refused.isTooMuch() || sent.slips.size() > 1 || !isAlone) {
            if (refused.isTooMuch() && !isAlone) {
                log.close(sent.name());
                List<Slip> all = new ArrayList<>(sent.slips.values());
                all.forEach(slip -> slip.letter = rewritten(slip));
                desk.sendNext(all, true);
                desk.isBack(sent, List.of());
            } else {
                isNotTaken(sent, failure);
            }
            return;
        }
        log.close(sent.name());
        throw line.unusable("takes no batch, however small: " + refused.why());
    }

    /// Takes in all that came of a batch.
    void takeIn(SentBatch sent, String id, boolean isCancelled) throws InterruptedException {
        Map<String, Request> asked = new LinkedHashMap<>();
        sent.slips.forEach((posted, slip) -> asked.put(posted, slip.request));
        Arrivals arrivals = new Arrivals(this, sent, rules.retries());
        fetch(id, asked, arrivals);
        end(sent, arrivals);
        if (isCancelled && !arrivals.again().isEmpty()) {
            throw line.unusable(
                    "had its batch " + id + " cancelled; " + arrivals.again().size() + " of its " + asked.size()
                            + " questions were not asked, and the same command asks them again");
        }
    }

    private void fetch(String id, Map<String, Request> asked, Arrivals arrivals) throws InterruptedException {
        try {
            line.persistWhileThere(() -> {
                service.fetch(id, asked, arrivals, line.transfer());
                return id;
            });
            arrivals.finish();
        } catch (BatchLine.GoneException gone) {
            arrivals.isGone(gone.failure());
        }
    }

    /// Takes a batch out of the log, and stops the run only then: else each later start would stop at it again.
    private void end(SentBatch sent, Arrivals arrivals) throws InterruptedException {
        List<Arrivals.Suspect> suspects = arrivals.suspects();
        int asked = arrivals.again().size() + suspects.size();
        // A question that is lost by itself fails by itself.
        boolean isLost = arrivals.isWordless() && (asked > 1 || !isKnownToAnswer());
        wordless = isLost ? wordless + 1 : 0;
        if (wordless >= MOST_WORDLESS) {
            log.close(sent.name());
            desk.isBack(sent, List.of());
            throw line.unusable("has completed " + wordless + " batches in a row without a result for any of their"
                    + " questions, the last of " + asked + "; see at the endpoint what became of the batch "
                    + sent.id.orElse(sent.name()) + ", then give the same command");
        }
        boolean isDumb = !suspects.isEmpty() && !isKnownToAnswer();
        if (!isDumb) {
            for (Arrivals.Suspect suspect : suspects) {
                keepFailed(sent, suspect.slip(), suspect.failure());
            }
        }
        log.close(sent.name());
        int askedAgain = desk.isBack(sent, arrivals.again());
        String last = "the last failure: " + BatchLine.said(arrivals.lastFailure());
        if (isDumb) {
            throw line.unusable("does not answer (" + suspects.size() + " calls in a row failed "
                    + Words.times(rules.retries() + 1) + " each); " + last);
        }
        if (arrivals.stopping().isPresent()) {
            throw cannotBeUsed(arrivals.stopping().get());
        }
        if (!arrivals.isFruitless()) {
            fruitless = 0;
        } else if (askedAgain > 0 && ++fruitless > rules.retries() + 1) {
            throw line.unusable("has answered nothing in " + fruitless + " batches; " + last);
        }
    }

    void keepAnswered(SentBatch sent, Slip slip, BatchService.Answered outcome) throws InterruptedException {
        answered = true;
        JournalledCall call = slip.answered(
                model.endpoint().identity(),
                new JournalledCall.Answered(outcome.reply()),
                sent.sent(),
                Duration.between(sent.sent(), clock.instant()));
        journal.append(call);
        // Before the purse, which may stop the run as soon as nothing is open: who waits must have the answer by then.
        desk.settled(slip, call);
        purse.settle(slip.most, outcome.reply().usage());
    }

    /// It is the request's own fault, so the endpoint has answered.
    void keepRefused(SentBatch sent, Slip slip, CallFailedException failure) throws InterruptedException {
        answered = true;
        keepFailed(sent, slip, failure);
    }

    private void keepFailed(SentBatch sent, Slip slip, CallFailedException failure) throws InterruptedException {
        JournalledCall call = slip.failed(
                model.endpoint().identity(), failure, sent.sent(), Duration.between(sent.sent(), clock.instant()));
        journal.append(call);
        desk.settled(slip, call);
        purse.putBack(slip.most);
    }

    /// One that could not even be written.
    JournalledCall refusedUnasked(Slip slip, CallFailedException failure) throws InterruptedException {
        if (failure.remedy() != Remedy.GIVE_UP) {
            throw cannotBeUsed(failure);
        }
        JournalledCall call = slip.failed(model.endpoint().identity(), failure, clock.instant(), Duration.ZERO);
        journal.append(call);
        return call;
    }

    StoppedException cannotBeUsed(CallFailedException failure) {
        return line.unusable("cannot be used: " + BatchLine.said(failure));
    }

    /// Ends a batch that is away, with what was done by now.
    ///
    /// @return how many answers it gave
    long cancel(SentBatch sent) throws InterruptedException {
        BatchService.Search search =
                sent.id.<BatchService.Search>map(BatchService.Found::new).orElseGet(BatchService.Unsure::new);
        while (search instanceof BatchService.Unsure) {
            search = find(sent);
            if (search instanceof BatchService.Unsure) {
                sent.lookLater();
                Thread.sleep(desk.rules().poll());
            }
        }
        if (!(search instanceof BatchService.Found(String id))) {
            log.close(sent.name());
            return 0;
        }
        Map<String, Request> asked = new LinkedHashMap<>();
        sent.slips.forEach((posted, slip) -> asked.put(posted, slip.request));
        Arrivals arrivals = new Arrivals(this, sent, Integer.MAX_VALUE - 1);
        try {
            line.persistWhileThere(() -> {
                service.cancel(id, line.deadline());
                return id;
            });
            while (line.persistWhileThere(() -> service.look(id, line.deadline())) instanceof BatchService.Running) {
                Thread.sleep(desk.rules().poll());
            }
            fetch(id, asked, arrivals);
        } catch (BatchLine.GoneException gone) {
            arrivals.isGone(gone.failure());
        }
        log.close(sent.name());
        return (long) asked.size() - arrivals.again().size();
    }
}
