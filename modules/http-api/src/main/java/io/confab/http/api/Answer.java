package io.confab.http.api;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param body a record or a map, written as JSON; null for none
 * @param location where what was made can be read; null for nowhere
 */
record Answer(int status, Object body, String location) {

    static Answer ok(Object body) {
        return new Answer(200, body, null);
    }

    static Answer created(Object body, String location) {
        return new Answer(201, body, location);
    }

    static Answer done() {
        return new Answer(204, null, null);
    }
}
