package dev.seedbed.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Brings samples that arrive in any order into candidate order, in front of a step that needs it.
///
/// Every sample on its way holds a ticket in a list that is in candidate order from the first moment:
/// candidates get theirs as they begin, children stand where their parent stood. What has arrived waits until
/// all tickets before it have been used or given back. Whoever makes the head of the list ready does the
/// waiting work of all that are ready behind it, in order, and the others go their way ("flat combining":
/// Hendler, Incze, Shavit and Tzafrir, SPAA 2010): no thread waits for its turn, so a sample that waits costs
/// no stack.
///
/// The work of one turnstile is done one piece at a time and each piece sees what the ones before did. It may
/// arrive at later turnstiles, never at an earlier one.
final class Turnstile {
    /// A place in the list.
    static final class Ticket {
        private final long candidate;
        private @Nullable Ticket before;
        private @Nullable Ticket after;
        private @Nullable Runnable arrival;

        private Ticket(long candidate) {
            this.candidate = candidate;
        }
    }

    private final LongConsumer onSettled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();

    private @Nullable Ticket head;
    private @Nullable Ticket tail;
    private long lastEntered = -1;
    private long settled = -1;
    private boolean draining;

    /// @param onSettled told of each candidate whose samples have all been here or ended, in order
    Turnstile(LongConsumer onSettled) {
        this.onSettled = onSettled;
    }

    /// A ticket for a new candidate, behind all others.
    Ticket enter(long candidate) {
        Ticket ticket = new Ticket(candidate);
        lock.lock();
        try {
            ticket.before = tail;
            if (tail == null) {
                head = ticket;
            } else {
                tail.after = ticket;
            }
            tail = ticket;
            lastEntered = candidate;
        } finally {
            lock.unlock();
        }
        return ticket;
    }

    /// Tickets that stand, in order, where this one stood; it is used up.
    List<Ticket> split(Ticket ticket, int parts) {
        List<Ticket> tickets = new ArrayList<>(parts);
        lock.lock();
        try {
            Ticket last = ticket;
            for (int i = 0; i < parts; i++) {
                Ticket part = new Ticket(ticket.candidate);
                insertAfter(last, part);
                tickets.add(part);
                last = part;
            }
            unlink(ticket);
        } finally {
            lock.unlock();
        }
        if (parts == 0) {
            drain();
        }
        return tickets;
    }

    /// Gives a ticket back: its sample will not come.
    void leave(Ticket ticket) {
        lock.lock();
        try {
            unlink(ticket);
        } finally {
            lock.unlock();
        }
        drain();
    }

    /// The sample of a ticket is here. Its work is done when all before it are through: now, or by another
    /// thread later.
    void arrive(Ticket ticket, Runnable work) {
        lock.lock();
        try {
            ticket.arrival = work;
        } finally {
            lock.unlock();
        }
        drain();
    }

    /// Waits until all samples of the candidates up to this one have been here or ended.
    void awaitSettled(long candidate) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (settled < candidate) {
                progress.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether [#awaitSettled] would return at once.
    boolean isSettled(long candidate) {
        lock.lock();
        try {
            return settled >= candidate;
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        while (true) {
            Runnable work = null;
            long settledFrom;
            long settledTo;
            lock.lock();
            try {
                if (draining) {
                    return;
                }
                settledFrom = settled + 1;
                settledTo = head == null ? lastEntered : head.candidate - 1;
                if (settledTo < settledFrom) {
                    if (head == null || head.arrival == null) {
                        return;
                    }
                    work = head.arrival;
                    unlink(head);
                }
                draining = true;
            } finally {
                lock.unlock();
            }
            try {
                if (work != null) {
                    work.run();
                } else {
                    for (long candidate = settledFrom; candidate <= settledTo; candidate++) {
                        onSettled.accept(candidate);
                    }
                }
            } finally {
                lock.lock();
                try {
                    draining = false;
                    if (work == null) {
                        settled = settledTo;
                        progress.signalAll();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private void insertAfter(Ticket place, Ticket ticket) {
        ticket.before = place;
        ticket.after = place.after;
        if (place.after == null) {
            tail = ticket;
        } else {
            place.after.before = ticket;
        }
        place.after = ticket;
    }

    private void unlink(Ticket ticket) {
        if (ticket.before == null) {
            head = ticket.after;
        } else {
            ticket.before.after = ticket.after;
        }
        if (ticket.after == null) {
            tail = ticket.before;
        } else {
            ticket.after.before = ticket.before;
        }
        ticket.before = null;
        ticket.after = null;
    }
}
