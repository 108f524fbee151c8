package io.confab.contract;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The typed event bus of one node, and the only code that touches Vert.x's.
 *
 * <p>The record is the address: a request goes to whoever serves its class, an event of a group to the watchers of that
 * group, any other event to those who hear its class. Records pass by reference and must be immutable. Handlers run on
 * the context that registered them; between the same two contexts order is kept.
 */
public final class Bus {

    /** How long an answer may take, in milliseconds: longer than the database deadline, so that its answer wins. */
    public static final long TIMEOUT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String CODEC = "by-reference";
    private static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(CODEC).setLocalOnly(true).setSendTimeout(TIMEOUT_MILLIS);

    private final EventBus events;

    /** The bus of this Vert.x instance; make one for each instance and hand it round. */
    public Bus(Vertx vertx) {
        events = vertx.eventBus();
        events.registerCodec(new ByReference());
    }

    /**
     * Asks whoever serves the request's class.
     *
     * @return the answer, or a {@link Failure}: the one of the server, or {@code UNAVAILABLE} when nobody serves or the
     *     answer took longer than {@link #TIMEOUT_MILLIS}
     */
    public <A> Future<A> ask(Request<A> request) {
        return events.<Object>request(address(request.getClass()), request, OPTIONS)
                .transform(reply -> reply.succeeded()
                        ? Bus.<A>answer(reply.result().body())
                        : Future.failedFuture(unanswered(reply.cause())));
    }

    /**
     * Serves every request of a class on the current context until the verticle is undeployed.
     *
     * <p>A handler that throws or fails with anything but a {@link Failure} is logged once, here, with its stack, and
     * the asker hears "Internal error". Served by several instances, requests go round.
     */
    public <A, R extends Request<A>> void serve(Class<R> type, Function<R, Future<A>> handler) {
        events.<R>localConsumer(
                address(type),
                message -> run(handler, message.body())
                        .onComplete(answer -> reply(message, answer.result(), answer.cause())));
    }

    /**
     * Publishes an event of a group to this node's watchers of the group; what stands in no log is announced as {@link
     * Ephemeral} too.
     */
    public void publish(GroupEvent event) {
        events.publish(groupAddress(event.groupId()), event, OPTIONS);
        if (event instanceof Ephemeral ephemeral) {
            announce(Ephemeral.class, ephemeral);
        }
    }

    /** Hears the events of one group on the current context, from the moment this returns, until {@link Watch#end}. */
    public Watch watch(long groupId, Consumer<GroupEvent> handler) {
        MessageConsumer<GroupEvent> consumer =
                events.localConsumer(groupAddress(groupId), message -> handler.accept(message.body()));
        return consumer::unregister;
    }

    /** Announces an event to everybody on this node who hears the given type, which the event must be an instance of. */
    public <E> void announce(Class<? super E> type, E event) {
        events.publish(address(type), event, OPTIONS);
    }

    /** Hears every event announced under a type, on the current context. */
    public <E> Watch hear(Class<E> type, Consumer<E> handler) {
        MessageConsumer<E> consumer = events.localConsumer(address(type), message -> handler.accept(message.body()));
        return consumer::unregister;
    }

    /** A registration that can be ended. */
    @FunctionalInterface
    public interface Watch {
        /** Ends the registration; events already queued for this context may still arrive. */
        void end();
    }

    private static String address(Class<?> type) {
        return type.getName();
    }

    private static String groupAddress(long groupId) {
        return "group:" + groupId;
    }

    private static <A, R extends Request<A>> Future<A> run(Function<R, Future<A>> handler, R request) {
        try {
            return handler.apply(request);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void reply(Message<?> message, Object answer, Throwable cause) {
        if (cause == null) {
            message.reply(answer, OPTIONS);
            return;
        }
        if (!(cause instanceof Failure)) {
            LOG.error("{} failed", message.address(), cause);
        }
        message.reply(Failure.from(cause), OPTIONS);
    }

    @SuppressWarnings("unchecked") // the type parameter of Request ties the answer's type to the request's
    private static <A> Future<A> answer(Object body) {
        return body instanceof Failure failure ? Future.failedFuture(failure) : Future.succeededFuture((A) body);
    }

    private static Failure unanswered(Throwable cause) {
        if (cause instanceof ReplyException) {
            LOG.warn("No answer: {}", cause.getMessage());
            return Failure.unavailable("The service is busy or stopping; try again");
        }
        LOG.error("The bus failed", cause);
        return Failure.from(cause);
    }

    /** Hands the object itself over; nothing here ever leaves the process. */
    private static final class ByReference implements MessageCodec<Object, Object> {
        @Override
        public void encodeToWire(Buffer buffer, Object body) {
            throw new IllegalStateException("Records stay in this process");
        }

        @Override
        public Object decodeFromWire(int position, Buffer buffer) {
            throw new IllegalStateException("Records stay in this process");
        }

        @Override
        public Object transform(Object body) {
            return body;
        }

        @Override
        public String name() {
            return CODEC;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
