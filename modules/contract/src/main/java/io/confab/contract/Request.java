package io.confab.contract;

/**
 * Something one verticle asks of another; the record's class is its address on the {@link Bus}.
 *
 * <p>Requests are immutable records named in the imperative. Whoever asks does not know who serves.
 *
 * @param <A> the type of the answer, an immutable record, list or boxed value; {@code Void} when success says it all
 */
public interface Request<A> {}
