/**
 * The language that all modules speak: ids, records, requests, events, {@code Failure}, and the typed {@code Bus}.
 *
 * <p>A group is a log: everything durable that happens in it is an event with a seq of its own. The words are those of the
 * glossary in {@code ARCHITECTURE.md}.
 *
 * <p>Must not know: MySQL, Redis, HTTP, WebSockets, or any other module. No record holds a Vert.x type.
 *
 * <p>Start reading at {@code Bus}, then the requests and the events.
 */
package io.confab.contract;
